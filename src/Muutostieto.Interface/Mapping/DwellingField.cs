using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Muutostieto.Records.Groups;

namespace Muutostieto.Interface.Mapping;

/// <summary>Fields put together at their widths, filled up as in the old files; none without the first of them.</summary>
internal sealed class DwellingField(string name, IReadOnlyList<string> parts) : FieldMapping(name)
{
    private const int Longest = 64;

    public override JsonObject Schema => FieldSchema.Text();

    public override bool Has(in GroupPart part) => !part.Value(parts[0]).IsEmpty;

    public override void Write(Utf8JsonWriter json, in GroupPart part)
    {
        Span<char> text = stackalloc char[Longest];
        var length = 0;
        foreach (var field in parts)
        {
            if (part.Record.Spec(part.Group).Field(field) is { } spec && length + spec.Length <= Longest)
            {
                Put(part.Value(field), spec, text.Slice(length, spec.Length));
                length += spec.Length;
            }
        }

        json.WriteString(Key, text[..length]);
    }

    public override void Read(JsonElement value, GroupTarget target)
    {
    }

    private static void Put(ReadOnlySpan<byte> value, FieldSpec spec, Span<char> slot)
    {
        slot.Fill((char)spec.Fill);
        var letters = Encoding.UTF8.GetString(value);
        letters = letters.Length > slot.Length ? letters[..slot.Length] : letters;
        letters.CopyTo(spec.FilledWithZeros ? slot[(slot.Length - letters.Length)..] : slot);
    }
}
