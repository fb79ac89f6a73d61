using System.Text.Json;
using System.Text.Json.Nodes;
using Muutostieto.Records.Model;

namespace Muutostieto.Interface.Mapping;

/// <summary>One object for each clarifying group of a code that is in force; the list is there when it is empty.</summary>
internal sealed class ListField(string name, string of, IReadOnlyList<FieldMapping> fields) : FieldMapping(name)
{
    public override JsonObject Schema => FieldSchema.List(FieldSchema.Object(fields));

    public override bool Has(in GroupPart part) => true;

    public override void Write(Utf8JsonWriter json, in GroupPart part)
    {
        json.WriteStartArray(Key);
        for (var group = part.Clarifying(of, part.Group); group >= 0; group = part.Clarifying(of, group))
        {
            var next = part.Clarifying(of, group);
            var item = part with { Group = group, End = next < 0 ? part.End : next };
            if (!IsOver(item) && HasRequired(item))
            {
                json.WriteStartObject();
                foreach (var field in fields)
                {
                    field.WriteIfAny(json, item);
                }

                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    protected override FieldFit FitOf(JsonElement value) =>
        FieldFits.OfList(value, fields);

    public override void Read(JsonElement value, GroupTarget target)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        foreach (var item in value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object))
        {
            var group = target.Clarify(of, ChangeAttribute.Added);
            foreach (var field in fields)
            {
                if (item.TryGetProperty(field.Name, out var each))
                {
                    field.Read(each, group);
                }
            }
        }
    }

    private bool HasRequired(in GroupPart item)
    {
        foreach (var field in fields)
        {
            if (field.IsRequired && !field.Has(item))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsOver(in GroupPart item) =>
        item.Attribute is ChangeAttribute.Deleted or ChangeAttribute.ToBeCorrected || item.HasEnded;
}
