using Muutostieto.Records.Manifests;
using Muutostieto.SelfService.Residents.Store;

namespace Muutostieto.SelfService.Residents.Lists;

/// <summary>The delivery that a pick's list is.</summary>
internal static class ListDelivery
{
    /// <param name="pick">With a number.</param>
    internal static DeliveryKey KeyOf(ResidentPick pick) => new(pick.Permit, DeliveryKey.Extract, pick.Number!.Value);
}
