using Muutostieto.Records.Model;
using Muutostieto.Register;

namespace Muutostieto.Synthetic.Tests.Support;

/// <summary>What must not be in a register that has been lived in: what is wrong, and how often.</summary>
internal static class LifeFaults
{
    public static Dictionary<string, int> Of(LifeRegister register, DateOnly last)
    {
        var living = register.Living();
        var byCode = living.ToDictionary(pair => pair.Groups.Text(HeaderField.IdentityCode), pair => pair.Groups);
        var majority = last.AddYears(-18).ToString("yyyyMMdd");
        var faults = living
            .Select(pair => pair.Groups)
            .SelectMany(groups => OfHome(groups).Concat(OfNames(groups)).Concat(OfTies(groups, byCode, majority)));
        return faults.CountBy(fault => fault).ToDictionary();
    }

    public static IEnumerable<string> Codes(this Record record, string code) =>
        record.All(code).Select(group => record.Text(group, "hetu")).Where(hetu => hetu.Length > 0);

    public static IEnumerable<int> All(this Record record, string code) =>
        Enumerable.Range(0, record.GroupCount).Where(group => record.Spec(group).Code == code);

    private static IEnumerable<string> OfHome(Record groups)
    {
        if (groups.All("013").Any())
        {
            yield return "alive and dead";
        }

        if (groups.All("204").Count() != 1)
        {
            yield return "not one municipality";
            yield break;
        }

        var municipality = groups.Text(groups.IndexOf("204"), "kuntanumero");
        if (municipality == "200" && (groups.All("101").Any() || groups.All("104").Count() != 1))
        {
            yield return "abroad without one address there";
        }

        if (OfFormer(groups) is { } fault)
        {
            yield return fault;
        }

        if (!ResidenceCode.IsMunicipality(municipality))
        {
            yield break;
        }

        if (groups.All("101").Count() != 1 || groups.All("909").Count() != 1 || groups.All("104").Any())
        {
            yield return "not one home";
        }
        else if (Dwelling(groups, "101") != Dwelling(groups, "909") || groups.Text(groups.IndexOf("909"), "kuntanumero") != municipality)
        {
            yield return "address and dwelling differ";
        }
    }

    private static string? OfFormer(Record groups)
    {
        var since = groups.Text(groups.IndexOf("204"), "muuttopv");
        foreach (var group in groups.All("913"))
        {
            var (from, until) = (groups.Text(group, "alkupv"), groups.Text(group, "loppupv"));
            if (until.Length != 8 || string.CompareOrdinal(from, until) > 0)
            {
                return "a former municipality without an end, or that ends before it begins";
            }

            if (since.Length > 0 && string.CompareOrdinal(until, since) > 0)
            {
                return "a former municipality after the present one began";
            }
        }

        return null;
    }

    private static IEnumerable<string> OfNames(Record groups)
    {
        foreach (var (code, kind) in ((string, string)[])[("005", "01"), ("005", "02"), ("423", "04")])
        {
            if (groups.All(code).Count(group => groups.Text(group, "nimilaji") == kind) > 1)
            {
                yield return $"two current names {code} {kind}";
            }
        }
    }

    private static IEnumerable<string> OfTies(Record groups, Dictionary<string, Record> living, string majority)
    {
        var code = groups.Text(HeaderField.IdentityCode);
        foreach (var (own, others) in ((string, string)[])[("305", "905"), ("905", "305"), ("904", "904")])
        {
            foreach (var tied in groups.Codes(own))
            {
                if (!living.TryGetValue(tied, out var other))
                {
                    yield return $"{own}: no one alive";
                }
                else if (!other.Codes(others).Contains(code))
                {
                    yield return $"{own}: not in the other's record";
                }
            }
        }

        foreach (var (own, others) in ((string, string)[])[("911", "912"), ("912", "911")])
        {
            if (groups.Codes(own).Any(tied => living.TryGetValue(tied, out var other) && !other.Codes(others).Contains(code)))
            {
                yield return $"{own}: not in the other's record";
            }
        }

        if (groups.Codes("307").Concat(groups.Codes("317")).Any(holder => !living.ContainsKey(holder)))
        {
            yield return "an office held by no one alive";
        }

        if (groups.All("904").Count() != (groups.Text(groups.IndexOf("903"), "siviilisaaty") is "2" or "6" ? 1 : 0))
        {
            yield return "civil status and spouse differ";
        }

        var isAdult = string.CompareOrdinal(groups.Text(groups.IndexOf("901"), "syntymapv"), majority) <= 0;
        if (isAdult == groups.All("305").Any())
        {
            yield return isAdult ? "an adult with guardians" : "a minor without guardians";
        }
    }

    private static string Dwelling(Record record, string code) =>
        record.IndexOf(code) is var at and >= 0
            ? $"{record.Text(at, "porraskirjain")}|{record.Text(at, "huoneistonumero")}|{record.Text(at, "jakokirjain")}"
            : "";
}
