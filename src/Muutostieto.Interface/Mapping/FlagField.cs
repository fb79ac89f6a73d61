using System.Text.Json;
using System.Text.Json.Nodes;

namespace Muutostieto.Interface.Mapping;

/// <summary>True for some change attributes, and false for all others.</summary>
internal sealed class FlagField(string name, IReadOnlyList<byte> attributes) : FieldMapping(name)
{
    public override JsonObject Schema => FieldSchema.Boolean();

    public override bool Has(in GroupPart part) => true;

    public override void Write(Utf8JsonWriter json, in GroupPart part) => json.WriteBoolean(Key, attributes.Contains(part.Attribute));

    protected override FieldFit FitOf(JsonElement value) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False ? FieldFit.Whole : FieldFit.Malformed;

    public override void Read(JsonElement value, GroupTarget target)
    {
    }
}
