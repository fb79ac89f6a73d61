using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Muutostieto.Cli.Tests.Support;
using Muutostieto.Integration.Tests.Support;

namespace Muutostieto.Integration.Tests.Deliveries;

/// <summary>Base deliveries of Kainuu's 69,000 inhabitants to a real sshd, made by the program and fetched by other people's.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class BaseDeliveryTests
{
    /// <summary>Former municipalities, which no recipient without the right of 37 § gets.</summary>
    private const string ForTheRight = "913";

    private const string WithRight = "38950_PT261116KAITUR_001";
    private static readonly string[] Stems = [TestInstallation.Stem, WithRight];
    private TestInstallation installation = null!;
    private SshServer server = null!;
    private string download = "";
    private string fetched = "";
    private Outcome batch = null!;
    private RegisterQuery register = null!;

    [OneTimeSetUp]
    public async Task SetUpAsync()
    {
        installation = new TestInstallation();
        server = await SshServer.StartAsync();
        download = server.MakeRecipient(TestInstallation.Recipient);
        installation.WriteSettings(ProgramProcess.DropOf(server));
        installation.WritePermit(ownGroups: true);
        installation.WritePermit("kainuu-37", nonDisclosureRight: true, registerName: "KAITUR", ownGroups: true);
        (await installation.RunAsync("register", "create", "--county", "20", "--seed", "1")).AssertDone();
        batch = (await installation.RunAsync("batch")).AssertDone();
        this.fetched = await FetchAsync("sftp");
        register = new RegisterQuery(installation.Register);
    }

    [OneTimeTearDown]
    public async Task TearDownAsync()
    {
        register?.Dispose();
        await server.DisposeAsync();
        installation.Dispose();
    }

    [Test]
    public async Task The_run_says_what_it_did_in_a_line_a_delivery_and_the_next_one_has_nothing_to_do()
    {
        var lines = batch.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var next = (await installation.RunAsync("batch")).AssertDone();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(batch.Errors, Does.Not.Contain("muutostieto:"));
            Assert.That(lines, Has.Length.EqualTo(2));
            Assert.That(
                lines,
                Has.Some.Match(
                    @"^kainuu-laajat base 001: 69,\d{3} persons, 5 files, \d+\.\d MB, \d+ transliterated, \d+ shortened, sftp://.+/download$"
                ));
            Assert.That(next.Output.Trim(), Is.EqualTo("Nothing is due."));
        }

        Assert.That((await installation.RunAsync("deliveries", "verify")).AssertDone().Output, Does.Contain("10 files as recorded"));
    }

    [TestCaseSource(typeof(SftpClients), nameof(SftpClients.All))]
    public async Task A_recipient_fetches_it_whole(string client)
    {
        var fetched = client == "sftp" ? this.fetched : await FetchAsync(client);

        Assert.That(TestInstallation.Contents(fetched), Is.EqualTo(await RecordedAsync()));
        foreach (var stem in Stems)
        {
            await Programs.RunAsync("sha256sum", fetched, "--check", "--strict", $"{stem}.sha256");
        }
    }

    [Test]
    public async Task The_program_finds_it_sound()
    {
        foreach (var stem in Stems)
        {
            var check = (await installation.RunAsync(["check", .. Directory.GetFiles(this.fetched, stem + ".*"), "--json"]))
                .AssertDone()
                .Json;
            Assert.That(check.EnumerateArray().Select(file => file.GetProperty("faults").GetInt32()), Is.EqualTo(new[] { 0, 0, 0, 0, 0 }));
        }
    }

    [Test]
    public async Task Both_forms_say_the_same_of_every_person()
    {
        foreach (var stem in Stems)
        {
            var lines = await ConvertAsync(stem + ".PTT", "fixed.jsonl");
            var rows = await ConvertAsync(stem + ".csv.zip", "csv.jsonl");
            await FormComparison.AssertSameAsync(lines, rows);
        }
    }

    [Test]
    public async Task The_csv_form_makes_the_fixed_width_form_again_byte_for_byte()
    {
        foreach (var stem in Stems)
        {
            var again = installation.In($"{stem}.again.PTT");
            (
                await installation.RunAsync(
                    "convert",
                    Path.Combine(this.fetched, stem + ".csv.zip"),
                    "--to",
                    "fixed",
                    "--out",
                    again,
                    "--force")
            ).AssertDone();
            var made = Records(again);

            Assert.That(made, Is.EqualTo(Records(Path.Combine(this.fetched, stem + ".PTT"))));
        }
    }

    [Test]
    public void It_holds_exactly_the_living_unprotected_residents_of_the_register()
    {
        var codes = Codes(TestInstallation.Stem);
        var municipalities = Records(Path.Combine(this.fetched, TestInstallation.Stem + ".PTT"))
            .GroupBy(line => line.Substring(line.IndexOf("|2041", StringComparison.Ordinal) + 5, 3));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(codes, Has.Count.GreaterThan(69_000));
            Assert.That(codes, Is.EqualTo(register.Codes(isProtected: false)));
            Assert.That(
                municipalities.ToDictionary(group => group.Key, group => group.Count().ToString(CultureInfo.InvariantCulture)),
                Is.EquivalentTo(register.ByMunicipality()));
        }
    }

    [Test]
    public async Task Every_group_is_there_as_often_as_the_register_has_it()
    {
        var expected = register.Groups();
        var product = ProductOf("laajat").Where(group => group != ForTheRight).ToHashSet();
        var check = (await installation.RunAsync(["check", .. Directory.GetFiles(this.fetched, TestInstallation.Stem + ".*"), "--json"]))
            .AssertDone()
            .Json;
        var files = check.EnumerateArray().Where(file => file.GetProperty("form").GetString() is "fixed" or "csv").ToList();

        Assert.That(files, Has.Count.EqualTo(2));
        foreach (var file in files)
        {
            var groups = file.GetProperty("groups").EnumerateObject().ToDictionary(group => group.Name, group => group.Value.GetInt64());
            Assert.That(
                groups,
                Is.EquivalentTo(expected.Where(group => product.Contains(group.Key)).ToDictionary()),
                file.GetProperty("name").GetString());
        }
    }

    [Test]
    public void Without_the_right_no_protected_person_has_a_record_and_with_it_each_has_one_behind_a_mask()
    {
        var hidden = register.Codes(isProtected: true).ToHashSet();
        var masked = Records(Path.Combine(this.fetched, WithRight + ".PTT")).Where(line => hidden.Contains(line[..11])).ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(hidden, Has.Count.GreaterThan(100));
            Assert.That(Codes(TestInstallation.Stem).Where(hidden.Contains), Is.Empty);
            Assert.That(masked, Has.Count.EqualTo(hidden.Count));
            Assert.That(
                masked,
                Has.All.Contains("|0151")
                    .And.All.Contains("|1011***Lisätietoja Digi- ja väestötietovirastosta ")
                    .And.All.Match(@"\|2041[0-9]{3}"));
            Assert.That(
                masked,
                Has.None.Contains("|102")
                    .And.None.Contains("|103")
                    .And.None.Contains("|104")
                    .And.None.Contains("|105")
                    .And.None.Contains("|421")
                    .And.None.Contains("|909"));
            Assert.That(Codes(WithRight), Is.EqualTo(Codes(TestInstallation.Stem).Concat(hidden).Order(StringComparer.Ordinal)));
        }
    }

    [Test]
    public void Streets_buildings_and_emails_that_only_protected_persons_have_are_nowhere_in_the_bytes()
    {
        var secrets = register.Secrets();
        var search = SearchValues.Create([.. secrets], StringComparison.Ordinal);

        Assert.That(secrets, Has.Count.GreaterThan(50));
        foreach (var (name, text) in Texts())
        {
            var at = text.AsSpan().IndexOfAny(search);
            Assert.That(at, Is.EqualTo(-1), () => $"{name}: {text.Substring(at, 20)}");
        }
    }

    [Test]
    public async Task The_same_register_at_the_same_time_gives_the_same_bytes()
    {
        using var other = new TestInstallation();
        other.WritePermit(ownGroups: true);
        other.WritePermit("kainuu-37", nonDisclosureRight: true, registerName: "KAITUR", ownGroups: true);
        Directory.CreateDirectory(other.Data);
        File.Copy(installation.Register, other.Register);
        (await other.RunAsync("batch")).AssertDone();

        // The drop is no part of what is delivered. The two permits are composed side by side: which comes first into the audit chain is
        // the one thing left to chance.
        var (first, second) = (TestInstallation.Contents(this.fetched), TestInstallation.Contents(other.Download));
        Assert.That(second.Keys, Is.EqualTo(first.Keys));
        using (Assert.EnterMultipleScope())
        {
            foreach (var name in first.Keys.Where(name => !name.Contains(".json", StringComparison.Ordinal)))
            {
                Assert.That(second[name], Is.EqualTo(first[name]), name);
            }

            foreach (var stem in Stems)
            {
                Assert.That(ManifestWithoutAudit(other.Download, stem), Is.EqualTo(ManifestWithoutAudit(this.fetched, stem)), stem);
            }
        }
    }

    private static string ManifestWithoutAudit(string folder, string stem)
    {
        var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, stem + ".json")))!.AsObject();
        Assert.That(manifest.Remove("audit"), Is.True, "every manifest names its entry of the audit chain");
        return manifest.ToJsonString();
    }

    private async Task<string> FetchAsync(string client)
    {
        var target = Directory.CreateDirectory(installation.In("fetched-" + client)).FullName;
        await SftpClients.FetchAsync(client, server, download, target);
        return target;
    }

    private async Task<Dictionary<string, string>> RecordedAsync() =>
        (await installation.RunAsync("deliveries", "list", "--json"))
            .AssertDone()
            .Json.EnumerateArray()
            .SelectMany(delivery => delivery.GetProperty("files").EnumerateArray())
            .ToDictionary(file => file.GetProperty("name").GetString()!, file => file.GetProperty("sha256").GetString()!);

    private async Task<string> ConvertAsync(string file, string target)
    {
        var path = installation.In(target);
        (await installation.RunAsync("convert", Path.Combine(this.fetched, file), "--to", "json", "--out", path, "--force")).AssertDone();
        return path;
    }

    private List<string> Codes(string stem) => Records(Path.Combine(this.fetched, stem + ".PTT")).ConvertAll(line => line[..11]);

    private static List<string> Records(string path) =>
        [.. File.ReadLines(path, Encoding.Latin1).Where(line => !line.StartsWith('\''))];

    private static HashSet<string> ProductOf(string id)
    {
        var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip };
        using var product = JsonDocument.Parse(File.ReadAllText(Repository.File("config", "products", id + ".json")), options);
        return [.. product.RootElement.GetProperty("groups").EnumerateArray().Select(group => group.GetProperty("group").GetString()!)];
    }

    /// <summary>Everything fetched, and everything in the packages, as text.</summary>
    private IEnumerable<(string Name, string Text)> Texts()
    {
        foreach (var path in Directory.GetFiles(this.fetched).Where(path => !path.EndsWith(".zip", StringComparison.Ordinal)))
        {
            yield return (path, File.ReadAllText(path, path.EndsWith(".PTT", StringComparison.Ordinal) ? Encoding.Latin1 : Encoding.UTF8));
        }

        foreach (var path in Directory.GetFiles(this.fetched, "*.zip"))
        {
            using var zip = ZipFile.OpenRead(path);
            foreach (var entry in zip.Entries)
            {
                using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
                yield return ($"{path}/{entry.FullName}", reader.ReadToEnd());
            }
        }
    }
}
