using System.IO.Compression;
using System.Text;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Tests.Engine;
using Muutostieto.Deliveries.Tests.Support;
using Muutostieto.Register;
using Muutostieto.Synthetic;

namespace Muutostieto.Deliveries.Tests.Composition;

/// <summary>What programs for the genuine files rely on, in the written bytes of both forms. Positions are of the old layouts.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class GenuineFormTests
{
    [Test]
    public async Task The_masks_dwelling_number_is_three_blanks_and_the_numbers_after_it_are_zeros()
    {
        using var scene = new EngineScene(EngineScene.Permit("viikko", hasRight: true));
        var (first, second) = (scene.Events.Born("205"), scene.Events.Born("205"));
        scene.Events.Protect(first);
        _ = await scene.RunAsync();
        scene.Events.Protect(second);
        scene.Clock.Now = EngineScene.Monday.AddDays(7);
        _ = await scene.RunAsync();

        var deliveries = scene.Published("viikko");
        Assert.That(deliveries.Select(delivery => delivery.Kind), Is.EqualTo(new[] { DeliveryKind.Base, DeliveryKind.Changes }));
        foreach (var (delivery, attribute) in deliveries.Zip("13"))
        {
            var folder = scene.FilesOf(delivery);
            var group = Groups(File.ReadAllText(Directory.GetFiles(folder, "*TT").Single(), Encoding.Latin1), "101")
                .Single(group => group[4..].StartsWith("***Lisätietoja", StringComparison.Ordinal));
            var row = Rows(folder, "101_").Single(row => row["katu_fi"].StartsWith("***Lisätietoja", StringComparison.Ordinal));
            using (Assert.EnterMultipleScope())
            {
                Assert.That(group[3], Is.EqualTo(attribute), delivery.Title);
                Assert.That(group[204..212], Is.EqualTo("        "), "number of the house and staircase");
                Assert.That(group[212..215], Is.EqualTo("   "), "dwelling number");
                Assert.That(group[215..], Is.EqualTo(" 000000000000000000000"), "letter, then postal code and dates");
                Assert.That(row["huoneistonumero"], Is.EqualTo("\"   \""), "dwelling number in CSV");
                Assert.That(row["postinumero"] + row["alkupv"] + row["loppupv"], Is.Empty.Or.EqualTo("00000"));
            }
        }
    }

    /// <summary>A reader of the old files passes over a name used that has no first day.</summary>
    [Test]
    public void Every_name_used_has_a_first_day()
    {
        var population = new SyntheticPopulation(new PopulationOptions { Municipalities = ["205"], Persons = 200, Seed = 5 });
        var delivered = DeliveredBytes.Of(population.Create().Select(Version), Some.Context);
        var groups = Groups(delivered.TextOf(".PTT", Encoding.Latin1), "423");
        var rows = Rows(delivered.TextOf("423_kutsumanimi.csv", Encoding.UTF8));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(groups, Has.Count.GreaterThan(100));
            Assert.That(rows, Has.Count.EqualTo(groups.Count));
            Assert.That(groups.Select(group => group[106..114]), Has.All.Match("^(1[89]|20)[0-9]{6}$"));
            Assert.That(rows.Select(row => row["alkupv"]), Has.All.Match("^(1[89]|20)[0-9]{2}"));
        }
    }

    private static NewVersion Version(SyntheticPerson person) => new()
    {
        IdentityCode = person.IdentityCode,
        FormerCodes = person.FormerCodes,
        Municipality = person.Municipality,
        Alive = person.Alive,
        NonDisclosureEnd = person.NonDisclosureEnd,
        Document = person.Document.ToArray(),
    };

    /// <summary>The groups of a code, from the code on, as in the file.</summary>
    private static List<string> Groups(string file, string code) =>
        [.. file.Split("\r\n").SelectMany(line => line.Split('|')).Where(group => group.StartsWith(code, StringComparison.Ordinal))];

    private static List<Dictionary<string, string>> Rows(string folder, string name)
    {
        using var package = ZipFile.OpenRead(Directory.GetFiles(folder, "*.csv.zip").Single());
        using var reader = new StreamReader(
            package.Entries.Single(entry => entry.Name.StartsWith(name, StringComparison.Ordinal)).Open(),
            Encoding.UTF8);
        return Rows(reader.ReadToEnd());
    }

    private static List<Dictionary<string, string>> Rows(string csv)
    {
        var lines = csv.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var names = lines[0].Split(';');
        return [.. lines[1..].Select(line => names.Zip(line.Split(';')).ToDictionary(pair => pair.First, pair => pair.Second))];
    }
}
