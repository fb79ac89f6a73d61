using System.Globalization;
using Muutostieto.Records.Model;
using Muutostieto.Records.State;

namespace Muutostieto.Synthetic.Life.Files;

/// <summary>A person's groups in force, taken out to be changed.</summary>
internal sealed class PersonFile
{
    private const string Finland = "246";

    public PersonFile() => State = new PersonState(Groups);

    /// <summary>The surrogate id.</summary>
    public int Id { get; private set; }

    public Record Groups { get; } = new();

    public PersonState State { get; }

    public string Code => State.IdentityCode;

    public string Municipality => State.Municipality;

    public bool IsMale => Text("003", "sukupuoli") == "1";

    public DateOnly Born { get; private set; }

    public bool IsMarried => Text("903", "siviilisaaty") is "2" or "6";

    public bool IsFinn => All("007").Any(group => Groups.Text(group, "maa") == Finland && Groups.Text(group, "voimassaolo") == "1");

    /// <summary>The dwelling, or the address where there is none; null for who has no address in Finland.</summary>
    public string? Home => Has("909") ? Values("909", "rakennustunnus", "porraskirjain", "huoneistonumero", "jakokirjain")
        : Has("101") ? Values("101", "katu_fi", "katu_sv", "katunumero", "porraskirjain", "huoneistonumero", "postinumero")
        : null;

    /// <summary>To be called when <see cref="Groups"/> has been filled anew.</summary>
    public void Reset(int id)
    {
        Id = id;
        Born = Parse(Text("901", "syntymapv"));
    }

    public int AgeOn(DateOnly day) => day.Year - Born.Year - (Born.AddYears(day.Year - Born.Year) > day ? 1 : 0);

    public bool IsAdultOn(DateOnly day) => Born.AddYears(18) <= day;

    public bool Has(string group) => Groups.IndexOf(group) >= 0;

    /// <summary>The field of the first group of the code; empty when either is missing.</summary>
    public string Text(string group, string field) => Groups.IndexOf(group) is var at and >= 0 ? Groups.Text(at, field) : "";

    /// <summary>The places of the groups of a code. Not to be gone on with after a change.</summary>
    public List<int> All(string code)
    {
        var all = new List<int>();
        for (var group = Groups.IndexOf(code); group >= 0; group = Groups.IndexOf(code, group + 1))
        {
            all.Add(group);
        }

        return all;
    }

    /// <summary>Identity codes in the groups of a code.</summary>
    public List<string> Codes(string group) => [.. All(group).Select(at => Groups.Text(at, "hetu")).Where(code => code.Length > 0)];

    /// <summary>Identity codes of the person's guardians as an adult and of the attorneys.</summary>
    public IEnumerable<string> Holders() => Has("306") || Has("316") ? Codes("307").Concat(Codes("317")) : [];

    /// <summary>A day of a group; the first possible one when it is not known whole.</summary>
    public static DateOnly Parse(string digits)
    {
        if (digits.Length != 8
            || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number is < 1800_00_00 or > 2200_00_00)
        {
            return new DateOnly(1900, 1, 1);
        }

        var (year, month, day) = (number / 10_000, Math.Clamp(number / 100 % 100, 1, 12), Math.Max(1, number % 100));
        return new DateOnly(year, month, Math.Min(day, DateTime.DaysInMonth(year, month)));
    }

    private string Values(string group, params ReadOnlySpan<string> fields)
    {
        var at = Groups.IndexOf(group);
        var values = new string[fields.Length];
        for (var i = 0; i < fields.Length; i++)
        {
            values[i] = Groups.Text(at, fields[i]);
        }

        return string.Join('|', values);
    }
}
