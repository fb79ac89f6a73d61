using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>
/// A protected person is, byte by byte, as a person who lives elsewhere: registers that differ in where that person lives alone give the
/// same files, manifest and signature included.
/// </summary>
public sealed class WasteBytesTests
{
    [TestCase("false")]
    [TestCase("true")]
    public async Task A_protected_resident_is_as_one_who_lives_elsewhere(string right)
    {
        var (there, elsewhere, open) = (
            await FilesAsync(right, isProtected: true, moves: false),
            await FilesAsync(right, isProtected: true, moves: true),
            await FilesAsync(right, isProtected: false, moves: false));
        Assert.That(there, Has.Count.EqualTo(5));
        Assert.That(there, Is.EqualTo(elsewhere));
        Assert.That(there, Is.Not.EqualTo(open), "the resident of no order is there");
    }

    [TestCase("969")]
    [TestCase("970")]
    [TestCase("971")]
    public async Task What_names_a_person_is_not_published_again_after_an_order_though_the_audit_has_no_persons_any_more(string group)
    {
        using var installation = new TestInstallation();
        var orders = new WasteOrders(installation);
        (await installation.RunAsync("register", "create", "--municipality", "697", "--persons", "60", "--seed", "5")).AssertDone();
        installation.WriteConfig(
            "orders/vain.json",
            $$"""
            {
              "id": "vain", "permit": "jatehuolto", "purpose": "authority-task", "target": "buildings",
              "content": { "groups": ["932", "{{group}}"] }
            }
            """);
        (await installation.RunAsync("extract", "run", "vain")).AssertDone();
        var person = orders.Rows(1, group)
            .Select(row => row[group == "970" ? "vanhin_asukas" : "henkilotunnus"])
            .First(code => code.Length > 0);
        foreach (var persons in Directory.GetFiles(Path.Combine(installation.Data, "audit", "persons"), "*.bin"))
        {
            File.Delete(persons);
        }

        await File.WriteAllTextAsync(installation.In("a.MTT"), $"{person}XXX202611160101|015120290101|\r\n");
        (await installation.RunAsync("register", "import", installation.In("a.MTT"))).AssertDone();
        (await installation.RunAsync("deliveries", "redeliver", "jatehuolto/extract/1"))
            .AssertFailed(ExitCode.Usage, "non-disclosure order");
    }

    private static async Task<SortedDictionary<string, string>> FilesAsync(string right, bool isProtected, bool moves)
    {
        using var installation = new TestInstallation();
        var orders = new WasteOrders(installation);
        orders.WritePermit(right);
        (await installation.RunAsync("register", "create", "--municipality", "697", "--persons", "60", "--seed", "5")).AssertDone();
        orders.Write("jatehuolto", formats: "\"csv\", \"xlsx\"");
        var (person, home) = await PersonAndEmptyHomeAsync(installation);
        var order = isProtected ? "015120290101" : "9021fi19000101";
        var move = moves
            ? $"9091{home["Rakennustunnus"]}{home["Osoitenumero"]}{home["Huoneistokirjain"]}{home["Huoneistonumero"]}"
                + $"{home["Jakokirjain"]}69720260101        "
            : "40110000Kirvesmies".PadRight(43);
        await File.WriteAllTextAsync(
            installation.In("a.MTT"), $"{person}XXX202611160101|{order}|\r\n{person}XXX202611160101|{move}|\r\n");
        (await installation.RunAsync("register", "import", installation.In("a.MTT"))).AssertDone();
        (await installation.RunAsync("extract", "run", "jatehuolto")).AssertDone();
        return TestInstallation.Contents(orders.Download);
    }

    /// <summary>An oldest resident, and a dwelling without residents: of an installation of its own with the same seed.</summary>
    private static async Task<(string Person, IReadOnlyDictionary<string, string> Home)> PersonAndEmptyHomeAsync(TestInstallation same)
    {
        using var other = new TestInstallation();
        TestInstallation.CopyFolder(same.Data, other.Data);
        var orders = new WasteOrders(other);
        orders.Write("jatehuolto");
        (await other.RunAsync("extract", "run", "jatehuolto")).AssertDone();
        var owners = orders.Rows(1, "r4_").Select(row => row["Henkilötunnus"]).ToHashSet();
        var dwellings = orders.Rows(1, "r9_");
        return (
            dwellings.Select(row => row["Huoneiston vanhin asukas"]).First(code => code.Length > 0 && !owners.Contains(code)),
            dwellings.First(row => row["Vakinaisten asukkaiden lukumäärä"] == "0"));
    }
}
