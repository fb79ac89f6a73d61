using System.Text.Json;
using System.Text.Json.Serialization;

namespace Muutostieto.Deliveries.Terms;

/// <summary>How terms are written and read, compiled: every start of the program reads those of the ledger.</summary>
[JsonSerializable(typeof(DeliveryTerms))]
internal sealed partial class DeliveryTermsContext : JsonSerializerContext
{
    internal static DeliveryTermsContext Strict { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    });
}
