using System.Text.Json;
using System.Text.Json.Nodes;

namespace Muutostieto.Interface.Mapping;

/// <summary>The identity codes that the person had before; the list is there when it is empty.</summary>
internal sealed class FormerCodesField(string name) : FieldMapping(name)
{
    public override JsonObject Schema => FieldSchema.List(FieldSchema.Text());

    public override bool Has(in GroupPart part) => true;

    public override void Write(Utf8JsonWriter json, in GroupPart part)
    {
        json.WriteStartArray(Key);
        foreach (var code in part.Codes.Former)
        {
            json.WriteStringValue(code);
        }

        json.WriteEndArray();
    }

    protected override FieldFit FitOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? FieldFit.Whole : FieldFit.Malformed;

    public override void Read(JsonElement value, GroupTarget target)
    {
    }
}
