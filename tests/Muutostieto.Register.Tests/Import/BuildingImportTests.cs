using System.IO.Abstractions;
using System.Text;
using Muutostieto.Records;
using Muutostieto.Records.Csv;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Json;
using Muutostieto.Records.Model;
using Muutostieto.Register.Buildings;
using Muutostieto.Register.Import;
using Muutostieto.Register.Sqlite;
using Muutostieto.Register.Tests.Support;

namespace Muutostieto.Register.Tests.Import;

/// <summary>Files of buildings, imported into a register of two persons.</summary>
public sealed class BuildingImportTests
{
    private static readonly GroupCatalog BuildingLayouts =
        GroupCatalogReader.Load(new FileSystem(), Path.Combine(Repository.Config, "building-groups.json"));

    private RegisterFile file = null!;

    private static string House => Line(
        "1",
        $$"""{"ryhma":"931","muutos":"1","tunnus":"{{SomeBuilding.Code(1)}}","voimassaolo":"1"}""",
        """{"ryhma":"932","muutos":"1","kuntakoodi":"205"}""",
        """{"ryhma":"968","muutos":"1","huoneistotunnus":"H1"}""",
        $$"""{"ryhma":"969","muutos":"1","omistajalaji":"02","henkilotunnus":"{{Some.Code(1)}}"}""");

    [SetUp]
    public void SetUp()
    {
        file = new RegisterFile();
        using var loader = file.Create();
        loader.Add(Some.Person(1));
        loader.Add(Some.Person(2));
        loader.Complete();
    }

    [TearDown]
    public void TearDown() => file.Dispose();

    [TestCase(false)]
    [TestCase(true)]
    public void A_file_of_either_form_makes_the_buildings_and_is_no_import_of_persons(bool isCsv)
    {
        var result = Import(isCsv ? Csv("a.csv.zip", House) : Json("a.jsonl", House));
        using var register = SqliteRegister.OpenRead(file.Path);
        Assert.Multiple(() =>
        {
            Assert.That((result.Records, result.Buildings, result.NoteCount, result.IsFresh), Is.EqualTo((1L, 1L, 0L, true)));
            Assert.That(register.Buildings.Counts(), Is.EqualTo(new BuildingCounts(1, 1, 1, 1)));
            Assert.That(register.Buildings.OwnedBy(1, register.LatestKey()), Is.EqualTo(new[] { 1L }));
            Assert.That(register.Feed().IsFed, Is.False);
            Assert.That(register.ReadJournal(new JournalKey(1), register.LatestKey()), Is.Empty);
        });
    }

    [TestCase("")]
    [TestCase("""
        "sukunimi":"Korhonen","etunimet":"Aino Maria","syntymapv":"19900101",
        """)]
    public void The_end_of_an_ownership_is_entered_whether_the_record_repeats_the_owners_names_or_not(string names)
    {
        Import(Json("a.jsonl", House));
        var end = $$"""{"ryhma":"969","muutos":"3","omistajalaji":"02","henkilotunnus":"{{Some.Code(1)}}",{{names}}"loppupv":"20260101"}""";
        Import(Json("b.jsonl", Line("0", end)));
        using var register = SqliteRegister.OpenRead(file.Path);
        Assert.That(register.Buildings.OwnedBy(1, register.LatestKey()), Is.Empty);
    }

    [Test]
    public void An_owner_whose_names_are_repeated_is_one_owner()
    {
        Import(Json("a.jsonl", House));
        var again = $$"""{"ryhma":"969","muutos":"1","omistajalaji":"02","henkilotunnus":"{{Some.Code(1)}}","sukunimi":"Korhonen"}""";
        Import(Json("b.jsonl", Line("0", again)));
        using var register = SqliteRegister.OpenRead(file.Path);
        Assert.That(register.Buildings.OwnersOf(1, register.LatestKey()), Has.Count.EqualTo(1));
    }

    [TestCase("970", "huoneistotunnus")]
    [TestCase("971", "kotikunta")]
    public void A_group_that_is_put_together_on_delivery_is_refused_and_nothing_of_the_file_is_entered(string group, string field)
    {
        var forged = Line("1", $$"""{"ryhma":"{{group}}","muutos":"1","{{field}}":"1"}""");
        Assert.That(
            () => Import(Json("a.jsonl", House, forged)),
            Throws.TypeOf<MuutostietoException>()
                .With.Message.Contains("a.jsonl")
                .And.Message.Contains($"the group {group} is put together"));
        using var register = SqliteRegister.OpenRead(file.Path);
        Assert.That(register.Buildings.Counts().Buildings, Is.Zero);
    }

