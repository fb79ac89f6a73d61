using System.Text.Json;
using System.Text.Json.Nodes;

namespace Muutostieto.Interface.Mapping;

/// <summary>The person's identity code in force.</summary>
internal sealed class ActiveCodeField(string name) : FieldMapping(name)
{
    public override JsonObject Schema => FieldSchema.Text();

    public override bool Has(in GroupPart part) => part.Codes.Active.Length > 0;

    public override void Write(Utf8JsonWriter json, in GroupPart part) => json.WriteString(Key, part.Codes.Active);

    public override void Read(JsonElement value, GroupTarget target)
    {
    }
}
