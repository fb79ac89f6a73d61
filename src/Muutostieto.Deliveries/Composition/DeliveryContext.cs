using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Windows;
using Muutostieto.Records.Manifests;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Composition;

/// <summary>Which delivery is composed: everything that decides its bytes besides the register.</summary>
internal sealed record DeliveryContext
{
    public required DeliveryTerms Terms { get; init; }

    public required DeliveryKind Kind { get; init; }

    /// <summary>Whether it has changes; else it is of a state.</summary>
    public bool IsOfChanges => Kind == DeliveryKind.Changes;

    /// <summary>Whether it is the first of a chain without a base: at <see cref="From"/> the recipient had the interface's data.</summary>
    public bool BeginsAtKey { get; init; }

    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    /// <summary>The planned time, in Finland's time: the only time in the files.</summary>
    public required DateTimeOffset Planned { get; init; }

    /// <summary>The window's lower end, exclusive; null for a base or an extract.</summary>
    public long? From { get; init; }

    /// <summary>The window's upper end, inclusive; a base or an extract is as of it.</summary>
    public required long To { get; init; }

    /// <summary>Up to which key non-disclosure orders are applied to it: of an extract the register's head when it was planned.</summary>
    public long JudgedAt => Terms.Order?.JudgedAt ?? To;

    /// <summary>The key of the base that the chain began with, or the key where it began without one; for a base its own.</summary>
    public long ChainBase { get; init; }

    /// <summary>The area's municipalities of the delivery before this one; those of <see cref="Terms"/> for a base.</summary>
    public IReadOnlyList<string>? AreaBefore { get; init; }

    /// <summary>
    /// The municipalities of all areas that the chain has had, from its base on; those of <see cref="Terms"/> for a base.
    /// </summary>
    public IReadOnlyList<string>? ChainAreas { get; init; }

    /// <summary>Who is on the recipient's list, and what has changed on it; null when the permit covers an area.</summary>
    public ListWindow? List { get; init; }

    /// <summary>The delivery before this one, or null for the first.</summary>
    public ManifestPredecessor? Predecessor { get; init; }

    /// <summary>The occurrences of the rhythm that the delivery covers.</summary>
    public IReadOnlyList<Occurrence> Covers { get; init; } = [];

    /// <summary>The planned day in Finland.</summary>
    public DateOnly Day => DateOnly.FromDateTime(Planned.DateTime);

    /// <summary>The window of a change delivery.</summary>
    internal DisclosureWindow DisclosureWindow() => new()
    {
        From = new JournalKey(From ?? throw new InvalidOperationException("A base has no window.")),
        To = new JournalKey(To),
        ChainBase = new JournalKey(ChainBase),
        Area = Terms.Municipalities.ToHashSet(),
        AreaBefore = (AreaBefore ?? Terms.Municipalities).ToHashSet(),
        ChainAreas = (ChainAreas ?? []).Union(Terms.Municipalities).Union(AreaBefore ?? []).ToHashSet(),
        List = List,
    };
}
