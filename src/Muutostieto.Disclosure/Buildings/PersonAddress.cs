using System.Globalization;
using Muutostieto.Records.Model;
using Muutostieto.Records.State;

namespace Muutostieto.Disclosure.Buildings;

/// <summary>How the address of a person is written on one line, and by what two addresses are the same.</summary>
internal static class PersonAddress
{
    /// <summary>Permanent address in Finland.</summary>
    internal const string Permanent = "101";

    /// <summary>Temporary address in Finland.</summary>
    internal const string Temporary = "102";

    /// <summary>The first instance of a group that has not ended; -1 when there is none.</summary>
    internal static int InForce(RecordView person, string code)
    {
        var group = person.IndexOf(code);
        while (group >= 0 && PersonState.HasEnded(person, group))
        {
            group = person.IndexOf(code, group + 1);
        }

        return group;
    }

    /// <summary>Whether someone lives at an address on the day of the record's header: it has begun and has not ended.</summary>
    internal static bool IsLivedAt(RecordView person, int group) =>
        !PersonState.HasEnded(person, group) && person.Value(group, "alkupv").SequenceCompareTo(person[HeaderField.Registered]) <= 0;

    /// <summary>Street, number, staircase, number and split letter of the dwelling: <c>Harjukatu 44 A 1</c>. Swedish where there is no
    /// Finnish name.</summary>
    internal static string Line(RecordView person, int group)
    {
        var number = Number(person.Text(group, "huoneistonumero"));
        string[] parts =
        [
            person.Text(group, "katu_fi") is { Length: > 0 } finnish ? finnish : person.Text(group, "katu_sv"),
            person.Text(group, "katunumero"),
            person.Text(group, "porraskirjain"),
            number + person.Text(group, "jakokirjain"),
        ];
        return string.Join(' ', parts.Select(part => part.Trim()).Where(part => part.Length > 0));
    }

    /// <summary>The keys of an address in Finland, one a language: equal for the same dwelling.</summary>
    internal static IEnumerable<string> Keys(RecordView person, int group)
    {
        foreach (var street in new[] { person.Text(group, "katu_fi"), person.Text(group, "katu_sv") }.Where(street => street.Length > 0))
        {
            yield return Key(
                street,
                person.Text(group, "katunumero"),
                person.Text(group, "postinumero"),
                person.Text(group, "porraskirjain"),
                person.Text(group, "huoneistonumero"),
                person.Text(group, "jakokirjain"));
        }
    }

    /// <summary>The key of a dwelling by the address of its building and its place there.</summary>
    internal static string Key(string street, string number, string postalCode, string stair, string dwelling, string split) =>
        string.Join('|', street.Trim(), number.Trim(), postalCode, stair.Trim(), Number(dwelling), split.Trim()).ToUpperInvariant();

    /// <summary>Without zeros before it; empty for none.</summary>
    private static string Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number.ToString(CultureInfo.InvariantCulture)
            : "";
}
