using System.Text.Json;

namespace Muutostieto.Interface.Mapping;

/// <summary>The name of a post town; the same in both languages where it has one name.</summary>
internal sealed record PostTown(JsonEncodedText Finnish, JsonEncodedText Swedish);
