using System.Text.Json;
using System.Text.Json.Nodes;
using Muutostieto.Records.Model;

namespace Muutostieto.Interface.Mapping;

/// <summary>
/// Another person: the identity code with what may be said of the person, or what the clarifying group says of one who has none.
/// </summary>
/// <param name="name">The key.</param>
/// <param name="from">The field of the identity code.</param>
/// <param name="stub">How the person is written.</param>
/// <param name="holdsWithout">Whether the group can be clarified by one of a person without an identity code.</param>
internal sealed class PersonField(string name, string from, PersonStub stub, bool holdsWithout) : FieldMapping(name)
{
    public override JsonObject Schema => FieldSchema.Object(
        stub.Fields.Select(each => (each.Name, each.Schema)).Prepend((stub.Code.Value, FieldSchema.Text())));

    public override bool Has(in GroupPart part) => !part.Value(from).IsEmpty || part.Clarifying(stub.Without, part.Group) >= 0;

    public override void Write(Utf8JsonWriter json, in GroupPart part)
    {
        json.WritePropertyName(Key);
        if (part.Value(from) is not { IsEmpty: false } code)
        {
            WriteWithout(json, part);
        }
        else if (part.Related is { } related)
        {
            json.WriteRawValue(related.Of(code), skipInputValidation: true);
        }
        else
        {
            stub.Write(json, code, default(RecordView?));
        }
    }

    private bool HasCode(JsonElement person) =>
        person.TryGetProperty(stub.Code.Value, out var code) && TextOf(code) is { Length: > 0 };

    private void WriteWithout(Utf8JsonWriter json, in GroupPart part)
    {
        var person = part with { Group = part.Clarifying(stub.Without, part.Group) };
        json.WriteStartObject();
        foreach (var field in stub.Fields)
        {
            field.WriteIfAny(json, person);
        }

        json.WriteEndObject();
    }

    /// <summary>
    /// What is said of a person with an identity code is that person's own, and is read from the person's own record; of one without it has
    /// to have a place here.
    /// </summary>
    protected override FieldFit FitOf(JsonElement value) =>
        FieldFits.Worse(
            FieldFits.OfObject(value, [.. stub.Fields], stub.Code.Value),
            holdsWithout || value.ValueKind != JsonValueKind.Object || HasCode(value) ? FieldFit.Whole : FieldFit.More);

    public override void Read(JsonElement value, GroupTarget target)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        if (HasCode(value))
        {
            target.Set(from, TextOf(value.GetProperty(stub.Code.Value)));
            return;
        }

        if (!holdsWithout)
        {
            return;
        }

        var person = target.Clarify(stub.Without, ChangeAttribute.Supplementary);
        foreach (var field in stub.Fields)
        {
            if (value.TryGetProperty(field.Name, out var each))
            {
                field.Read(each, person);
            }
        }
    }
}
