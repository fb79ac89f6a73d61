namespace Muutostieto.Disclosure.Permits;

/// <summary>The municipalities and counties in force, and what became of the former ones. Immutable.</summary>
public sealed class MunicipalityDirectory
{
    private readonly SortedDictionary<string, Municipality> municipalities = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, County> counties = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Merger> mergers = new(StringComparer.Ordinal);

    /// <summary>Of duplicate codes the first one counts.</summary>
    public MunicipalityDirectory(IEnumerable<Municipality> municipalities, IEnumerable<County> counties, IEnumerable<Merger> mergers)
    {
        ArgumentNullException.ThrowIfNull(municipalities);
        ArgumentNullException.ThrowIfNull(counties);
        ArgumentNullException.ThrowIfNull(mergers);
        foreach (var municipality in municipalities)
        {
            this.municipalities.TryAdd(municipality.Code, municipality);
        }

        foreach (var county in counties)
        {
            this.counties.TryAdd(county.Code, county);
        }

        foreach (var merger in mergers)
        {
            this.mergers.TryAdd(merger.Code, merger);
        }
    }

    /// <summary>In order of code.</summary>
    public IReadOnlyCollection<Municipality> Municipalities => this.municipalities.Values;

    /// <summary>In order of code.</summary>
    public IReadOnlyCollection<County> Counties => this.counties.Values;

    public IReadOnlyCollection<Merger> Mergers => this.mergers.Values;

    public Municipality? Municipality(string code) => this.municipalities.GetValueOrDefault(code);

    public County? County(string code) => this.counties.GetValueOrDefault(code);

    public IEnumerable<Municipality> MunicipalitiesOf(string county) =>
        this.municipalities.Values.Where(municipality => municipality.County == county);

    /// <summary>
    /// The municipality in force that a former one is part of today, through every later merger; null when the code was never one of them.
    /// </summary>
    public Municipality? SuccessorOf(string code)
    {
        // As many steps as there are mergers, lest a circle in the table never end.
        for (var step = 0; step < this.mergers.Count && this.mergers.TryGetValue(code, out var merger); step++)
        {
            code = merger.Successor;
            if (this.municipalities.TryGetValue(code, out var municipality))
            {
                return municipality;
            }
        }

        return null;
    }

    /// <summary>
    /// What the municipality is part of on a day: itself while it is there, then the one it was merged into, and so on; null when there is
    /// no such code.
    /// </summary>
    public string? OnDay(string code, DateOnly day)
    {
        // As many steps as there are mergers, lest a circle in the table never end.
        for (var step = 0; step <= this.mergers.Count; step++)
        {
            if (!this.mergers.TryGetValue(code, out var merger) || (day < merger.Date && this.municipalities.ContainsKey(code)))
            {
                return this.municipalities.ContainsKey(code) ? code : null;
            }

            code = merger.Successor;
        }

        return null;
    }

    /// <summary>When a former municipality ended; null when the code was never one.</summary>
    public DateOnly? EndOf(string code) => this.mergers.TryGetValue(code, out var merger) ? merger.Date : null;
}
