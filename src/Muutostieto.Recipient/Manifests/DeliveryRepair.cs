namespace Muutostieto.Recipient.Manifests;

/// <summary>What the sender has added to a change delivery to make a recipient's register right again.</summary>
/// <param name="Municipalities">
/// All their living residents have a full record in the delivery: any other person the recipient has there is not a resident.
/// </param>
public sealed record DeliveryRepair(IReadOnlyList<string> Municipalities);
