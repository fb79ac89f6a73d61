namespace Muutostieto.SelfService.Notices;

/// <summary>What a technical notice says, in three languages, and when it is shown.</summary>
public sealed record NoticeContent
{
    /// <summary>1 to 2,000 characters, as the others.</summary>
    public string? Fi { get; init; }

    public string? Sv { get; init; }

    public string? En { get; init; }

    /// <summary>From when on it is shown.</summary>
    public DateTimeOffset From { get; init; }

    /// <summary>Until when it is shown; null: until it is removed.</summary>
    public DateTimeOffset? To { get; init; }
}
