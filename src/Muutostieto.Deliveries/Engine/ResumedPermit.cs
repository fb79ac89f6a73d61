using Muutostieto.Audit;
using Muutostieto.Deliveries.Evidence;
using Muutostieto.Deliveries.Ledger;

namespace Muutostieto.Deliveries.Engine;

/// <summary>What has to be decided of a permit before its deliveries go on with a ledger of an earlier time.</summary>
/// <param name="Permit">The id.</param>
/// <param name="Lost">The highest numbers that are not used again, one of each kind.</param>
/// <param name="Published">What was published, as far as known.</param>
/// <param name="ToWithdraw">Deliveries of the ledger that would go on from what is lost, the last one first.</param>
/// <param name="Register">Whether the register has what they were made of.</param>
public sealed record ResumedPermit(
    string Permit,
    IReadOnlyList<LostNumber> Lost,
    IReadOnlyList<PublishedNumber> Published,
    IReadOnlyList<Delivery> ToWithdraw,
    ResumedRegister Register)
{
    /// <summary>Whether it is known what was published; else numbers are left out, as many as could have been.</summary>
    public bool IsKnown => Published.Count > 0;

    /// <summary>Whether the permit follows a list, of which uploads may be lost.</summary>
    public bool HasList { get; init; }

    /// <summary>Whether its recipient needs a new base: what it has is not in the ledger.</summary>
    public bool NeedsBase => Lost.Any(number => number.Kind != DeliveryKind.Extract);

    internal IEnumerable<AuditedLoss> Losses => Lost.Select(number => new AuditedLoss(
        Permit,
        number.Kind.WireName(),
        number.Number,
        Published.FirstOrDefault(known => (known.Kind, known.Number) == (number.Kind.WireName(), number.Number))?.ManifestSha256));
}
