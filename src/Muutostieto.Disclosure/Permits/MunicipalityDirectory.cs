namespace Muutostieto.Disclosure.Permits;

/// <summary>The municipalities and counties in force, and what became of the former ones. Immutable.</summary>
public sealed class MunicipalityDirectory
{
    private readonly SortedDictionary<string, Municipality> _municipalities = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, County> _counties = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Merger> _mergers = new(StringComparer.Ordinal);

    /// <summary>Of duplicate codes the first one counts.</summary>
    public MunicipalityDirectory(IEnumerable<Municipality> municipalities, IEnumerable<County> counties, IEnumerable<Merger> mergers)
    {
        ArgumentNullException.ThrowIfNull(municipalities);
        ArgumentNullException.ThrowIfNull(counties);
        ArgumentNullException.ThrowIfNull(mergers);
        foreach (Municipality municipality in municipalities)
        {
            _municipalities.TryAdd(municipality.Code, municipality);
        }

        foreach (County county in counties)
        {
            _counties.TryAdd(county.Code, county);
        }

        foreach (Merger merger in mergers)
        {
            _mergers.TryAdd(merger.Code, merger);
        }
    }

    /// <summary>In order of code.</summary>
    public IReadOnlyCollection<Municipality> Municipalities => _municipalities.Values;

    /// <summary>In order of code.</summary>
    public IReadOnlyCollection<County> Counties => _counties.Values;

    public IReadOnlyCollection<Merger> Mergers => _mergers.Values;

    public Municipality? Municipality(string code) => _municipalities.GetValueOrDefault(code);

    public County? County(string code) => _counties.GetValueOrDefault(code);

    public IEnumerable<Municipality> MunicipalitiesOf(string county) => _municipalities.Values.Where(municipality => municipality.County == county);

    /// <summary>The municipality in force that a former one is part of today, through every later merger; null when the code was never one of them.</summary>
    public Municipality? SuccessorOf(string code)
    {
        // As many steps as there are mergers, lest a circle in the table never end.
        for (int step = 0; step < _mergers.Count && _mergers.TryGetValue(code, out Merger? merger); step++)
        {
            code = merger.Successor;
            if (_municipalities.TryGetValue(code, out Municipality? municipality))
            {
                return municipality;
            }
        }

        return null;
    }

    /// <summary>What the municipality is part of on a day: itself while it is there, then the one it was merged into, and so on; null when there is no such code.</summary>
    public string? OnDay(string code, DateOnly day)
    {
        // As many steps as there are mergers, lest a circle in the table never end.
        for (int step = 0; step <= _mergers.Count; step++)
        {
            if (!_mergers.TryGetValue(code, out Merger? merger) || (day < merger.Date && _municipalities.ContainsKey(code)))
            {
                return _municipalities.ContainsKey(code) ? code : null;
            }

            code = merger.Successor;
        }

        return null;
    }

    /// <summary>When a former municipality ended; null when the code was never one.</summary>
    public DateOnly? EndOf(string code) => _mergers.TryGetValue(code, out Merger? merger) ? merger.Date : null;
}
