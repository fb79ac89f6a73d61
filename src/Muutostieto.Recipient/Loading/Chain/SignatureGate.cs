using Muutostieto.Recipient.Manifests;

namespace Muutostieto.Recipient.Loading.Chain;

/// <summary>
/// Lets deliveries pass that are the sender's. Those that the database has already need no proof: what is chained to them is hashed.
/// </summary>
/// <param name="verifier">Null: all pass.</param>
internal sealed class SignatureGate(ManifestVerifier? verifier)
{
    /// <summary>Takes out of the deliveries found those that are not proved to be the sender's.</summary>
    /// <param name="found">Deliveries of a folder.</param>
    /// <param name="loaded">Those that the database has.</param>
    internal List<(FoundDelivery Delivery, SignatureFault Fault)> TakeOut(List<FoundDelivery> found, IReadOnlyList<LoadedDelivery> loaded)
    {
        var refused = new List<(FoundDelivery, SignatureFault)>();
        if (verifier is null)
        {
            return refused;
        }

        var known = loaded.Select(row => row.Sha256).ToHashSet();
        found.RemoveAll(delivery =>
        {
            if (known.Contains(delivery.Sha256) || verifier.FaultOf(delivery.ManifestPath, delivery.Content.Span) is not { } fault)
            {
                return false;
            }

            refused.Add((delivery, fault));
            return true;
        });
        return refused;
    }
}
