using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Muutostieto.Interface.Tests.Support;

/// <summary>What breaks a client when it does not hold, of every element of an answer (DOMAIN-REST, section 3).</summary>
internal static partial class ClientRules
{
    internal static void Check(JsonElement person, bool isChange)
    {
        Assert.That(person.GetProperty("henkilotunnus").GetString(), Has.Length.EqualTo(11));
        if (isChange)
        {
            Assert.That(person.GetProperty("muutospv").GetString(), Does.Match(@"^\d{4}-\d\d-\d\dT\d\d:00:00\.000Z$"));
        }

        CheckValues(person);
        JsonElement? before = null;
        foreach (var group in person.Groups())
        {
            CheckGroup(group, isChange);
            if (before is { } wrong)
            {
                Assert.That((group.Name(), group.Word()), Is.EqualTo((wrong.Name(), "KORJATTU")), "a correction follows directly");
            }

            before = isChange && group.Word() == "KORJATTAVA" ? group : null;
        }

        Assert.That(before, Is.Null, "a correction follows");
        Assert.That(
            person.Sequence()
                .Where(name => name.StartsWith("HUOLTAJA_SUPPEA", StringComparison.Ordinal))
                .Select(name => name.Replace("_SUPPEA", "", StringComparison.Ordinal)),
            Is.EqualTo(person.Sequence().Where(name => Guardian().IsMatch(name))),
            "one fact, two groups");
    }

    private static void CheckGroup(JsonElement group, bool isChange)
    {
        Assert.That(group.TryGetProperty("muutosattribuutti", out _), Is.EqualTo(isChange), "changes alone have an attribute");
        if (group.TryGetProperty("turvakiellonAlaisetKentat", out var hidden))
        {
            var known = isChange ? new[] { "tietoryhma", "muutosattribuutti", "turvakiellonAlaisetKentat", "voimassaolevatTiedot" }
                : ["tietoryhma", "turvakiellonAlaisetKentat"];
            Assert.That(group.Keys(), Is.SubsetOf(known), "a mask has nothing else");
            Assert.That(hidden.GetArrayLength(), Is.Positive);
            return;
        }

        foreach (var key in Required(group.Name(), isChange))
        {
            Assert.That(group.TryGetProperty(key, out _), Is.True, $"{group.Name()} has {key}");
        }

        if (isChange && group.Word() == "POISTETTU")
        {
            Assert.That(group.GetProperty("voimassaolevatTiedot").ValueKind, Is.EqualTo(JsonValueKind.Array));
        }
    }

    private static string[] Required(string name, bool isChange) => name switch
    {
        "TURVAKIELTO" => ["turvakieltoAktiivinen"],
        "KUOLINPAIVA" => ["kuollut"],
        "KANSALAISUUS" when isChange =>
            [
                "henkilonKansalaisuudet", "korjattavatKansalaisuudet", "korjatutKansalaisuudet", "poistetutKansalaisuudet",
                "lisatytKansalaisuudet", "muutetutKansalaisuudet",
            ],
        "KANSALAISUUS" => ["henkilonKansalaisuudet"],
        "SUKUPUOLI" => ["sukupuoli"],
        "HENKILOTUNNUS_KORJAUS" => ["voimassaolo", "muutettuHenkilotunnus", "edellisetHenkilotunnukset"],
        "HUOLTAJA" or "HUOLTAJA_SUPPEA" when isChange =>
            [
                "huoltaja", "huoltajanRooli", "huoltajanLaji", "oikeudet", "lisatytOikeudet", "poistetutOikeudet", "muutetutOikeudet",
                "huoltosuhteenMuutos", "huollonOikeudenMuutos", "huollonAsumisenMuutos",
            ],
        "HUOLTAJA" or "HUOLTAJA_SUPPEA" => ["huoltaja", "huoltajanRooli", "huoltajanLaji", "oikeudet"],
        "HUOLTAJA_RAJOITETTU" => ["huoltaja", "huoltajanRooli"],
        _ => [],
    };

    private static void CheckValues(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Null:
                Assert.Fail("no value is null");
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    CheckValues(item);
                }

                break;
            case JsonValueKind.Object when element.TryGetProperty("arvo", out var date):
                Assert.That(
                    DateOnly.TryParseExact(date.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
                    "a date is a whole one");
                Assert.That(element.GetProperty("tarkkuus").GetString(), Is.AnyOf("PAIVA", "KUUKAUSI", "VUOSI"));
                break;
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    CheckValues(property.Value);
                    Assert.That(
                        property.Name.EndsWith("UTF8", StringComparison.Ordinal) && !element.TryGetProperty(property.Name[..^4], out _),
                        Is.False,
                        "a name has its twin");
                }

                break;
            default:
                break;
        }
    }

    [GeneratedRegex("^HUOLTAJA($| )")]
    private static partial Regex Guardian();
}