    [Test]
    public void What_the_register_says_already_is_not_entered_again()
    {
        Import(Json("a.jsonl", House));
        var same = Import(Json("a.jsonl", House));
        var again = Import(Json("b.jsonl", House, Line("0", """{"ryhma":"941","muutos":"1","kerrosala":"0000120"}""")));
        Assert.That((same.Buildings, same.NoteCount, same.IsFresh), Is.EqualTo((0L, 1L, false)), "the same file");
        Assert.That((again.Unchanged, again.Buildings, again.LatestKey), Is.EqualTo((1L, 1L, new JournalKey(3))));
    }

    [Test]
    public void A_fault_in_any_line_and_nothing_is_imported()
    {
        string[] faulty =
        [
            Line("1", """{"ryhma":"968","muutos":"1","huoneistotunnus":"H1","huoneistonumero":"x"}"""),
            Line("1", """{"ryhma":"968","muutos":"1","huoneistotunnus":"H1"}""", """{"ryhma":"968","muutos":"1","huoneistotunnus":"H2"}"""),
            """{"rakennustunnus":"1","muutostyyppi":"1","ryhmat":[]}""",
            """{"hetu":"010101-900R","muutostyyppi":"1","ryhmat":[]}""",
        ];
        foreach (var line in faulty)
        {
            var failure = Assert.Throws<MuutostietoException>(() => Import(Json("a.jsonl", House, line)))!;
            Assert.That(failure.Kind, Is.EqualTo(FailureKind.Fault));
            Assert.That(failure.Message, Does.Contain("line 2").And.Not.Contain("900R"));
        }

        using var register = SqliteRegister.OpenRead(file.Path);
        Assert.That((register.Buildings.Counts().Buildings, register.LatestKey().Value), Is.EqualTo((0L, 1L)));
    }

    [Test]
    public void What_is_odd_is_a_note()
    {
        var wrong = $"{SomeBuilding.Code(2)[..9]}{(SomeBuilding.Code(2)[9] == 'A' ? 'B' : 'A')}";
        var result = Import(Json(
            "a.jsonl",
            House.Replace(SomeBuilding.Code(1), wrong),
            Line("1", """{"ryhma":"948","muutos":"1","lammitystapa":"3"}"""),
            Line("0", """{"ryhma":"941","muutos":"1","kerrosala":"0000120"}""").Replace(SomeBuilding.Code(1), SomeBuilding.Code(9))));
        Assert.That(
            result.Notes.Select(note => note.Finding.Kind).Order(),
            Is.EqualTo(new[] { "CR341", "CR343", "building-code", "no-building" }.Order()));
        Assert.That((result.Buildings, result.Skipped), Is.EqualTo((2L, 1L)));
    }

    private static string Line(string type, params string[] groups) => $$"""
        {"rakennustunnus":"{{SomeBuilding.Code(1)}}","tapahtuma":"YRU","rekisterointipv":"20260105","muutostyyppi":"{{type}}","rooli":"1",
        "ryhmat":[{{string.Join(',', groups)}}]}
        """.ReplaceLineEndings("");

    private string Json(string name, params string[] lines)
    {
        File.WriteAllLines(file.Folder.File(name), lines);
        return file.Folder.File(name);
    }

    private string Csv(string name, params string[] lines)
    {
        var (reader, record) = (new JsonRecordReader(BuildingLayouts), new Record());
        using var package = new CsvPackageWriter(
            new FileSystem(), File.Create(file.Folder.File(name)), file.Folder.File("spool"), new CsvPackageOptions());
        foreach (var line in lines)
        {
            reader.Read(Encoding.UTF8.GetBytes(line), record);
            package.Write(record);
        }

        package.Complete();
        return file.Folder.File(name);
    }

    private ImportResult Import(string path)
    {
        using var writer = SqliteRegister.OpenWrite(file.Path);
        return new RegisterImport(Layouts.Catalog, clock: Some.Clock) { Buildings = BuildingLayouts }.Run(writer, [path]);
    }
}
