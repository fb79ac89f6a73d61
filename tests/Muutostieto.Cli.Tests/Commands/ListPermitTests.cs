using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>
/// A permit with a list from end to end: two months of simulated life, lists by the recipient, and <c>load</c>; and no code anywhere but
/// where codes belong.
/// </summary>
public sealed class ListPermitTests
{
    private const string Start = "'''ED2'''MUUTOSTIETO'ASIAKAS:38950'202601050500'1'STX:INHOUSE'TYP:MUTPHT'NRQ:0'''\n";
    private static readonly string[] Personal = [".HTT", ".PTT", ".MTT", ".zip", ".db", ".db-wal", ".db-shm"];
    private readonly StringBuilder said = new();
    private TestInstallation installation = null!;
    private string[] living = [];
    private int uploads;

    private string Upload => Path.Combine(installation.Data, "drop", TestInstallation.Recipient, "upload");

    private string Database => installation.In("recipient.db");

    [SetUp]
    public void SetUp()
    {
        installation = new TestInstallation();
        installation.WritePermit();
        var permit = Path.Combine(installation.Config, "permits", $"{TestInstallation.Permit}.json");
        File.WriteAllText(permit, File.ReadAllText(permit)
            .Replace("{ \"county\": \"20\" }", "{ \"list\": true }", StringComparison.Ordinal)
            .Replace("\"nonDisclosureRight\": false", "\"nonDisclosureRight\": \"order-only\"", StringComparison.Ordinal));
    }

    [TearDown]
    public void TearDown()
    {
        SqliteConnection.ClearAllPools();
        installation.Dispose();
    }

