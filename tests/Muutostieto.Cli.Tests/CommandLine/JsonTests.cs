using System.Text.Json;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.CommandLine;

/// <summary>What <c>--json</c> promises: keys are only ever added.</summary>
public sealed class JsonTests
{
    private static TestInstallation installation = null!;

    [OneTimeSetUp]
    public async Task SetUpAsync()
    {
        installation = new TestInstallation();
        await installation.FillAsync();
        Batch = (await installation.RunAsync("batch", "--json")).AssertDone();
    }

    [OneTimeTearDown]
    public void TearDown() => installation.Dispose();

    private Outcome Batch { get; set; } = null!;

    [TestCase("permit,kind,number,state,planned,window,persons,records,files,published,received,receipts,audit", "deliveries", "list")]
    [TestCase("permit,kind,number,state,planned,window,persons,records,files,published,received,receipts", "deliveries", "show", "1")]
    [TestCase(
        "permit,kind,number,state,planned,window,persons,records,files,published,received,receipts",
        "deliver",
        "base",
        TestInstallation.Permit
    )]
    [TestCase("permit,kind,number,filesChecked,differences,unreachable", "deliveries", "verify")]
    [TestCase("permit,kind,dryRun,persons,withheld", "deliver", "base", TestInstallation.Permit, "--dry-run")]
    [TestCase("proved,entries,head,payloads,purged,compared,findings,notes", "audit", "verify")]
    [TestCase("kind,persons,living,protected,journalKey,bytes,municipalities", "register", "status")]
    [TestCase("format,permit,recipient,asOf,layouts,persons,municipalities", "reconcile", TestInstallation.Permit)]
    [TestCase("permit,from,to,currency,rows,total", "invoice", TestInstallation.Permit)]
    [TestCase("permit,repair", "reconcile", TestInstallation.Permit, "--repair", "697")]
    [TestCase("id,recipient,product,validFrom,validTo,validToday,nonDisclosureRight,drop", "permits", "list")]
    [TestCase("name,form,bytes,records,faults,notes,groups,findings", "check", "FILE")]
    [TestCase(
        "from,to,out,records,otherLines,leftOut,findings,transliterated,shortened,bytes",
        "convert",
        "FILE",
        "--to",
        "json",
        "--out",
        "OUT"
    )]
    public async Task A_command_answers_with_one_document_that_has_these_keys(string keys, params string[] args)
    {
        var file = Path.Combine(installation.Download, TestInstallation.Stem + ".PTT");
        var outcome = await installation.RunAsync([
            .. args.Select(arg =>
                arg == "FILE" ? file
                : arg == "OUT" ? installation.In("converted.jsonl")
                : arg),
            "--json",
        ]);
        var json = outcome.AssertDone().Json;

        Assert.That(KeysOf(json.ValueKind == JsonValueKind.Array ? json[0] : json), Is.SupersetOf(keys.Split(',')));
    }

    [Test]
    public void Batch_tells_its_deliveries_and_failures()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(KeysOf(Batch.Json), Is.SupersetOf("deliveries,failures".Split(',')));
            Assert.That(
                KeysOf(Batch.Json.GetProperty("deliveries")[0]),
                Is.SupersetOf("permit,kind,number,state,planned,window,persons,records,files,published,received,receipts".Split(',')));
            Assert.That(Batch.Json.GetProperty("failures").GetArrayLength(), Is.Zero);
        }
    }

    [Test]
    public void A_delivery_says_its_window_and_its_files()
    {
        var delivery = Batch.Json.GetProperty("deliveries")[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(KeysOf(delivery.GetProperty("window")), Is.SupersetOf("from,to".Split(',')));
            Assert.That(KeysOf(delivery.GetProperty("files")[0]), Is.SupersetOf("name,bytes,records,sha256".Split(',')));
            Assert.That(delivery.GetProperty("kind").GetString(), Is.EqualTo("base"));
            Assert.That(delivery.GetProperty("window").GetProperty("from").ValueKind, Is.EqualTo(JsonValueKind.Null));
        }
    }

    [Test]
    public async Task Faults_of_a_configuration_say_where_they_are()
    {
        using var faulty = new TestInstallation();
        faulty.WritePermit(product: "laajatt");
        var outcome = await faulty.RunAsync("config", "check", "--json");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Code, Is.EqualTo(2));
            Assert.That(KeysOf(outcome.Json[0]), Is.SupersetOf("file,line,column,path,kind,message,remedy".Split(',')));
            Assert.That(outcome.Json[0].GetProperty("line").GetInt32(), Is.EqualTo(6));
        }
    }

    [Test]
    public async Task Failures_of_a_batch_are_in_its_document_too()
    {
        using var faulty = new TestInstallation();
        await faulty.FillAsync();
        faulty.WriteDirectoryDrop("/sys");
        var outcome = await faulty.RunAsync("batch", "--json");
        var failure = outcome.Json.GetProperty("failures")[0];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Code, Is.Not.Zero);
            Assert.That(KeysOf(failure), Is.SupersetOf("permit,exitCode,message".Split(',')));
            Assert.That(failure.GetProperty("exitCode").GetInt32(), Is.EqualTo(1));
        }
    }

    private static IEnumerable<string> KeysOf(JsonElement json) => json.EnumerateObject().Select(member => member.Name);
}
