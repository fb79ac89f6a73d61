using System.Text.Json;
using System.Text.Json.Nodes;

namespace Muutostieto.Interface.Mapping;

/// <summary>AKTIIVI, or PASSIIVI from the end date on, which the interface has no field for.</summary>
internal sealed class ValidityField(string name) : FieldMapping(name)
{
    public const string Ended = "PASSIIVI";
    private static readonly JsonEncodedText Active = JsonEncodedText.Encode("AKTIIVI");
    private static readonly JsonEncodedText Passive = JsonEncodedText.Encode(Ended);

    public override JsonObject Schema => FieldSchema.OneOf([Active.Value, Ended]);

    public override bool Has(in GroupPart part) => true;

    public override void Write(Utf8JsonWriter json, in GroupPart part) => json.WriteString(Key, part.HasEnded ? Passive : Active);

    protected override FieldFit FitOf(JsonElement value) =>
        TextOf(value) is not { } text ? FieldFit.Malformed : text == Ended || text == Active.Value ? FieldFit.Whole : FieldFit.More;

    /// <summary>The attribute, which is read before, says it.</summary>
    public override void Read(JsonElement value, GroupTarget target)
    {
    }
}
