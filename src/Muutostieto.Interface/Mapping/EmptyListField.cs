using System.Text.Json;
using System.Text.Json.Nodes;

namespace Muutostieto.Interface.Mapping;

/// <summary>A list that clients need and for which the register has nothing that the interface has a name for.</summary>
internal sealed class EmptyListField(string name) : FieldMapping(name)
{
    public override JsonObject Schema => FieldSchema.List(new JsonObject());

    public override bool Has(in GroupPart part) => true;

    public override void Write(Utf8JsonWriter json, in GroupPart part)
    {
        json.WriteStartArray(Key);
        json.WriteEndArray();
    }

    protected override FieldFit FitOf(JsonElement value) =>
        value.ValueKind != JsonValueKind.Array ? FieldFit.Malformed : value.GetArrayLength() == 0 ? FieldFit.Whole : FieldFit.More;

    public override void Read(JsonElement value, GroupTarget target)
    {
    }
}
