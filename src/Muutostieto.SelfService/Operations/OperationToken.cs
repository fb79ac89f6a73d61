using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Muutostieto.Deliveries.Ledger;

namespace Muutostieto.SelfService.Operations;

/// <summary>A digest of what an operator was shown: what is done names it, and is not done when it has become another.</summary>
internal static class OperationToken
{
    internal static string Of(string operation, params IEnumerable<object?> facts) => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Join(
            '\n', facts.Prepend(operation).Select(fact => Convert.ToString(fact, CultureInfo.InvariantCulture))))));

    /// <summary>Everything of a delivery that an operation may change or depend on.</summary>
    internal static IEnumerable<object?> FactsOf(Delivery? delivery) => delivery is null
        ? ["none"]
        :
        [
            delivery.Id, delivery.State, delivery.Published?.UtcTicks, delivery.Redelivered?.UtcTicks, delivery.Withdrawn?.UtcTicks,
            delivery.DropCleared?.UtcTicks, delivery.OutboxCleared?.UtcTicks, delivery.Receipts.Count,
        ];
}
