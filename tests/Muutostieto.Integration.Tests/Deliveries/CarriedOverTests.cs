using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Muutostieto.Cli.Tests.Support;
using Muutostieto.Integration.Tests.Support;

namespace Muutostieto.Integration.Tests.Deliveries;

/// <summary>
/// A data folder of the version before goes on: ledger, outbox, drops, audit chain, keys and recipients' databases that an older program
/// has written (TestData/README.md) are continued by this one.
/// </summary>
/// <param name="ownLayouts">Whether layouts and products stay those of the older version too, or are today's.</param>
[TestFixture(true)]
[TestFixture(false)]
[Parallelizable(ParallelScope.Self)]
public sealed class CarriedOverTests(bool ownLayouts)
{
    private const string Waiting = "38950_20261012ALUE_002";

    private static readonly string[] Before =
    [
        "area base 1 received",
        "list base 1 received",
        "area changes 1 published",
        "list changes 1 published",
        "area changes 2 composed",
        "list changes 2 published",
    ];

    private static readonly string[] Permits = ["area", "list"];

    private string root = "";
    private JsonElement[] untouched = [];
    private JsonElement[] resumed = [];
    private SortedDictionary<string, string> waiting = [];
    private string[] published = [];
    private Outcome again = null!;
    private Outcome proof = null!;
    private JsonElement[] continued = [];

    [OneTimeSetUp]
    public async Task ContinueAsync()
    {
        root = Directory.CreateTempSubdirectory("muutostieto-carried-").FullName;
        await ZipFile.ExtractToDirectoryAsync(Repository.File("tests/Muutostieto.Integration.Tests/TestData/data-folder-v1.zip"), root);
        if (!ownLayouts)
        {
            File.Copy(Repository.File("config/groups.json"), In("config/groups.json"), overwrite: true);
            File.Copy(Repository.File("config/products/perustaso.json"), In("config/products/perustaso.json"), overwrite: true);
        }

        waiting = TestInstallation.Contents(In($"data/outbox/area/{Waiting}"));
        published = Downloads();
        untouched = await LedgerAsync("2026-10-12T12:00");
        await DoneAsync("audit", "verify", "--at", "2026-10-12T12:00");

        // The drop is back: the next night publishes what waits, and nothing is due.
        await DoneAsync("batch", "--at", "2026-10-13T02:30");
        resumed = await LedgerAsync("2026-10-13T03:00");
        again = await DoneAsync("batch", "--at", "2026-10-14T02:30");

        // Life goes on, and a list comes in.
        await DoneAsync("register", "simulate", "--weeks", "20", "--seed", "3");
        var code = DatabaseContents.Query(In("data/register.db"), "SELECT code FROM version WHERE to_key IS NULL ORDER BY code")[20];
        await File.WriteAllTextAsync(
            In("data/drop-of-lists/list/upload/38951_20270117.HTT"),
            "'''ED2'''MUUTOSTIETO'ASIAKAS:38951'202701170500'1'STX:INHOUSE'TYP:MUTPHT'NRQ:0'''\r\n" + code + "L\r\n'''EOF'''1'\r\n",
            Encoding.Latin1);
        await DoneAsync("batch", "--at", "2027-01-18T02:30");
        foreach (var permit in Permits)
        {
            await DoneAsync("load", Download(permit), "--into", Recipient(permit), "--signers", In("data/keys/allowed_signers"));
        }

        // Receipts are read; then a fresh base of everything, by which the recipients are judged.
        await DoneAsync("batch", "--at", "2027-01-19T02:30");
        foreach (var permit in Permits)
        {
            await DoneAsync("deliver", "base", permit, "--at", "2027-01-19T03:00");
        }

        continued = await LedgerAsync("2027-01-19T03:30");
        proof = await DoneAsync("audit", "verify", "--at", "2027-01-19T03:30");
    }

    [OneTimeTearDown]
    public void RemoveFolder() => Directory.Delete(root, recursive: true);

    [Test]
    public void Every_delivery_is_there_with_its_number_and_state() => Assert.That(untouched.Select(Line), Is.EqualTo(Before));

    [Test]
    public void The_waiting_delivery_is_published_once_with_the_bytes_it_was_composed_of()
    {
        var line = resumed.Select(Line).ToArray();
        Assert.That(line, Is.EqualTo(Before.Select(before => before.Replace("composed", "published", StringComparison.Ordinal))));
        Assert.That(again.Output, Does.Contain("Nothing is due."));
        Assert.That(waiting, Is.Not.Empty);
        Assert.That(
            TestInstallation.Contents(Download("area")).Where(file => file.Key.StartsWith(Waiting, StringComparison.Ordinal)),
            Is.EqualTo(waiting));
    }

    [Test]
    public void What_was_published_before_stays_as_it_was() =>
        Assert.That(Downloads(), Is.SupersetOf(published).And.Length.GreaterThan(published.Length));

    [Test]
    public async Task Every_delivery_of_both_versions_is_verified_in_outbox_and_drop() =>
        await DoneAsync("deliveries", "verify", "--at", "2027-01-19T04:00");

