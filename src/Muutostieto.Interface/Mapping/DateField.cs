using System.Text.Json;
using System.Text.Json.Nodes;
using Muutostieto.Records.Dates;

namespace Muutostieto.Interface.Mapping;

/// <summary>
/// A date: <c>arvo</c>, which is always a whole one, and <c>tarkkuus</c>, which says how much of it is known. No date, and one that is
/// open, has no key.
/// </summary>
internal sealed class DateField(string name, string from, string? open) : FieldMapping(name)
{
    private const string Day = "PAIVA";
    private const string Month = "KUUKAUSI";
    private const string Year = "VUOSI";
    private static readonly JsonEncodedText Value = JsonEncodedText.Encode("arvo");
    private static readonly JsonEncodedText Precision = JsonEncodedText.Encode("tarkkuus");
    private static readonly JsonEncodedText DayText = JsonEncodedText.Encode(Day);
    private static readonly JsonEncodedText MonthText = JsonEncodedText.Encode(Month);
    private static readonly JsonEncodedText YearText = JsonEncodedText.Encode(Year);

    public override JsonObject Schema => FieldSchema.Ref(FieldSchema.Date);

    public override bool Has(in GroupPart part) =>
        PartialDate.TryParse(part.Value(from), out var date) && date.Kind is not (PartialDateKind.Undefined or PartialDateKind.Open);

    public override void Write(Utf8JsonWriter json, in GroupPart part)
    {
        var digits = part.Value(from);
        _ = PartialDate.TryParse(digits, out var date);
        Write(json, digits, date.Kind);
    }

    public override void WriteIfAny(Utf8JsonWriter json, in GroupPart part)
    {
        var digits = part.Value(from);
        if (PartialDate.TryParse(digits, out var date) && date.Kind is var kind and not (PartialDateKind.Undefined or PartialDateKind.Open))
        {
            Write(json, digits, kind);
        }
    }

    private void Write(Utf8JsonWriter json, ReadOnlySpan<byte> digits, PartialDateKind kind)
    {
        Span<byte> text = stackalloc byte[10];
        "0000-01-01"u8.CopyTo(text);
        digits[..4].CopyTo(text);
        if (kind != PartialDateKind.Year)
        {
            digits[4..6].CopyTo(text[5..]);
        }

        if (kind == PartialDateKind.Day)
        {
            digits[6..8].CopyTo(text[8..]);
        }

        json.WriteStartObject(Key);
        json.WriteString(Value, text);
        json.WriteString(Precision, kind switch { PartialDateKind.Year => YearText, PartialDateKind.Month => MonthText, _ => DayText });
        json.WriteEndObject();
    }

    protected override FieldFit FitOf(JsonElement value) =>
        value.ValueKind != JsonValueKind.Object
        || !value.TryGetProperty(Value.Value, out var text)
        || text.ValueKind != JsonValueKind.String
        || !PartialDate.TryFromIso(text.GetString(), out _)
            ? FieldFit.Malformed
        : !value.TryGetProperty(Precision.Value, out var known) || TextOf(known) is Day or Month or Year ? FieldFit.Whole
        : FieldFit.More;

    public override void Read(JsonElement value, GroupTarget target)
    {
        if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(Value.Value, out var text)
            || text.ValueKind != JsonValueKind.String || !PartialDate.TryFromIso(text.GetString(), out var date))
        {
            return;
        }

        var digits = date.ToFixed();
        var precision = value.TryGetProperty(Precision.Value, out var known) ? TextOf(known) : Day;
        target.Set(from, precision switch { Year => digits[..4] + "0000", Month => digits[..6] + "00", _ => digits });
    }

    public override void ReadAbsent(GroupTarget target) => target.Set(from, open);
}
