using System.Text.Json;
using System.Text.Json.Nodes;
using Muutostieto.Records.Groups;

namespace Muutostieto.Interface.Mapping;

/// <summary>A text or code as the register has it; a number with its leading zeros.</summary>
internal sealed class TextField(string name, string from) : FieldMapping(name)
{
    public override JsonObject Schema => FieldSchema.Text();

    public override bool Has(in GroupPart part) => !part.Value(from).IsEmpty;

    public override void Write(Utf8JsonWriter json, in GroupPart part) => Write(json, part, part.Value(from));

    public override void WriteIfAny(Utf8JsonWriter json, in GroupPart part)
    {
        if (part.Value(from) is { IsEmpty: false } value)
        {
            Write(json, part, value);
        }
    }

    private void Write(Utf8JsonWriter json, in GroupPart part, ReadOnlySpan<byte> value)
    {
        if (part.Record.Spec(part.Group).Field(from) is { Kind: FieldKind.Number, Length: var width and <= 16 } && value.Length < width)
        {
            Span<byte> padded = stackalloc byte[width];
            padded.Fill((byte)'0');
            value.CopyTo(padded[(width - value.Length)..]);
            json.WriteString(Key, padded);
            return;
        }

        json.WriteString(Key, value);
    }

    public override void Read(JsonElement value, GroupTarget target) => target.Set(from, TextOf(value));
}
