using Muutostieto.Cli.Tests.Support;
using Muutostieto.Extracts.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>
/// A person that the recipient may know nothing of is, byte by byte, as one that the register does not have: registers that differ in that
/// alone give the same results, manifests, signatures and answers.
/// </summary>
public sealed class UpdateBytesTests
{
    private const string Ban = "ASIAKASREKISTERIN_PAIVITYS";
    private const string Upload = "38970_PA_tavut_20261115.csv";
    private const string Forms = """ "fixed", "csv", "jsonl", "parquet", "xlsx" """;
    private const string Weekly = """, "rhythm": { "rule": "FREQ=WEEKLY;BYDAY=MO", "time": "02:00", "from": "2026-11-02" }""";

    private static readonly NamedPerson Person = new(NamedPerson.Code(900)) { Surname = "Piilonen", FormerCodes = [NamedPerson.Code(901)] };

    private static readonly NamedPerson Stranger = new(NamedPerson.Code(950))
    {
        Surname = "Outo",
        FormerCodes = [NamedPerson.Code(951)],
        Born = "19610101",
    };

    [Test]
    public async Task One_who_is_hidden_is_as_one_that_the_register_does_not_have()
    {
        var (absent, open) = (await ResultAsync(Stranger), await ResultAsync(Person));
        Assert.That(absent, Has.Count.EqualTo(9), "five forms, checksums, signature, manifest, answer");
        Assert.That(open, Is.Not.EqualTo(absent), "the person of no order is found");
        foreach (var hidden in new[]
        {
            Person with { IsProtected = true }, Person with { IsProtected = true, IsDead = true }, Person with { Ban = Ban },
            Person with { Municipality = "091" },
        })
        {
            Assert.That(await ResultAsync(hidden), Is.EqualTo(absent), $"{hidden}");
        }
    }

    [Test]
    public async Task One_who_becomes_hidden_between_two_results_looks_as_one_who_has_moved_away()
    {
        var moved = await ResultsAsync(Person with { Municipality = "091" });
        Assert.That(moved, Has.Count.EqualTo(17), "two results, one answer");
        foreach (var hidden in new[] { Person with { IsProtected = true }, Person with { Ban = Ban } })
        {
            Assert.That(await ResultsAsync(hidden), Is.EqualTo(moved), $"{hidden}");
        }

        Assert.That(await ResultsAsync(Person), Is.Not.EqualTo(moved));
    }

    private static async Task<SortedDictionary<string, string>> ResultAsync(NamedPerson person)
    {
        using var updates = Begin(person);
        (await updates.RunAsync("batch")).AssertDone();
        return TestInstallation.Contents(updates.Download);
    }

    private static async Task<SortedDictionary<string, string>> ResultsAsync(NamedPerson then)
    {
        using var updates = Begin(Person);
        (await updates.RunAsync("batch")).AssertDone();
        NamedRegister.Enter(updates.Installation, (then, 31, []));
        _ = await updates.RunAtAsync("2026-11-23T02:30", "batch", "--clock-ok");
        return TestInstallation.Contents(updates.Download);
    }

    /// <summary>Thirty others, then the person, whose id is 31; a register of these is uploaded.</summary>
    private static UpdateFolder Begin(NamedPerson person)
    {
        var updates = new UpdateFolder();
        foreach (var demo in Directory.GetFiles(Path.Combine(updates.Installation.Config, "permits"), "kainuu*.json"))
        {
            File.Delete(demo);
        }

        updates.WritePermit(
            area: """{ "municipalities": ["205", "290"] }""", kind: "other", methods: """ "M1", "M2", "M3", "M4", "M5", "M6" """);
        updates.WriteOrder(
            "tavut", """ "M1", "M2", "M3", "M4", "M5", "M6" """, """ "003", "004", "101" """, Forms, "customer-register-update",
            more: """, "onlyChanges": true""", rest: Weekly);
        NamedRegister.Create(updates.Installation, Enumerable.Range(0, 30).Select(Other).Append(person));
        string[] rows =
        [
            .. Enumerable.Range(0, 30).Select(number => $"{number};{NamedPerson.Code(number)};;;"),
            $"a;{NamedPerson.Code(900)};;;", $"b;{NamedPerson.Code(901)};;;", $"c;{NamedPerson.Code(900)};Toinen;;",
            "d;;Piilonen;Aino Maria;15.6.1950", "e;;PIILONEN;Aino;1950-06-15", "f;;Piilónen;Aino;1950-06-15",
        ];
        Directory.CreateDirectory(updates.Upload);
        var file = Path.Combine(updates.Upload, Upload);
        File.WriteAllLines(file, rows.Prepend("rivi;hetu;sukunimi;etunimet;syntymaaika"));
        File.SetLastWriteTimeUtc(file, new DateTime(2026, 11, 15, 12, 0, 0, DateTimeKind.Utc));
        return updates;
    }

    private static NamedPerson Other(int number) => new(NamedPerson.Code(number)) { Surname = $"Suku{number}", IsDead = number == 5 };
}
