using Muutostieto.Deliveries.Ledger;

namespace Muutostieto.Cli.CommandLine;

/// <summary>What a delivery is counted by: persons, but for extracts of something else.</summary>
internal static class DeliveryUnits
{
    /// <summary>The word for one: <c>person</c>.</summary>
    internal static string One(Delivery delivery) => Many(delivery)[..^1];

    /// <summary>The word for several: <c>persons</c>.</summary>
    internal static string Many(Delivery delivery) => delivery.Terms.Value.Order?.Target ?? "persons";
}
