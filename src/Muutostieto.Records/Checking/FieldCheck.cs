using System.Text;
using Muutostieto.Records.Dates;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Identity;
using Muutostieto.Records.Model;

namespace Muutostieto.Records.Checking;

/// <summary>Judges single values: codes, dates, numbers, identity codes, widths. A value is never shown, only its place.</summary>
internal sealed class FieldCheck
{
    internal const string ControlWords =
        "a control character (below 20, or 7F to 9F, which are letters and quotes in Windows-1252: was the file written in it?). "
            + "Deliveries have a blank in its place";

    private readonly FindingSink log;
    private readonly byte[][][][] codes;

    internal FieldCheck(GroupCatalog catalog, FindingSink log)
    {
        this.log = log;
        codes =
        [
            .. catalog.Groups.Select(spec => spec.Fields.Select(field => field.Codes.Select(Encoding.UTF8.GetBytes).ToArray()).ToArray()),
        ];
    }

    internal void Check(Record record, int group, long line)
    {
        var spec = record.Spec(group);
        for (var index = 0; index < spec.Fields.Count; index++)
        {
            if (record.Value(group, index) is { IsEmpty: false } value && !IsMasked(record, group, spec.Fields[index], value))
            {
                Check(value, new Place(spec, group, spec.Fields[index], line));
            }
        }
    }

    /// <summary>What is wrong with an identity code, in words.</summary>
    internal static string Words(IdentityCodeFault fault) => fault switch
    {
        IdentityCodeFault.Length => "not 11 characters",
        IdentityCodeFault.Characters => "a character that no code has there",
        IdentityCodeFault.CenturySign => "unknown century sign",
        IdentityCodeFault.Date => "no day of the calendar",
        IdentityCodeFault.IndividualNumber => "individual number below 002",
        _ => "the check character does not fit",
    };

    /// <summary>The mask of an address (101) has a dwelling number of blanks, as the genuine ones had.</summary>
    private static bool IsMasked(Record record, int group, FieldSpec field, ReadOnlySpan<byte> value) =>
        field.Kind == FieldKind.Number
        && !value.ContainsAnyExcept((byte)' ')
        && record.Spec(group).Code == "101"
        && record.Value(group, "katu_fi").StartsWith("***"u8);

    private void Check(ReadOnlySpan<byte> value, Place place)
    {
        var field = place.Field;
        if (value.Length > field.Length && Letters(value) > field.Length)
        {
            Say(
                place,
                Severity.Note,
                "value-length",
                $"{Letters(value)} characters, the fixed-width form holds {field.Length} and would cut it");
        }

        if (ControlCharacters.AreIn(value))
        {
            Say(place, Severity.Note, "control-character", ControlWords);
        }

        switch (field.Kind)
        {
            case FieldKind.Code when codes[place.Spec.Index][field.Index] is { Length: > 0 } known && !IsAmong(value, known):
                // The code sets of a layout of the past are those that its readers met, not the register's own.
                Say(
                    place,
                    place.Spec.IsNewest ? Severity.Fault : Severity.Note,
                    "code",
                    $"a code outside its set, expected one of {string.Join(' ', field.Codes)}");
                break;
            case FieldKind.Date when !PartialDate.TryParse(value, out _):
                SayUnlessBlank(
                    value,
                    place,
                    "date",
                    "no possible date, expected VVVVKKPP (month and day 00 when unknown, 99990000 until further notice)");
                break;
            case FieldKind.Number when value.ContainsAnyExceptInRange((byte)'0', (byte)'9'):
                SayUnlessBlank(value, place, "number", "no number, expected digits");
                break;
            case FieldKind.IdentityCode when !PersonalIdentityCode.TryParse(value, out _, out var fault):
                Say(place, Severity.Fault, "identity-code", $"no personal identity code ({Words(fault)})");
                break;
            default:
                break;
        }
    }

    private void SayUnlessBlank(ReadOnlySpan<byte> value, Place place, string kind, string message)
    {
        var isBlank = !value.ContainsAnyExcept((byte)' ');
        Say(place, isBlank ? Severity.Note : Severity.Fault, kind, isBlank ? "blanks, expected zeros" : message);
    }

    private void Say(Place place, Severity severity, string kind, string message) =>
        log.Add(
            new Finding(
                severity,
                place.Line,
                kind,
                $"group {place.Spec} (number {place.Group + 1} of its line), field {place.Field.Name}: {message}"));

    private static bool IsAmong(ReadOnlySpan<byte> value, byte[][] known)
    {
        foreach (var code in known)
        {
            if (value.SequenceEqual(code))
            {
                return true;
            }
        }

        return false;
    }

    private static int Letters(ReadOnlySpan<byte> utf8)
    {
        var count = 0;
        foreach (var unit in utf8)
        {
            count += (unit & 0xC0) != 0x80 ? 1 : 0;
        }

        return count;
    }

    private readonly record struct Place(GroupSpec Spec, int Group, FieldSpec Field, long Line);
}
