using System.Text;
using System.Text.Json.Nodes;

namespace Muutostieto.Cli.Tests.Support;

/// <summary>
/// An installation after some weeks of all that a ledger records: bases and changes, withdrawn, redelivered, answered and repaired ones,
/// lists, extracts, updates. It goes on week by week, the same way wherever its register and ledger are.
/// </summary>
internal sealed class LivedInInstallation : IDisposable
{
    private const string ListPermit = "lista";
    private const string ListRecipient = "listaaja";
    private static readonly DateTime First = new(2026, 11, 16, 2, 30, 0, DateTimeKind.Unspecified);
    private readonly UpdateFolder updates = new();
    private int weeks;

    private LivedInInstallation() => Installation.WriteConfig(
        $"permits/{ListPermit}.json",
        $$"""
        {
          "id": "{{ListPermit}}", "recipient": "{{ListRecipient}}", "decision": "DVV/0009/2026", "validFrom": "2026-01-01",
          "validTo": null, "customerNumber": "38955", "registerName": "LISTA", "area": { "list": true }, "product": "laajat",
          "nonDisclosureRight": "order-only",
          "rhythm": { "rule": "FREQ=WEEKLY;INTERVAL=1;BYDAY=MO", "time": "02:30", "from": "2026-01-05" },
          "formats": ["csv"], "drop": "default"
        }
        """);

    internal TestInstallation Installation => updates.Installation;

    private string Now => First.AddDays(7 * weeks).AddHours(1).ToString("yyyy-MM-dd'T'HH:mm", null);

    internal static async Task<LivedInInstallation> NewAsync()
    {
        var lived = new LivedInInstallation();
        (await lived.RunAsync("register", "create", "--municipality", "697", "--persons", "1500")).AssertDone();
        lived.SendList(lived.Codes(), "L", 0, 20);
        lived.SendUpdate();
        (await lived.RunAsync("batch")).AssertDone();
        (await lived.RunAsync("deliveries", "redeliver", $"{TestInstallation.Permit}/base/1")).AssertDone();
        lived.Answer(TestInstallation.Recipient, "OK");
        await lived.NextWeekAsync();
        lived.SendList(lived.Codes(), "P", 5, 10);
        await lived.NextWeekAsync();
        (await lived.RunAsync("deliveries", "withdraw", $"{TestInstallation.Permit}/changes/2", "--reason", "a test")).AssertDone();
        (await lived.RunAsync("reconcile", TestInstallation.Permit, "--repair", "697")).AssertDone();
        return lived;
    }

    /// <summary>The same installation in another place, which from now on lives on its own.</summary>
    internal LivedInInstallation Twin()
    {
        var twin = new LivedInInstallation { weeks = weeks };
        TestInstallation.CopyFolder(Installation.Data, twin.Installation.Data);
        foreach (var folder in Directory.EnumerateDirectories(Installation.Data, "*", SearchOption.AllDirectories))
        {
            Directory.CreateDirectory(folder.Replace(Installation.Data, twin.Installation.Data, StringComparison.Ordinal));
        }

        return twin;
    }

    /// <summary>A week of life in the register, and then the night's deliveries.</summary>
    internal async Task NextWeekAsync()
    {
        weeks++;
        (await RunAsync("register", "simulate", "--weeks", "1")).AssertDone();
        var night = await RunAsync("batch");
        Assert.That(night.Code, Is.AnyOf(0, 6), $"some deliveries are not answered: {night}");
    }

    internal Task<Outcome> RunAsync(params string[] args) => updates.RunAtAsync(Now, args);

    /// <summary>
    /// All that the ledger says of its deliveries, but for the audit's entry and the manifest that has it: permits come into the audit
    /// chain in any order.
    /// </summary>
    internal async Task<string[]> LedgerAsync()
    {
        var ledger = JsonNode.Parse((await RunAsync("deliveries", "list", "--json")).AssertDone().Output)!.AsArray();
        return [.. ledger.Select(delivery => WithoutManifest(delivery!).ToJsonString()).Order(StringComparer.Ordinal)];
    }

