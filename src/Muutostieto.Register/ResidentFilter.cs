namespace Muutostieto.Register;

/// <summary>
/// Which residents a scan may pass over without a look at their documents. Each value narrows it; null does not. What a register does not
/// know for certain it does not pass over: the filter saves work, and the one who asks judges what is shown.
/// </summary>
public sealed record ResidentFilter
{
    /// <summary>The first day on which a person may be born for all that is known.</summary>
    public DateOnly? BornFrom { get; init; }

    /// <summary>The last such day.</summary>
    public DateOnly? BornTo { get; init; }

    /// <summary>Values of group 003.</summary>
    public IReadOnlyCollection<string>? Sexes { get; init; }

    /// <summary>Codes of group 002.</summary>
    public IReadOnlyCollection<string>? MotherTongues { get; init; }

    /// <summary>Five digits each, of the permanent address in Finland, group 101.</summary>
    public IReadOnlyCollection<string>? PostalCodes { get; init; }

    /// <summary>What both let through.</summary>
    public ResidentFilter And(ResidentFilter other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new ResidentFilter
        {
            BornFrom = other.BornFrom is { } from && !(BornFrom > from) ? from : BornFrom,
            BornTo = other.BornTo is { } to && !(BornTo < to) ? to : BornTo,
            Sexes = Both(Sexes, other.Sexes),
            MotherTongues = Both(MotherTongues, other.MotherTongues),
            PostalCodes = Both(PostalCodes, other.PostalCodes),
        };
    }

    /// <summary>Whether a person with these facts is shown; what the store's columns say in SQL.</summary>
    internal bool Passes(ResidentFacts facts) =>
        (BornFrom is null && BornTo is null
            || facts.Born == ResidentFacts.Unclear
            || (facts.Born >= ResidentFacts.Number(BornFrom ?? DateOnly.MinValue)
                && facts.Born <= ResidentFacts.Number(BornTo ?? DateOnly.MaxValue)))
        && Passes(Sexes, facts.Sex)
        && Passes(MotherTongues, facts.MotherTongue)
        && Passes(PostalCodes, facts.PostalCode);

    private static bool Passes(IReadOnlyCollection<string>? wanted, string? value) =>
        wanted is null || (value is not null && (value == ResidentFacts.Several || wanted.Contains(value)));

    private static IReadOnlyCollection<string>? Both(IReadOnlyCollection<string>? left, IReadOnlyCollection<string>? right) =>
        left is null ? right : right is null ? left : [.. left.Intersect(right)];
}
