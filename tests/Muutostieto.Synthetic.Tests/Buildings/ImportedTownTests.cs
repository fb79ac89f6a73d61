using System.IO.Abstractions;
using System.Text;
using Muutostieto.Records.Csv;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Json;
using Muutostieto.Records.Model;
using Muutostieto.Register;
using Muutostieto.Register.Buildings;
using Muutostieto.Register.Import;
using Muutostieto.Synthetic.Tests.Support;

namespace Muutostieto.Synthetic.Tests.Buildings;

/// <summary>The buildings of a town as files, imported into a register that has its persons.</summary>
public sealed class ImportedTownTests
{
    private LifeRegister source = null!;
    private LifeRegister target = null!;
    private string folder = null!;

    [SetUp]
    public void SetUp()
    {
        source = new LifeRegister(["205"], 800, 9, hasBuildings: true);
        target = new LifeRegister(["205"], 800, 9);
        folder = Directory.CreateTempSubdirectory("town").FullName;
    }

    [TearDown]
    public void TearDown()
    {
        source.Dispose();
        target.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [TestCase("town.jsonl")]
    [TestCase("town.csv.zip")]
    public void It_is_the_same_town(string name)
    {
        var town = new Town(source.Read);
        var path = Path.Combine(folder, name);
        using (var stream = File.Create(path))
        using (IRecordSink sink = name.EndsWith(".zip", StringComparison.Ordinal)
            ? new CsvPackageWriter(new FileSystem(), stream, Path.Combine(folder, "spool"), new CsvPackageOptions())
            : new JsonLinesWriter(stream, RecordUnit.Building))
        {
            town.Buildings.ForEach(building => sink.Write(WithOwners(town, building.Id, building.Groups)));
            sink.Complete();
        }

        ImportResult result;
        using (var writer = target.Write())
        {
            result = new RegisterImport(LifeRegister.Catalog) { Buildings = Town.Layouts }.Run(writer, [path]);
        }

        Assert.That((result.Buildings, result.NoteCount), Is.EqualTo(((long)town.Buildings.Count, 0L)));
        Assert.That(target.Read.Buildings.Counts(), Is.EqualTo(source.Read.Buildings.Counts()));
        Assert.That(All(target.Read), Is.EqualTo(All(source.Read)));
        Assert.That(DwellingCheck.Run(target.Read, LifeRegister.Catalog).IsSound, Is.True);
    }

    [Test]
    public void Residents_whose_dwelling_is_missing_are_counted()
    {
        var without = DwellingCheck.Run(target.Read, LifeRegister.Catalog);
        Assert.That((without.IsSound, without.NoBuilding), Is.EqualTo((false, without.Residents)));
        Assert.That(without.Residents, Is.InRange(790, 800));

        using (var writer = source.Write())
        using (var transaction = writer.Begin())
        using (var change = new BuildingChange(Town.Layouts))
        {
            var town = new Town(source.Read);
            var houses = town.Buildings.FindAll(building => Town.Text(building.Groups, "938", "rakennusluokka") == "0110");
            change.Enter(transaction, Change(houses[0].Groups, "939", "kayttotila", "07"));
            change.Enter(transaction, Change(houses[1].Groups, "968", "kaytossaolo", "HUONEISTO_POISTETTU"));
            transaction.Commit();
        }

        var with = DwellingCheck.Run(source.Read, LifeRegister.Catalog);
        Assert.That(with.NoBuilding, Is.Zero);
        Assert.That(with.Gone, Is.GreaterThan(0));
        Assert.That(with.NoDwelling, Is.GreaterThan(0));
    }

    private Record WithOwners(Town town, long building, Record groups)
    {
        groups.Set(HeaderField.Event, "YRU");
        groups.Set(HeaderField.Registered, "20260101");
        groups.Set(HeaderField.Type, "1");
        groups.Set(HeaderField.Role, "1");
        foreach (var owner in source.Read.Buildings.OwnersOf(building, source.Read.LatestKey()))
        {
            var group = groups.Copy(town.Parse(owner.Group), 0, (byte)'1');
            if (owner.PersonId is { } person)
            {
                groups.Set(group, "henkilotunnus", source.Read.At(person, source.Read.LatestKey())!.IdentityCode);
            }
        }

        return groups;
    }

    private static Record Change(Record building, string group, string field, string value)
    {
        var change = new Record();
        change.Set(HeaderField.IdentityCode, building.Text(HeaderField.IdentityCode));
        change.Set(HeaderField.Type, "0");
        var at = change.Copy(building, building.IndexOf(group), (byte)'3');
        change.Set(at, field, value);
        return change;
    }

    private static List<string> All(IRegister register)
    {
        var all = new List<string>();
        var (head, buildings) = (register.LatestKey(), register.Buildings);
        buildings.Scan(head, ["205"], (in row) =>
        {
            var owners = buildings.OwnersOf(row.BuildingId, head)
                .Select(owner => $"{owner.PersonId} {owner.BusinessId} {Encoding.UTF8.GetString(owner.Group.Span)}");
            var places = buildings.DwellingsOf(row.BuildingId, head).Select(dwelling => $"{dwelling.PermanentId} {dwelling.Place}");
            all.Add($"{Encoding.UTF8.GetString(row.Document)} {string.Join('|', owners.Order())} {string.Join('|', places)}");
        });
        return all;
    }
}
