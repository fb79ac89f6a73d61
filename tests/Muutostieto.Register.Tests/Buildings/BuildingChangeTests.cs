using System.IO.Abstractions;
using System.Text;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Json;
using Muutostieto.Records.Model;
using Muutostieto.Register.Buildings;
using Muutostieto.Register.Sqlite;
using Muutostieto.Register.Tests.Support;

namespace Muutostieto.Register.Tests.Buildings;

/// <summary>Records about buildings, in the shipped layouts, entered in a register of two persons.</summary>
public sealed class BuildingChangeTests
{
    private static readonly GroupCatalog Layouts =
        GroupCatalogReader.Load(new FileSystem(), Path.Combine(Repository.Config, "building-groups.json"));

    private RegisterFile file = null!;

    private static string House => $$"""
        {"rakennustunnus":"{{SomeBuilding.Code(1)}}","tapahtuma":"XRA","rekisterointipv":"20260105","muutostyyppi":"1","rooli":"1",
        "ryhmat":[
        {"ryhma":"931","muutos":"1","tunnus":"{{SomeBuilding.Code(1)}}","voimassaolo":"1"},{"ryhma":"932","muutos":"1","kuntakoodi":"205"},
        {"ryhma":"939","muutos":"1","kayttotila":"01"},
        {"ryhma":"968","muutos":"1","huoneistotunnus":"H1","osoitenumero":"1","huoneistokirjain":"A","huoneistonumero":"002"},
        {"ryhma":"969","muutos":"1","omistajalaji":"02","henkilotunnus":"{{Some.Code(1)}}","alkupv":"20200101"},
        {"ryhma":"969","muutos":"1","omistajalaji":"05","y_tunnus":"0000000-0","virallinen_nimi":"Esimerkki Oy","alkupv":"20200101"}]}
        """.ReplaceLineEndings("");

    [SetUp]
    public void SetUp()
    {
        file = new RegisterFile();
        using var loader = file.Create();
        loader.Add(Some.Person(1) with { FormerCodes = [Some.Code(11)] });
        loader.Add(Some.Person(2));
        loader.Complete();
    }

    [TearDown]
    public void TearDown() => file.Dispose();

    [Test]
    public void A_new_building_has_its_dwellings_and_its_owners_by_person_and_no_identity_code()
    {
        Enter(House);
        using var register = SqliteRegister.OpenRead(file.Path);
        var (buildings, head) = (register.Buildings, register.LatestKey());
        var id = buildings.FindId(SomeBuilding.Code(1), head)!.Value;
        var owners = buildings.OwnersOf(id, head);

        Assert.Multiple(() =>
        {
            Assert.That(buildings.At(id, head) is { Municipality: "205", Stands: true });
            Assert.That(buildings.Resolve(SomeBuilding.Code(1), DwellingPlace.Of("1", "A", "2", ""), head)!.PermanentId, Is.EqualTo("H1"));
            Assert.That(owners.Select(owner => owner.PersonId), Is.EqualTo(new long?[] { 1, null }));
            Assert.That(owners.Select(owner => owner.BusinessId), Is.EqualTo(new[] { "", "0000000-0" }));
            Assert.That(Encoding.UTF8.GetString(buildings.At(id, head)!.Document.Span), Does.Not.Contain("969"));
            Assert.That(owners.Select(owner => Encoding.UTF8.GetString(owner.Group.Span)), Has.None.Contains(Some.Code(1)));
        });
    }

    [Test]
    public void It_is_sold_by_a_former_code_of_the_seller_and_demolished_and_stays()
    {
        Enter(House);
        Enter(Change(
            $$"""{"ryhma":"969","muutos":"3","omistajalaji":"02","henkilotunnus":"{{Some.Code(11)}}","loppupv":"20260103"}""",
            $$"""{"ryhma":"969","muutos":"1","omistajalaji":"02","henkilotunnus":"{{Some.Code(2)}}","alkupv":"20260103"}"""));
        Enter(Change("""{"ryhma":"939","muutos":"3","kayttotila":"07"}"""));

        using var register = SqliteRegister.OpenRead(file.Path);
        var buildings = register.Buildings;
        Assert.Multiple(() =>
        {
            Assert.That(Owners(2), Is.EqualTo(new long?[] { 1, null }));
            Assert.That(Owners(3), Is.EqualTo(new long?[] { null, 2 }));
            Assert.That(buildings.At(1, new JournalKey(3))!.Stands, Is.True);
            Assert.That(buildings.At(1, new JournalKey(4))!.Stands, Is.False);
            Assert.That(buildings.Counts(), Is.EqualTo(new BuildingCounts(1, 0, 1, 2)));
            Assert.That(buildings.OwnedBy(1, register.LatestKey()), Is.Empty);
        });

        long?[] Owners(long key) => [.. buildings.OwnersOf(1, new JournalKey(key)).Select(owner => owner.PersonId)];
    }

