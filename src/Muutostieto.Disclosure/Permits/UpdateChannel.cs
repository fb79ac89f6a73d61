namespace Muutostieto.Disclosure.Permits;

/// <summary>How customers' registers may be brought up to date under a permit (päivityspalvelu).</summary>
public sealed record UpdateChannel
{
    /// <summary>Rows of the smallest file, where the permit says nothing: enquiries about single persons are another service.</summary>
    public const int DefaultMinimumRows = 20;

    /// <summary>Days for which a customer's file is kept, where the permit says nothing.</summary>
    public const int DefaultKeepInputDays = 30;

    /// <summary>At least one, in the order of <see cref="MatchMethod"/>; M6 only if the decision allows former names.</summary>
    public required IReadOnlyList<MatchMethod> Methods { get; init; }

    /// <summary>Rows that a customer's file must have, from 1.</summary>
    public int MinimumRows { get; init; } = DefaultMinimumRows;

    /// <summary>
    /// Days for which a customer's file is kept after its result was planned, from 0. Its hash stays. The newest file of an order that
    /// delivers changes is kept as long as the order is there.
    /// </summary>
    public int KeepInputDays { get; init; } = DefaultKeepInputDays;
}
