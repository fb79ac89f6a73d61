using System.Text.Json;
using System.Text.Json.Nodes;
using Muutostieto.Records.Model;

namespace Muutostieto.Interface.Mapping;

/// <summary>What a clarifying group of a text gives in clear, because there is no code for it.</summary>
internal sealed class RemarkField(string name) : FieldMapping(name)
{
    public const string Group = "452";
    private const string Text = "teksti";

    public override JsonObject Schema => FieldSchema.Text();

    public override bool Has(in GroupPart part) => !Of(part).IsEmpty;

    public override void Write(Utf8JsonWriter json, in GroupPart part) => json.WriteString(Key, Of(part));

    public override void Read(JsonElement value, GroupTarget target)
    {
        if (TextOf(value) is { Length: > 0 } text)
        {
            target.Clarify(Group, ChangeAttribute.Supplementary).Set(Text, text);
        }
    }

    private static ReadOnlySpan<byte> Of(in GroupPart part) =>
        part.Clarifying(Group, part.Group) is var remark and >= 0 ? part.Record.Value(remark, Text) : [];
}
