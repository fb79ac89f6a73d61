using System.IO.Abstractions;
using System.Text;
using Muutostieto.Records.Groups;
using Muutostieto.Register.Nightly;
using Muutostieto.Register.Sqlite;
using Muutostieto.Register.Tests.Support;

namespace Muutostieto.Register.Tests.Nightly;

public sealed class BuildingMergersTests
{
    private static readonly GroupCatalog BuildingLayouts =
        GroupCatalogReader.Load(new FileSystem(), Path.Combine(Repository.Config, "building-groups.json"));

    private static readonly MunicipalMerger[] Mergers =
    [
        new("102", "103", new DateOnly(2027, 1, 1)), new("101", "102", new DateOnly(2026, 1, 1)),
    ];

    private RegisterFile file = null!;

    [SetUp]
    public void SetUp()
    {
        file = new RegisterFile();
        using var loader = file.Create();
        foreach (var (number, municipality) in new[] { (1, "101"), (2, "102"), (3, "103") })
        {
            var code = SomeBuilding.Code(number);
            loader.AddBuilding(SomeBuilding.House(number, municipality) with
            {
                Document = Encoding.UTF8.GetBytes(
                    $$"""{"rakennustunnus":"{{code}}","ryhmat":[{"ryhma":"932","muutos":"1","kuntakoodi":"{{municipality}}"}]}"""),
                Dwellings = [],
            });
        }

        loader.Complete();
    }

    [TearDown]
    public void TearDown() => file.Dispose();

    [TestCase(2025, 0, "101", "102")]
    [TestCase(2026, 1, "102", "102")]
    [TestCase(2027, 2, "103", "103")]
    public void Buildings_of_abolished_municipalities_are_in_their_successors_once(int year, int entries, string first, string second)
    {
        var day = new DateOnly(year, 6, 1);
        for (var run = 0; run < 2; run++)
        {
            using var read = SqliteRegister.OpenRead(file.Path);
            using var write = SqliteRegister.OpenWrite(file.Path);
            using var mergers = new BuildingMergers(BuildingLayouts);
            var due = BuildingMergers.Due(read, Mergers, day);
            Assert.That(due, Has.Count.EqualTo(run == 0 ? entries : 0));
            mergers.Enter(write, due, day);
        }

        using var register = SqliteRegister.OpenRead(file.Path);
        Assert.Multiple(() =>
        {
            Assert.That(register.LatestKey().Value, Is.EqualTo(1 + entries));
            Assert.That(
                new[] { 1, 2, 3 }.Select(building => register.Buildings.At(building, register.LatestKey())!.Municipality),
                Is.EqualTo(new[] { first, second, "103" }));
            Assert.That(register.Buildings.At(1, new JournalKey(1))!.Municipality, Is.EqualTo("101"));
        });
    }
}