    [Test]
    public void An_owner_whose_code_has_changed_is_the_same_owner()
    {
        Enter(House);
        using (var writer = SqliteRegister.OpenWrite(file.Path))
        {
            writer.AppendOne(Some.Entry(Some.Person(21) with { PersonId = 1 }));
        }

        Enter(Change("""{"ryhma":"941","muutos":"1","kerrosala":"0000120"}"""));
        using var register = SqliteRegister.OpenRead(file.Path);
        Assert.That(register.Buildings.OwnersOf(1, register.LatestKey())[0].PersonId, Is.EqualTo(1));
        Assert.That(file.Sql("SELECT count(*) FROM building_owner"), Is.EqualTo(2), "their rows are those of the first version");
    }

    [Test]
    public void A_new_building_code_leaves_the_old_one_valid_as_a_former_one()
    {
        Enter(House);
        Enter(Change(
            $$"""{"ryhma":"931","muutos":"3","tunnus":"{{SomeBuilding.Code(1)}}","voimassaolo":"2"}""",
            $$"""{"ryhma":"931","muutos":"1","tunnus":"{{SomeBuilding.Code(5)}}","voimassaolo":"1"}"""));
        using var register = SqliteRegister.OpenRead(file.Path);
        Assert.That(register.Buildings.At(1, register.LatestKey())!.Code, Is.EqualTo(SomeBuilding.Code(5)));
        Assert.That(register.Buildings.FindId(SomeBuilding.Code(1), register.LatestKey()), Is.EqualTo(1));
        Assert.That(register.Buildings.FindId(SomeBuilding.Code(5), new JournalKey(2)), Is.Null);
    }

    [Test]
    public void A_removed_dwelling_no_longer_resolves_and_comes_back_as_the_same_one()
    {
        Enter(House);
        Enter(Change("""{"ryhma":"968","muutos":"3","huoneistotunnus":"H1","kaytossaolo":"HUONEISTO_POISTETTU"}"""));
        Enter(Change("""{"ryhma":"968","muutos":"3","huoneistotunnus":"H1","huoneistokirjain":"B","huoneistonumero":"003"}"""));
        using var register = SqliteRegister.OpenRead(file.Path);
        var (buildings, code) = (register.Buildings, SomeBuilding.Code(1));
        var (first, second) = (DwellingPlace.Of("1", "A", "2", ""), DwellingPlace.Of("1", "B", "3", ""));
        Assert.That(buildings.Resolve(code, first, new JournalKey(2))!.Id, Is.EqualTo(1));
        Assert.That(buildings.Resolve(code, first, new JournalKey(3)), Is.Null);
        Assert.That(buildings.Resolve(code, second, new JournalKey(4))!.Id, Is.EqualTo(1));
    }

    [TestCase("12", "A", "1", "")]
    [TestCase("1", "A", "1000", "")]
    [TestCase("1", "A", "x", "")]
    [TestCase("1", "AB", "1", "")]
    public void A_malformed_place_is_refused(string address, string stair, string number, string split) =>
        Assert.That(() => DwellingPlace.Of(address, stair, number, split), Throws.TypeOf<FormatException>());

    private static string Change(params string[] groups) => $$"""
        {"rakennustunnus":"{{SomeBuilding.Code(1)}}","tapahtuma":"XRM","rekisterointipv":"20260106","muutostyyppi":"0","rooli":"1",
        "ryhmat":[{{string.Join(',', groups)}}]}
        """;

    private void Enter(string json)
    {
        var record = new Record();
        new JsonRecordReader(Layouts).Read(Encoding.UTF8.GetBytes(json), record);
        using var change = new BuildingChange(Layouts);
        using var writer = SqliteRegister.OpenWrite(file.Path);
        using var transaction = writer.Begin();
        change.Enter(transaction, record);
        transaction.Commit();
    }
}
