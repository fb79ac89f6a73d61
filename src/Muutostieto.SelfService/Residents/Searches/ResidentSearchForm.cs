namespace Muutostieto.SelfService.Residents.Searches;

/// <summary>The fields of a search as a browser sends them: texts, any of them missing, none of them trusted.</summary>
public sealed record ResidentSearchForm
{
    /// <summary>A name of <see cref="ResidentSearchKind"/>, in any case.</summary>
    public string? Kind { get; init; }

    public string? AgeFrom { get; init; }

    public string? AgeTo { get; init; }

    public string? Turning { get; init; }

    /// <summary>As <c>2026-01-31</c> or <c>31.1.2026</c>.</summary>
    public string? From { get; init; }

    /// <summary>As <c>2026-01-31</c> or <c>31.1.2026</c>.</summary>
    public string? To { get; init; }

    /// <summary>Codes, each in an item or several with blanks or commas between; so are the two below.</summary>
    public IReadOnlyList<string?> Municipalities { get; init; } = [];

    public IReadOnlyList<string?> PostalCodes { get; init; } = [];

    public IReadOnlyList<string?> MotherTongues { get; init; } = [];

    /// <summary>1, 2 or nothing.</summary>
    public string? Sex { get; init; }

    /// <summary>The form of a search, to be shown again.</summary>
    public static ResidentSearchForm Of(ResidentSearch search)
    {
        ArgumentNullException.ThrowIfNull(search);
        return new ResidentSearchForm
        {
            Kind = search.Kind.ToString(),
            AgeFrom = Text(search.AgeFrom),
            AgeTo = Text(search.AgeTo),
            Turning = Text(search.Turning),
            From = Text(search.From),
            To = Text(search.To),
            Municipalities = [.. search.Municipalities],
            PostalCodes = [.. search.PostalCodes],
            MotherTongues = [.. search.MotherTongues],
            Sex = search.Sex,
        };
    }

    private static string? Text(int? number) => number?.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
