using System.Text.Json.Serialization;

namespace Muutostieto.SelfService.Orders;

/// <summary>Quotes single texts.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class OrderTextJson : JsonSerializerContext;
