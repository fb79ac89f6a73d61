using System.Text.Json;
using System.Text.Json.Nodes;

namespace Muutostieto.Interface.Mapping;

/// <summary>
/// A field of another group of the record that has the same change attribute and began on the same day: the building of an address. It is
/// read from that group itself.
/// </summary>
internal sealed class BesideField(string name, string group, FieldMapping field) : FieldMapping(name)
{
    private const string Began = "alkupv";

    public override JsonObject Schema => @field.Schema;

    public override bool Has(in GroupPart part) => Beside(part) is { Group: >= 0 } other && field.Has(other);

    public override void Write(Utf8JsonWriter json, in GroupPart part) => field.Write(json, Beside(part));

    protected override FieldFit FitOf(JsonElement value) =>
        @field.Fit(value);

    public override void Read(JsonElement value, GroupTarget target)
    {
    }

    private GroupPart Beside(in GroupPart part)
    {
        for (var other = part.Record.IndexOf(group); other >= 0; other = part.Record.IndexOf(group, other + 1))
        {
            if (part.Record.Attribute(other) == part.Attribute && part.Record.Value(other, Began).SequenceEqual(part.Value(Began)))
            {
                return part with { Group = other, End = other + 1 };
            }
        }

        return part with { Group = -1 };
    }
}
