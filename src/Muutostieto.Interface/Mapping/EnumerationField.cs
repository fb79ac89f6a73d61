using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Muutostieto.Interface.Mapping;

/// <summary>A code under the name that the interface has for it. A code without a known name is not written.</summary>
internal sealed class EnumerationField : FieldMapping
{
    private const int LongestCode = 32;
    private readonly string from;
    private readonly FrozenDictionary<string, JsonEncodedText>.AlternateLookup<ReadOnlySpan<char>> names;
    private readonly FrozenDictionary<string, string> codes;

    public EnumerationField(string name, string from, IReadOnlyDictionary<string, string> table)
        : base(name)
    {
        this.from = from;
        names = table
            .ToFrozenDictionary(pair => pair.Key, pair => JsonEncodedText.Encode(pair.Value), StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();
        codes = table.GroupBy(pair => pair.Value).ToFrozenDictionary(same => same.Key, same => same.First().Key, StringComparer.Ordinal);
    }

    /// <summary>The field that the code is in.</summary>
    public string From => from;

    public override JsonObject Schema => FieldSchema.OneOf(codes.Keys);

    public override bool Has(in GroupPart part) => TryName(part, out _);

    public override void Write(Utf8JsonWriter json, in GroupPart part)
    {
        _ = TryName(part, out var text);
        json.WriteString(Key, text);
    }

    public override void WriteIfAny(Utf8JsonWriter json, in GroupPart part)
    {
        if (TryName(part, out var text))
        {
            json.WriteString(Key, text);
        }
    }

    protected override FieldFit FitOf(JsonElement value) =>
        TextOf(value) is not { } text ? FieldFit.Malformed : codes.ContainsKey(text) ? FieldFit.Whole : FieldFit.More;

    public override void Read(JsonElement value, GroupTarget target) =>
        target.Set(from, TextOf(value) is { } text ? codes.GetValueOrDefault(text) : null);

    private bool TryName(in GroupPart part, out JsonEncodedText text)
    {
        Span<char> code = stackalloc char[LongestCode];
        var value = part.Value(from);
        text = default;
        return value.Length <= LongestCode
            && Ascii.ToUtf16(value, code, out var length) == System.Buffers.OperationStatus.Done
            && names.TryGetValue(code[..length], out text);
    }
}
