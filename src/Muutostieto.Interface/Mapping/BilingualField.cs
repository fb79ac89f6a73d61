using System.Text.Json;
using System.Text.Json.Nodes;

namespace Muutostieto.Interface.Mapping;

/// <summary>A text in Finnish and in Swedish, of which either may be missing.</summary>
internal sealed class BilingualField(string name, string fi, string sv) : FieldMapping(name)
{
    private static readonly JsonEncodedText Finnish = JsonEncodedText.Encode("fi");
    private static readonly JsonEncodedText Swedish = JsonEncodedText.Encode("sv");

    public override JsonObject Schema => FieldSchema.Ref(FieldSchema.Bilingual);

    public override bool Has(in GroupPart part) => !part.Value(fi).IsEmpty || !part.Value(sv).IsEmpty;

    public override void Write(Utf8JsonWriter json, in GroupPart part)
    {
        json.WriteStartObject(Key);
        if (part.Value(fi) is { IsEmpty: false } finnish)
        {
            json.WriteString(Finnish, finnish);
        }

        if (part.Value(sv) is { IsEmpty: false } swedish)
        {
            json.WriteString(Swedish, swedish);
        }

        json.WriteEndObject();
    }

    protected override FieldFit FitOf(JsonElement value) =>
        FieldFits.OfObject(value, key => key == Finnish.Value || key == Swedish.Value);

    public override void Read(JsonElement value, GroupTarget target)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            target.Set(fi, value.TryGetProperty(Finnish.Value, out var finnish) ? TextOf(finnish) : null);
            target.Set(sv, value.TryGetProperty(Swedish.Value, out var swedish) ? TextOf(swedish) : null);
        }
    }
}
