namespace Muutostieto.Deliveries.Composition;

/// <summary>Why a change delivery is so large: after its own lines it has full records of everybody in some municipalities, because registers were found to differ.</summary>
/// <param name="Municipalities">Whoever a recipient has there, or in its area without a known municipality, and is not told of in the delivery, is no resident.</param>
/// <param name="Persons">How many full records were added.</param>
public sealed record ManifestRepair(IReadOnlyList<string> Municipalities, long Persons)
{
    public string Reason { get; } = "reconciliation";
}
