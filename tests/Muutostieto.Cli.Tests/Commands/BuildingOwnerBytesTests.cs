using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>
/// An owner that a recipient may not know is, byte by byte, as an outside person: registers that differ in that alone give the same files,
/// manifest and signature included.
/// </summary>
public sealed class BuildingOwnerBytesTests
{
    private const string Outside =
        """{"ryhma":"969","muutos":"1","omistajalaji":"02","sukunimi":"Ulkonen","etunimet":"Outi","syntymapv":"19510101","alkupv":"20190101"}""";

    [TestCase("015120290101", "authority-task", TestName = "A protected owner")]
    [TestCase("9101YHTEYSTIETOJEN_LUOVUTUS   20260101        ", "address-service", TestName = "An owner with a ban on the purpose")]
    public async Task An_owner_who_is_hidden_is_as_an_outside_person(string group, string purpose)
    {
        var (hidden, outside, open) = (
            await FilesAsync(group, purpose, isOutside: false),
            await FilesAsync(group, purpose, isOutside: true),
            await FilesAsync("40110000Kirvesmies".PadRight(43), purpose, isOutside: false));
        Assert.That(hidden, Has.Count.EqualTo(4));
        Assert.That(hidden, Is.EqualTo(outside));
        Assert.That(hidden, Is.Not.EqualTo(open), "the owner of no order is there");
    }

    private static async Task<SortedDictionary<string, string>> FilesAsync(string group, string purpose, bool isOutside)
    {
        using var installation = new TestInstallation();
        var orders = new BuildingOrders(installation);
        orders.WritePermit(purposes: "\"authority-task\", \"address-service\"");
        await installation.FillAsync(60);
        orders.Write("kaikki", purpose: purpose, groups: BuildingOrders.AllGroups);
        var (person, building) = await PersonAndBuildingAsync(installation);
        await File.WriteAllTextAsync(installation.In("a.MTT"), $"{person}XXX202611160101|{group}|\r\n");
        (await installation.RunAsync("register", "import", installation.In("a.MTT"))).AssertDone();
        var owner = isOutside
            ? Outside
            : $$"""{"ryhma":"969","muutos":"1","omistajalaji":"02","henkilotunnus":"{{person}}","alkupv":"20190101"}""";
        await File.WriteAllTextAsync(
            installation.In("b.jsonl"),
            $$"""{"rakennustunnus":"{{building}}","tapahtuma":"XRA","rekisterointipv":"20261116","muutostyyppi":"0","rooli":"1","ryhmat":[{{owner}}]}""");
        (await installation.RunAsync("register", "import", installation.In("b.jsonl"))).AssertDone();
        (await installation.RunAsync("extract", "run", "kaikki")).AssertDone();
        return TestInstallation.Contents(orders.Download);
    }

    /// <summary>A person who owns nothing, and a building: of an installation of its own with the same seed.</summary>
    private static async Task<(string Person, string Building)> PersonAndBuildingAsync(TestInstallation same)
    {
        using var other = new TestInstallation();
        TestInstallation.CopyFolder(same.Data, other.Data);
        var orders = new BuildingOrders(other);
        orders.Write("kaikki");
        (await other.RunAsync("extract", "run", "kaikki")).AssertDone();
        other.WritePermit();
        (await other.RunAsync("deliver", "base", TestInstallation.Permit)).AssertDone();
        var owners = orders.Rows(1, "969").Select(row => row["henkilotunnus"]).ToHashSet();
        using var zip = await System.IO.Compression.ZipFile.OpenReadAsync(Directory.GetFiles(other.Download, "*.csv.zip").Single());
        using var reader = new StreamReader(await zip.GetEntry("henkilot.csv")!.OpenAsync());
        var persons = (await reader.ReadToEndAsync()).Split("\r\n").Skip(1).Select(line => line.Split(';')[0]);
        return (persons.First(person => person.Length == 11 && !owners.Contains(person)), orders.Rows(1, "932")[3]["rakennustunnus"]);
    }
}