    [Test]
    public async Task The_recipient_has_those_on_its_list_over_months_and_no_one_is_named_where_no_codes_belong()
    {
        await RunAsync("2026-01-05T01:00", "register", "create", "--municipality", "697", "--persons", "1500");
        living = Codes("SELECT code FROM version WHERE to_key IS NULL AND alive = 1 ORDER BY code");
        await RunAsync("2026-01-05T02:30", "permits", "list");
        await RunAsync("2026-01-05T02:30", "batch");
        Assert.That(said.ToString(), Does.Contain("list").And.Contain("orders only").And.Contain("its list has no person yet"));

        var (on, random) = (new HashSet<string>(), new Random(7));
        for (var week = 0; week < 8; week++)
        {
            var monday = new DateOnly(2026, 1, 5).AddDays(7 * week);
            if (week > 0)
            {
                await RunAsync(
                    $"{monday:yyyy-MM-dd}T01:00",
                    "register",
                    "simulate",
                    "--weeks",
                    "1",
                    "--from",
                    $"{monday.AddDays(-7):yyyy-MM-dd}");
            }

            var lines = new List<string> { "010190-999WL", "010190-900AL" };
            for (var count = 0; count < 60; count++)
            {
                var code = living[random.Next(living.Length)];
                var isAdded = random.Next(3) > 0;
                lines.Add(code + (isAdded ? 'L' : 'P'));
                _ = isAdded ? on.Add(code) : on.Remove(code);
            }

            var upload = Send([.. lines]);
            await RunAsync($"{monday:yyyy-MM-dd}T02:30", "batch");
            using var result = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(installation.Download, upload + ".RES")));
            Assert.That(result.RootElement.GetProperty("refused").GetRawText(), Does.Contain("unknown").And.Contain("check-character"));
            Assert.That(result.RootElement.GetProperty("refused").GetArrayLength(), Is.EqualTo(2));
            await RunAsync($"{monday:yyyy-MM-dd}T08:00", "load", installation.Download, "--into", Database);
            Assert.That(Persons(), Is.EqualTo(Expected(on)), $"after week {week}");
        }

        Assert.That(said.ToString(), Does.Contain("persons deleted who were taken off the list").And.Not.Contain("are not known here"));
        await RunAsync("2026-03-02T08:00", "deliveries", "list", "--json");
        await RunAsync("2026-03-02T08:00", "permits", "list", "--json");
        AssertNoOneIsNamed();
    }

    [Test]
    public async Task Without_the_lists_as_they_were_sent_load_says_how_many_removals_it_does_not_know()
    {
        await RunAsync("2026-01-05T01:00", "register", "create", "--municipality", "697", "--persons", "300");
        living = Codes("SELECT code FROM version WHERE to_key IS NULL AND alive = 1 ORDER BY code");
        _ = Send(living[3] + "L", living[4] + "L", living[5] + "L");
        await RunAsync("2026-01-05T02:30", "batch");
        await RunAsync("2026-01-05T08:00", "load", installation.Download, "--into", Database);
        var removal = Send(living[4] + "P");
        await RunAsync("2026-01-12T02:30", "batch");
        var elsewhere = Directory.CreateDirectory(installation.In("elsewhere")).FullName;
        await RunAsync("2026-01-12T08:00", "load", installation.Download, "--into", Database, "--lists", elsewhere);
        Assert.That(said.ToString(), Does.Contain("1 removals from the list are not known here"));
        Assert.That(Persons(), Has.Length.EqualTo(3));

        // Who was put on the list and who was taken off it: the audit chain knows what each delivery held.
        foreach (var (code, deliveries) in new[] { (living[4], 1), (living[5], 1), (living[6], 0) })
        {
            var answer = await InProcess.RunAsync(["audit", "person", code, "--json", .. installation.Options, "--at", "2026-01-12T09:00"]);
            Assert.That(answer.AssertDone().Json.GetProperty("deliveries").GetArrayLength(), Is.EqualTo(deliveries));
        }

        File.Delete(Database);
        File.Copy(Path.Combine(Upload, removal), Path.Combine(elsewhere, removal));
        await RunAsync("2026-01-12T08:00", "load", installation.Download, "--into", Database, "--lists", elsewhere);
        Assert.That(Persons(), Is.EqualTo(new[] { living[3], living[5] }));
    }

    private string[] Expected(HashSet<string> on) =>
        Codes(
            "SELECT v.code FROM version v WHERE v.to_key IS NULL AND v.merged_into IS NULL AND v.person IN (SELECT person FROM "
                + "identity_code WHERE code IN (SELECT value FROM json_each($codes))) ORDER BY v.code",
            JsonSerializer.Serialize(on));

    private string[] Persons() => Query(Database, "SELECT hetu FROM persons WHERE in_area = 1 ORDER BY hetu", null);

    private string[] Codes(string sql, string? codes = null) => Query(installation.Register, sql, codes);

    private static string[] Query(string path, string sql, string? codes)
    {
        using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        if (codes is not null)
        {
            command.Parameters.AddWithValue("$codes", codes);
        }

        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(reader.GetString(0));
        }

        return [.. rows];
    }

    private string Send(params string[] lines)
    {
        Directory.CreateDirectory(Upload);
        var name = $"38950_20260105_{++uploads}.HTT";
        File.WriteAllText(
            Path.Combine(Upload, name),
            Start + string.Concat(lines.Select(line => line + "\n")) + $"'''EOF'''{lines.Length}'\n");
        return name;
    }

    private void AssertNoOneIsNamed()
    {
        var codes = Codes("SELECT code FROM identity_code").ToHashSet();
        Assert.That(codes.Where(said.ToString().Contains), Is.Empty, "console");
        foreach (
            var path in Directory
                .EnumerateFiles(installation.Root, "*", SearchOption.AllDirectories)
                .Where(path => !Personal.Contains(Path.GetExtension(path))))
        {
            var text = File.ReadAllText(path);
            Assert.That(codes.Where(text.Contains), Is.Empty, path);
        }

        var ledger = Encoding.Latin1.GetString(File.ReadAllBytes(Path.Combine(installation.Data, "ledger.db")));
        Assert.That(codes.Where(ledger.Contains), Is.Empty, "the ledger has no codes");
    }

    private async Task RunAsync(string at, params string[] arguments)
    {
        var outcome = await InProcess.RunAsync([.. arguments, .. installation.Options, "--at", at, "--verbose"]);
        said.AppendLine(outcome.Output).AppendLine(outcome.Errors);
        Assert.That(outcome.Code, Is.Zero, $"{string.Join(' ', arguments)} at {at}: {outcome}");
    }
}
