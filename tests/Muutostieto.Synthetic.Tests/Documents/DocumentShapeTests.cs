using System.Text.Json;
using Muutostieto.Records.Dates;
using Muutostieto.Records.Identity;
using Muutostieto.Synthetic.Tests.Support;

namespace Muutostieto.Synthetic.Tests.Documents;

/// <summary>Every document against the record layouts, read here without the product's own reader.</summary>
public sealed class DocumentShapeTests
{
    private readonly Dictionary<string, JsonElement> layouts = Repository
        .Json("config", "groups.json")
        .GetProperty("groups")
        .EnumerateArray()
        .GroupBy(group => group.GetProperty("code").GetString()!)
        .ToDictionary(versions => versions.Key, versions => versions.MaxBy(version => version.GetProperty("version").GetInt32()));

    [Test]
    public void Every_value_has_a_field_of_its_kind_and_fits_it()
    {
        var faults = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var group in Populations.Some.SelectMany(made => made.Groups))
        {
            CheckGroup(group, faults);
        }

        Assert.That(faults, Is.Empty);
    }

    [Test]
    public void Groups_ascend_and_clarifying_ones_follow_what_they_clarify()
    {
        var faults = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var made in Populations.Some)
        {
            var (last, clarified) = ("", "");
            foreach (var code in made.Groups.Select(group => group.GetProperty("ryhma").GetString()!))
            {
                if (layouts[code].TryGetProperty("clarifies", out var clarifies))
                {
                    if (!clarifies.EnumerateArray().Any(one => one.ValueEquals(last) || one.ValueEquals(clarified)))
                    {
                        faults.Add($"{code} after {last}");
                    }

                    last = code;
                    continue;
                }

                if (string.CompareOrdinal(code, clarified) < 0)
                {
                    faults.Add($"{code} after {clarified}");
                }

                last = clarified = code;
            }
        }

        Assert.That(faults, Is.Empty);
    }

    [Test]
    public void A_group_without_a_key_comes_once_and_no_two_have_one_key()
    {
        var faults = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var made in Populations.Some)
        {
            var keys = made
                .Groups.Where(group => !layouts[group.GetProperty("ryhma").GetString()!].TryGetProperty("clarifies", out _))
                .Select(group =>
                    group.GetProperty("ryhma").GetString()
                    + "|"
                    + string.Join(
                        '|',
                        layouts[group.GetProperty("ryhma").GetString()!]
                            .GetProperty("key")
                            .EnumerateArray()
                            .Select(field => MadePerson.Value(group, field.GetString()!))));
            foreach (var twice in keys.CountBy(key => key).Where(pair => pair.Value > 1))
            {
                faults.Add(twice.Key[..3]);
            }
        }

        Assert.That(faults, Is.Empty);
    }

    [Test]
    public void Every_group_of_the_layouts_occurs()
    {
        var occurring = Populations
            .Some.SelectMany(made => made.Groups)
            .Select(group => group.GetProperty("ryhma").GetString()!)
            .ToHashSet();

        Assert.That(layouts.Keys.Except(occurring), Is.Empty);
    }

    [Test]
    public void A_count_is_the_number_of_groups_that_follow()
    {
        foreach (var (counting, field, counted) in new[] { ("306", "edunvalvojien_lkm", "307"), ("316", "valtuutettujen_lkm", "317") })
        {
            var wrong = Populations.Some.Where(made =>
                made.All(counting).Sum(group => int.Parse(MadePerson.Value(group, field)!, null)) != made.All(counted).Count());
            Assert.That(wrong.Count(), Is.Zero, counting);
        }
    }

    [Test]
    public void The_document_says_what_the_person_says() =>
        Assert.Multiple(() =>
        {
            Assert.That(Populations.Some.Failing(made => made.DocumentCode == made.Code), Is.Zero);
            Assert.That(Populations.Some.Failing(made => made.Field("015", "paattymispv") == made.Person.NonDisclosureEnd), Is.Zero);
            Assert.That(Populations.Some.Failing(made => made.Field("204", "kuntanumero") == made.Person.Municipality), Is.Zero);
            Assert.That(
                Populations.Some.Failing(made =>
                    made.All("001")
                        .Where(group => MadePerson.Value(group, "voimassaolo") == "2")
                        .Select(group => MadePerson.Value(group, "hetu"))
                        .SequenceEqual(made.Person.FormerCodes)),
                Is.Zero);
            Assert.That(Populations.Some.Count(made => made.Person.FormerCodes.Count > 0), Is.InRange(3, 40));
        });

    [Test]
    public void A_birth_date_differs_from_that_of_the_code_for_a_few_only()
    {
        var differing = Populations.Some.Count(made => PersonalIdentityCode.Parse(made.Code).BirthDate != made.Born);

        Assert.That(differing, Is.InRange(1, 30));
    }

    private void CheckGroup(JsonElement group, SortedSet<string> faults)
    {
        var code = group.GetProperty("ryhma").GetString()!;
        if (!layouts.TryGetValue(code, out var layout))
        {
            faults.Add($"{code}: unknown");
            return;
        }

        var fields = layout.GetProperty("fields").EnumerateArray().ToDictionary(field => field.GetProperty("name").GetString()!);
        var order = fields.Keys.ToList();
        var names = group.EnumerateObject().Select(property => property.Name).ToList();
        if (names is not ["ryhma", "muutos", _, ..])
        {
            faults.Add($"{code}: begins otherwise, or is empty");
        }

        var isSupplementary = code is "451" or "452";
        if (MadePerson.Value(group, "muutos") != (isSupplementary ? "0" : "1"))
        {
            faults.Add($"{code}: change attribute");
        }

        var last = -1;
        foreach (var name in names.Skip(2))
        {
            if (order.IndexOf(name) <= last)
            {
                faults.Add($"{code}.{name}: unknown or out of order");
            }

            last = Math.Max(last, order.IndexOf(name));
            if (fields.TryGetValue(name, out var field) && !Fits(field, MadePerson.Value(group, name)!))
            {
                faults.Add($"{code}.{name}: {MadePerson.Value(group, name)}");
            }
        }
    }

    private static bool Fits(JsonElement field, string value)
    {
        var length = field.GetProperty("length").GetInt32();
        if (value.Length == 0
            || value.Length > length
            || value.Trim() != value
            || value.Any(char.IsControl)
            || value.Contains('|', StringComparison.Ordinal))
        {
            return false;
        }

        if (field.TryGetProperty("codes", out var codes) && !codes.EnumerateArray().Any(code => code.ValueEquals(value)))
        {
            return false;
        }

        return field.GetProperty("kind").GetString() switch
        {
            "date" => PartialDate.TryParse(value, out var date) && date.Kind != PartialDateKind.Undefined,
            "number" => value.Length == length && value.All(char.IsAsciiDigit) && value.Any(digit => digit != '0'),
            "identityCode" => PersonalIdentityCode.TryParse(value, out _),
            "code" or "text" => true,
            _ => false,
        };
    }
}