    [TestCase("area", "38950_20270118ALUE_003")]
    [TestCase("list", "38951_20270118LISTA_003")]
    public async Task The_next_change_delivery_continues_the_window_and_manifest_of_the_last_old_one(string permit, string stem)
    {
        var manifest = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(Download(permit), $"{stem}.json"))).RootElement;
        var last = untouched.Last(delivery => delivery.GetProperty("permit").GetString() == permit);
        var before = last.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("name").GetString()!)
            .Single(name => name.EndsWith(".json", StringComparison.Ordinal));
        var sent = manifest.GetProperty("delivery");
        var predecessor = sent.GetProperty("predecessor");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(sent.GetProperty("number").GetInt32(), Is.EqualTo(3));
            Assert.That(predecessor.GetProperty("kind").GetString(), Is.EqualTo("changes"));
            Assert.That(predecessor.GetProperty("number").GetInt32(), Is.EqualTo(2));
            Assert.That(predecessor.GetProperty("manifestSha256").GetString(), Is.EqualTo(HashOf(Path.Combine(Download(permit), before))));
            Assert.That(
                sent.GetProperty("window").GetProperty("from").GetInt64(),
                Is.EqualTo(last.GetProperty("window").GetProperty("to").GetInt64()));
            Assert.That(manifest.GetProperty("persons").GetInt32(), Is.Positive, "the window holds something");
        }
    }

    [Test]
    public void Receipts_for_deliveries_of_both_versions_are_read() =>
        Assert.That(
            continued.Where(delivery => delivery.GetProperty("number").GetInt32() < 4).Select(Line),
            Is.EqualTo(
                (string[])
                [
                    .. Before.Select(before => before[..before.LastIndexOf(' ')] + " received"),
                    "area changes 3 received",
                    "list changes 3 received",
                    "area base 2 published",
                    "list base 2 published",
                ]));

    [Test]
    public async Task The_audit_chain_is_sound_over_old_and_new_entries_and_an_altered_old_one_is_found()
    {
        Assert.That(proof.Output, Does.StartWith("Proved: 13 entries, 10 files of persons"));
        var chain = In("data/audit/chain.jsonl");
        var text = await File.ReadAllTextAsync(chain);
        try
        {
            await File.WriteAllTextAsync(chain, text.Replace("\"permit\":\"area\"", "\"permit\":\"arae\"", StringComparison.Ordinal));
            var altered = await RunAsync("audit", "verify", "--at", "2027-01-19T03:30");
            Assert.That(altered.Code, Is.EqualTo(12), altered.ToString());
        }
        finally
        {
            await File.WriteAllTextAsync(chain, text);
        }
    }

    [TestCase("area")]
    [TestCase("list")]
    public async Task A_recipients_old_database_and_one_that_loads_everything_converge_with_a_fresh_base(string permit)
    {
        var all = await LoadedAsync(permit, "all", file => !IsFresh(file));
        var fresh = await LoadedAsync(permit, "fresh", IsFresh);

        var expected = DatabaseContents.Rows(fresh, residentsOnly: true);
        Assert.That(expected, Is.Not.Empty);
        Assert.That(DatabaseContents.Rows(all, residentsOnly: true), Is.EqualTo(expected));
        Assert.That(DatabaseContents.Rows(Recipient(permit), residentsOnly: true), Is.EqualTo(expected));

        bool IsFresh(string file) => file.Contains("_PT2701", StringComparison.Ordinal);
    }

    private static string Line(JsonElement delivery) =>
        $"{delivery.GetProperty("permit")} {delivery.GetProperty("kind")} {delivery.GetProperty("number")} {delivery.GetProperty("state")}";

    private static string HashOf(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));

    private string In(string name) => Path.Combine(root, name);

    private string Recipient(string permit) => In($"recipients/{permit}.db");

    private string Download(string permit) => In(permit == "area" ? "data/drop/area/download" : "data/drop-of-lists/list/download");

    /// <summary>Every file of both recipients with its hash.</summary>
    private string[] Downloads() =>
        [.. Permits.SelectMany(permit => TestInstallation.Contents(Download(permit))).Select(file => $"{file.Key} {file.Value}")];

    /// <summary>A new database with some of what the drop has for a permit.</summary>
    private async Task<string> LoadedAsync(string permit, string name, Func<string, bool> takes)
    {
        var folder = Directory.CreateDirectory(In($"{permit}-{name}")).FullName;
        foreach (var file in Directory.GetFiles(Download(permit)).Where(takes))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        var lists = Path.Combine(Path.GetDirectoryName(Download(permit))!, "upload");
        await DoneAsync("load", folder, "--into", $"{folder}.db", "--lists", lists);
        return $"{folder}.db";
    }

    private async Task<JsonElement[]> LedgerAsync(string at) =>
        [.. (await DoneAsync("deliveries", "list", "--json", "--at", at)).Json.EnumerateArray()];

    private async Task<Outcome> DoneAsync(params string[] args) => (await RunAsync(args)).AssertDone();

    private Task<Outcome> RunAsync(params string[] args) =>
        ProgramProcess.RunAsync([.. args, "--config", In("config"), "--data", In("data")]);
}
