namespace Muutostieto.Extracts.Selection;

/// <summary>
/// The persons, buildings or dwellings of an extract, its units, and what is needed to show that they were drawn by the rule.
/// </summary>
public sealed record ExtractChoice
{
    /// <summary>Surrogate ids in order of delivery: the byte order of the identity codes, or of the building codes.</summary>
    public required IReadOnlyList<long> Units { get; init; }

    /// <summary>How many units could be in the extract: after non-disclosure, bans and criteria, before the draw.</summary>
    public required long Eligible { get; init; }

    /// <summary>How many there were to draw from: the eligible units, or the households of the persons.</summary>
    public required long FrameSize { get; init; }

    /// <summary>
    /// HMAC-SHA-256 by the series' key of <c>frame</c>, a line feed, and for each eligible unit in order of delivery its identity code, or
    /// its building code and for a dwelling its permanent id, and a line feed: 64 lowercase hex digits. Only who has the key can try
    /// whether a person is in the frame. Null without a sample.
    /// </summary>
    public string? FrameHash { get; init; }

    /// <summary>Of controls: how many cases the recipient may receive. For the operator. Null without controls.</summary>
    public long? Cases { get; init; }

    /// <summary>Of controls: how many of these have fewer than were asked for. For the operator.</summary>
    public long ShortCases { get; init; }

    /// <inheritdoc cref="LeftOutCounts"/>
    public required LeftOutCounts LeftOut { get; init; }

    /// <summary>The name of the series; null without a sample.</summary>
    public string? Series { get; init; }

    /// <summary>SHA-256 of the series' key, 64 lowercase hex digits; null without a sample.</summary>
    public string? SeriesHash { get; init; }

    /// <summary>
    /// The start point after this sample. Another sample of the series from there on has none of its units, as long as the two are no
    /// larger than the frame, each stratum's share no larger than what is left of the stratum. For the operator. Null without a sample.
    /// </summary>
    public ulong? NextStart { get; init; }
}
