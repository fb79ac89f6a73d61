using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Muutostieto.Interface.Mapping;

/// <summary>A code of digits that the interface has as a number.</summary>
internal sealed class NumberField(string name, string from) : FieldMapping(name)
{
    public override JsonObject Schema => FieldSchema.Number();

    public override bool Has(in GroupPart part) => TryNumber(part.Value(from), out _);

    public override void Write(Utf8JsonWriter json, in GroupPart part)
    {
        _ = TryNumber(part.Value(from), out var number);
        json.WriteNumber(Key, number);
    }

    public override void WriteIfAny(Utf8JsonWriter json, in GroupPart part)
    {
        if (TryNumber(part.Value(from), out var number))
        {
            json.WriteNumber(Key, number);
        }
    }

    public override void Read(JsonElement value, GroupTarget target) => target.Set(from, TextOf(value));

    private static bool TryNumber(ReadOnlySpan<byte> value, out long number) =>
        Utf8Parser.TryParse(value, out number, out var read) && read == value.Length && read > 0;
}
