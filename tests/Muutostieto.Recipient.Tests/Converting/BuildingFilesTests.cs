using System.IO.Abstractions;
using Muutostieto.Recipient.Checking;
using Muutostieto.Recipient.Converting;
using Muutostieto.Recipient.Tests.Support;
using Muutostieto.Records;
using Muutostieto.Records.Groups;

namespace Muutostieto.Recipient.Tests.Converting;

/// <summary>Files about buildings, which have the same forms but fixed width.</summary>
public sealed class BuildingFilesTests
{
    private const string Lines = """
        {"rakennustunnus":"900000041C","tapahtuma":"YRU","rekisterointipv":"20260105","muutostyyppi":"1","rooli":"1","ryhmat":[{"ryhma":"932","muutos":"1","kuntakoodi":"205"},{"ryhma":"968","muutos":"1","huoneistotunnus":"H1","jakokirjain":"a"},{"ryhma":"969","muutos":"1","omistajalaji":"02","henkilotunnus":"010190-900P","alkupv":"20200000"}]}
        {"rakennustunnus":"900000042D","tapahtuma":"YRP","rekisterointipv":"20260106","muutostyyppi":"0","rooli":"1","ryhmat":[{"ryhma":"939","muutos":"3","kayttotila":"07","ilmoituspv":"20260106"}]}

        """;

    private static readonly GroupCatalog BuildingLayouts =
        GroupCatalogReader.Load(new FileSystem(), Path.Combine(Repository.Config, "building-groups.json"));

    private TemporaryFolder folder = null!;

    [SetUp]
    public void SetUp() => folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void JSON_to_CSV_and_back_is_the_same_bytes_and_each_is_known_to_be_about_buildings()
    {
        var json = folder.Write("a.jsonl", Lines);
        Convert(json, RecordForm.Csv, folder["a.csv.zip"]);
        Convert(folder["a.csv.zip"], RecordForm.Json, folder["b.jsonl"]);
        Assert.That(File.ReadAllText(folder["b.jsonl"]), Is.EqualTo(Lines));
        Assert.That(UnitOf("a.jsonl"), Is.EqualTo(RecordUnit.Building));
        Assert.That(UnitOf("a.csv.zip"), Is.EqualTo(RecordUnit.Building));
    }

    [Test]
    public void A_file_of_persons_is_about_persons_also_where_it_names_a_building()
    {
        folder.Write("a.MTT", Some.File(Some.Woman()));
        FileConverter.Convert(folder["a.MTT"], RecordForm.Json, folder["a.jsonl"], Layouts.Catalog);
        FileConverter.Convert(folder["a.MTT"], RecordForm.Csv, folder["a.csv.zip"], Layouts.Catalog);
        folder.Write("b.jsonl", """{"ryhmat":[{"ryhma":"909","muutos":"1","rakennustunnus":"900000041C"}],"hetu":"010190-900P"}""");
        string[] names = ["a.MTT", "a.jsonl", "a.csv.zip", "b.jsonl", "none"];
        Assert.That(names.Select(UnitOf), Has.All.EqualTo(RecordUnit.Person));
    }

    [Test]
    public void A_check_reads_a_file_about_buildings_by_their_layouts()
    {
        folder.Write("a.jsonl", Lines);
        Convert(folder["a.jsonl"], RecordForm.Csv, folder["a.csv.zip"]);
        folder.Write("b.jsonl", Lines.Replace("900000041C", "900000041A").Replace("\"kayttotila\":\"07\"", "\"kayttotila\":\"77\""));
        var checker = new FileChecker(Layouts.Catalog, buildings: () => BuildingLayouts);
        var report = checker.Check([folder["a.jsonl"], folder["a.csv.zip"], folder["b.jsonl"]]);
        Assert.That(report.Files.Select(file => file.Faults), Is.EqualTo(new[] { 0L, 0L, 2L }));
        Assert.That(report.Files[2].Findings.Select(finding => finding.Kind), Does.Contain("building-code"));
    }

    [Test]
    public void Buildings_have_no_fixed_width_form()
    {
        var failure = Assert.Throws<MuutostietoException>(
            () => Convert(folder.Write("a.jsonl", Lines), RecordForm.Fixed, folder["a.MTT"]))!;
        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Usage));
        Assert.That(failure.Message, Does.Contain("expected csv or json"));
        Assert.That(folder.Names, Is.EqualTo(new[] { "a.jsonl" }));
    }

    private RecordUnit UnitOf(string name) => RecordUnits.Of(folder[name], () => BuildingLayouts);

    private static void Convert(string input, RecordForm form, string output) =>
        FileConverter.Convert(input, form, output, BuildingLayouts);
}
