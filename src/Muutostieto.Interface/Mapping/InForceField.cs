using System.Text.Json;
using System.Text.Json.Nodes;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;

namespace Muutostieto.Interface.Mapping;

/// <summary>
/// Whether the thing is so: false when the change deletes it, or corrects it to nothing. An order without a date is an order.
/// </summary>
internal sealed class InForceField(string name) : FieldMapping(name)
{
    public override JsonObject Schema => FieldSchema.Boolean();

    public override bool Has(in GroupPart part) => true;

    public override void Write(Utf8JsonWriter json, in GroupPart part) => json.WriteBoolean(Key, IsInForce(part));

    protected override FieldFit FitOf(JsonElement value) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False ? FieldFit.Whole : FieldFit.Malformed;

    /// <summary>The attribute, which is read before, says it.</summary>
    public override void Read(JsonElement value, GroupTarget target)
    {
    }

    private static bool IsInForce(in GroupPart part) => part.Attribute switch
    {
        ChangeAttribute.Deleted => false,
        ChangeAttribute.Changed or ChangeAttribute.Corrected =>
            !part.IsBlank || part.Record.Spec(part.Group).Holds == Sensitivity.NonDisclosure,
        _ => true,
    };
}
