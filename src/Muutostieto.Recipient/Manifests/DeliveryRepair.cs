namespace Muutostieto.Recipient.Manifests;

/// <summary>What the sender has added to a change delivery to make a recipient's register right again.</summary>
/// <param name="Municipalities">
/// Their living residents all have a full record in the delivery: whoever else the recipient has there is none.
/// </param>
public sealed record DeliveryRepair(IReadOnlyList<string> Municipalities);
