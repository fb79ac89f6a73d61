using System.Text;
using Muutostieto.Records.Model;
using Muutostieto.Records.State;

namespace Muutostieto.Register.Import;

/// <summary>What no import goes past: why a record, or the state that it makes, cannot be kept. Never shows a value.</summary>
internal static class RecordCheck
{
    public static (string Kind, string Message)? OfBase(Record record)
    {
        if (record.Type == RecordType.Continuation)
        {
            return ("continuation", "a continuation line that continues nothing");
        }

        if (record.Type != RecordType.New)
        {
            return ("record-type",
                "not a record of a base: expected the type 1. Changes are imported from a file whose name ends with .MTT");
        }

        for (var group = 0; group < record.GroupCount; group++)
        {
            // The reader has already reported what it could not parse.
            if (!record.Spec(group).IsRaw && record.Attribute(group) is not (ChangeAttribute.Added or ChangeAttribute.Supplementary))
            {
                return ("change-attribute",
                    $"group {record.Spec(group)} has a change attribute other than 1 and 0, which a base does not have");
            }
        }

        return OfCodes(record);
    }

    public static (string Kind, string Message)? OfChange(Record record) => record.Type is RecordType.New or RecordType.Old
        ? OfCodes(record)
        : ("record-type", "a record of an unknown type: expected 0, 1, or J behind another");

    /// <param name="state">The person after the record.</param>
    /// <param name="isMunicipality">Whether a number is a municipality's; null when unknown.</param>
    public static (string Kind, string Message)? OfState(PersonState state, Func<string, bool>? isMunicipality)
    {
        var municipality = state.Municipality;
        if (municipality.Length > 0 && !IsDigits(municipality, 3))
        {
            return ("municipality", "the municipality of residence (group 204) is not a number of three digits");
        }

        if (isMunicipality is not null && ResidenceCode.IsMunicipality(municipality) && !isMunicipality(municipality))
        {
            return ("municipality", "the municipality of residence (group 204) is not one of Finland's municipalities");
        }

        return state.NonDisclosureEnd is { } end && !IsDigits(end, 8)
            ? ("non-disclosure-end", "the end of the non-disclosure order (group 015) is not a day of eight digits")
            : null;
    }

    private static (string Kind, string Message)? OfCodes(Record record)
    {
        if (!IsCode(record.Text(HeaderField.IdentityCode)))
        {
            return ("identity-code", "the header's identity code does not have 11 characters");
        }

        for (var group = record.IndexOf("001"); group >= 0; group = record.IndexOf("001", group + 1))
        {
            if (!IsCode(record.Text(group, "hetu")))
            {
                return ("identity-code", "a group 001 whose identity code does not have 11 characters");
            }
        }

        return null;
    }

    private static bool IsCode(string code) => code.Length == NewVersion.IdentityCodeLength && Ascii.IsValid(code);

    private static bool IsDigits(string value, int length) => value.Length == length && value.All(char.IsAsciiDigit);
}
