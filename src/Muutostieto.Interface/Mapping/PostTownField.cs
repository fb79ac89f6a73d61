using System.Text.Json;
using System.Text.Json.Nodes;
using Muutostieto.Records.Places;

namespace Muutostieto.Interface.Mapping;

/// <summary>The post town of a postal code, in Finnish and in Swedish; none where the code is not known.</summary>
internal sealed class PostTownField(string name, string from, PostTowns towns) : FieldMapping(name)
{
    private static readonly JsonEncodedText Finnish = JsonEncodedText.Encode("fi");
    private static readonly JsonEncodedText Swedish = JsonEncodedText.Encode("sv");

    public override JsonObject Schema => FieldSchema.Ref(FieldSchema.Bilingual);

    public override bool Has(in GroupPart part) => towns.Of(part.Value(from)) is not null;

    public override void Write(Utf8JsonWriter json, in GroupPart part)
    {
        var town = towns.Of(part.Value(from))!;
        json.WriteStartObject(Key);
        json.WriteString(Finnish, town.Finnish);
        json.WriteString(Swedish, town.Swedish);
        json.WriteEndObject();
    }

    protected override FieldFit FitOf(JsonElement value) =>
        FieldFits.OfObject(value, key => key == Finnish.Value || key == Swedish.Value);

    /// <summary>The postal code says it.</summary>
    public override void Read(JsonElement value, GroupTarget target)
    {
    }
}
