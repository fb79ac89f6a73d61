using System.Text;
using System.Text.Json;
using Muutostieto.Synthetic.Reference;

namespace Muutostieto.Synthetic.Tests.Reference;

public sealed class ReferenceTests
{
    [Test]
    public void Every_table_names_its_source_first()
    {
        var assembly = typeof(ReferenceTable).Assembly;
        var tables = assembly.GetManifestResourceNames().Where(name => name.EndsWith(".csv", StringComparison.Ordinal)).ToList();

        Assert.Multiple(() =>
        {
            Assert.That(tables, Is.Not.Empty);
            foreach (var table in tables)
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(table)!);
                Assert.That(reader.ReadLine(), Does.StartWith("# Lähde: "), table);
            }
        });
    }

    [Test]
    public void The_municipalities_add_up_to_the_country() =>
        Assert.Multiple(() =>
        {
            Assert.That(new ReferenceData().Municipalities.Count(), Is.EqualTo(308));
            Assert.That(new ReferenceData().Municipalities.Sum(municipality => municipality.Population), Is.EqualTo(5_652_881));
            Assert.That(new ReferenceData().NationalAges.Sum(age => age.Men + age.Women), Is.EqualTo(5_652_881));
            Assert.That(
                SyntheticPopulation.AllMunicipalities(),
                Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal).And.Count.EqualTo(308));
        });

    [Test]
    public void Names_are_composed_letters()
    {
        // Decomposed letters would be counted as two and transliterated otherwise.
        var texts = new[] { "surnames", "first-names", "foreign-names", "special-names", "streets", "places" }
            .SelectMany(ReferenceTable.Rows)
            .SelectMany(row => row);

        Assert.That(
            texts
                .SelectMany(text => text.EnumerateRunes())
                .Where(rune => Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.NonSpacingMark),
            Is.Empty);
    }

    [Test]
    public void Every_configured_municipality_has_figures_and_no_other_has()
    {
        var configured = Items("municipalities").ToDictionary(item => Text(item, "code"), item => Text(item, "county"));
        var counties = Items("counties").Select(item => Text(item, "code")).ToHashSet();

        Assert.Multiple(() =>
        {
            Assert.That(
                configured,
                Is.EquivalentTo(
                    new ReferenceData().Municipalities.ToDictionary(municipality => municipality.Code, municipality => municipality.County))
            );
            Assert.That(ReferenceTable.Rows("municipality-figures").Select(row => row[0]), Is.EquivalentTo(configured.Keys));
            Assert.That(configured.Values.ToHashSet(), Is.EquivalentTo(counties));
            Assert.That(counties, Has.Count.EqualTo(23));
        });
    }

    [Test]
    public void A_municipality_is_merged_in_one_table_only_and_every_former_one_leads_to_one_in_force()
    {
        var former = new ReferenceData().FormerMunicipalities;
        var merged = Items("mergers")
            .Select(item => Text(item, "code"))
            .Concat(ReferenceTable.Rows("earlier-mergers").Select(row => row[0]))
            .ToList();

        Assert.Multiple(() =>
        {
            Assert.That(merged, Is.Unique);
            Assert.That(former.SelectMany(codes => codes), Is.EquivalentTo(merged));
            Assert.That(former.Select(codes => codes.Key), Is.SubsetOf(Items("municipalities").Select(item => Text(item, "code"))));
        });
    }

    [Test]
    public void Every_merged_municipality_leads_to_one_in_force()
    {
        var inForce = Items("municipalities").Select(item => Text(item, "code")).ToHashSet();
        var successors = Items("mergers").ToDictionary(item => Text(item, "code"), item => Text(item, "successor"));

        Assert.Multiple(() =>
        {
            foreach (var merged in successors.Keys)
            {
                var code = merged;
                for (var i = 0; i < 10 && successors.TryGetValue(code, out var next); i++)
                {
                    code = next;
                }

                Assert.That(inForce, Does.Contain(code), merged);
                Assert.That(inForce, Does.Not.Contain(merged));
            }
        });
    }

    private static IEnumerable<JsonElement> Items(string name) =>
        Repository.Json("config", "reference", $"{name}.json").GetProperty(name).EnumerateArray();

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;
}