    /// <summary>
    /// What <c>audit verify</c> says but for the head, and all of a person's report but for the numbers of entries: permits come into the
    /// audit chain in any order.
    /// </summary>
    internal async Task<string[]> AuditAsync()
    {
        var code = DatabaseContents.Query(
            Directory.GetFiles(Path.GetDirectoryName(Installation.Data)!, "register.db", SearchOption.AllDirectories)[0],
            "SELECT code FROM version WHERE from_key = (SELECT min(from_key) FROM version) ORDER BY code LIMIT 1").Single();
        var report = JsonNode.Parse((await RunAsync("audit", "person", code, "--json")).AssertDone().Output)!;
        _ = report.AsObject().Remove("question");
        _ = report.AsObject().Remove("askedBefore");
        var deliveries = report["deliveries"]!.AsArray();
        foreach (var delivery in deliveries)
        {
            _ = delivery!.AsObject().Remove("entry");
        }

        var verified = JsonNode.Parse((await RunAsync("audit", "verify", "--json")).AssertDone().Output)!;
        _ = verified.AsObject().Remove("head");
        Assert.That(deliveries, Is.Not.Empty);
        return
        [
            verified.ToJsonString(),
            .. deliveries.Select(delivery => delivery!.ToJsonString()).Order(StringComparer.Ordinal),
            report["purged"]!.ToJsonString(),
            report["findings"]!.ToJsonString(),
        ];
    }

    /// <summary>Every file that recipients find with its hash, manifests without what follows from the audit's head.</summary>
    internal SortedDictionary<string, string> Delivered()
    {
        var drop = Path.Combine(Installation.Data, "drop");
        var files = TestInstallation.Contents(drop);
        foreach (var name in files.Keys.Where(name => name.EndsWith(".json", StringComparison.Ordinal)).ToList())
        {
            var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(drop, name)))!;
            _ = manifest.AsObject().Remove("audit");
            _ = (manifest["delivery"]?["predecessor"] as JsonObject)?.Remove("manifestSha256");
            files[name] = manifest.ToJsonString();
            _ = files.Remove(name + ".sig");
        }

        return files;
    }

    /// <summary>Lets the recipient of lists send one.</summary>
    internal void SendList(string[] codes, string mark, int skip, int take)
    {
        var lines = codes.Skip(skip).Take(take).Select(code => code + mark + "\n").ToList();
        var upload = Upload(ListRecipient);
        var name = FormattableString.Invariant($"38955_20260105_{weeks + 1}.HTT");
        const string Start = "'''ED2'''MUUTOSTIETO'ASIAKAS:38955'202601050500'1'STX:INHOUSE'TYP:MUTPHT'NRQ:0'''\n";
        File.WriteAllText(Path.Combine(upload, name), $"{Start}{string.Concat(lines)}'''EOF'''{lines.Count}'\n");
    }

    /// <summary>Who is in the register's file, in order of code.</summary>
    internal string[] Codes() => DatabaseContents.Query(
        Installation.Register,
        "SELECT code FROM version WHERE to_key IS NULL AND alive = 1 AND ban_end IS NULL ORDER BY code");

    public void Dispose() => updates.Dispose();

    private static JsonNode WithoutManifest(JsonNode delivery)
    {
        foreach (var file in delivery["files"]!.AsArray())
        {
            if (file!["name"]!.GetValue<string>().Contains(".json", StringComparison.Ordinal))
            {
                (file["sha256"], file["bytes"]) = ("", 0);
            }
        }

        _ = delivery.AsObject().Remove("audit");

        return delivery;
    }

    private void SendUpdate()
    {
        var file = Path.Combine(Upload("koulu"), "38970_PA_oppilaat_20261115.csv");
        File.WriteAllLines(file, Codes().Take(30).Select((code, at) => $"{at};{code}").Prepend("rivi;hetu"), Encoding.UTF8);
        File.SetLastWriteTimeUtc(file, new DateTime(2026, 11, 15, 12, 0, 0, DateTimeKind.Utc));
    }

    private void Answer(string recipient, string ending)
    {
        var manifest = Directory.GetFiles(Path.Combine(Installation.Data, "drop", recipient, "download"), "*_PT*.json").Single();
        File.WriteAllText(Path.Combine(Upload(recipient), Path.ChangeExtension(Path.GetFileName(manifest), ending)), "");
    }

    private string Upload(string recipient) =>
        Directory.CreateDirectory(Path.Combine(Installation.Data, "drop", recipient, "upload")).FullName;
}
