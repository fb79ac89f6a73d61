using System.Text.Json;
using Muutostieto.Cli.Tests.Support;
using Muutostieto.Extracts.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>
/// Whatever comes between an uploaded file and its result: the recipient gets the result it was promised, or is refused, and nothing twice.
/// </summary>
public sealed class UpdateStoppedTests
{
    private const string Name = "38970_PA_oppilaat_20261115.csv";
    private UpdateFolder updates = null!;

    [SetUp]
    public void SetUp()
    {
        updates = new UpdateFolder();
        File.Delete(Path.Combine(updates.Installation.Config, "permits", $"{TestInstallation.Permit}.json"));
        NamedRegister.Create(updates.Installation, Enumerable.Range(0, 40).Select(number => new NamedPerson(NamedPerson.Code(number))));
        Put(Name, 0, 40);
    }

    [TearDown]
    public void TearDown() => updates.Dispose();

    [Test]
    public async Task A_result_that_the_register_overtook_before_it_was_published_is_made_anew_and_answered_anew()
    {
        var download = updates.Download;
        await PlanOnlyAsync();
        Assert.That(Answer(Name).GetProperty("result").GetInt32(), Is.EqualTo(1), "the recipient was promised a result");
        NamedRegister.Enter(updates.Installation, (new NamedPerson(NamedPerson.Code(3)) { IsProtected = true }, 4, []));
        (await updates.RunAsync("batch")).AssertDone();
        (await updates.RunAsync("batch")).AssertDone();

        var answer = Answer(Name);
        var results = Directory.GetFiles(download, "*_PA*.taulut.zip");
        Assert.Multiple(() =>
        {
            Assert.That(results, Has.Length.EqualTo(1), "nothing twice");
            Assert.That(answer.GetProperty("state").GetString(), Is.EqualTo("taken"));
            Assert.That(results[0], Does.EndWith($"_{answer.GetProperty("result").GetInt32():D3}.taulut.zip"));
        });
        Assert.That(updates.Results(answer.GetProperty("result").GetInt32())[3]["tulos"], Is.EqualTo("3"), "with the order applied");
        (await updates.RunAsync("audit", "verify")).AssertDone();
    }

    [Test]
    public async Task A_result_that_a_run_withdrew_because_of_a_later_order_is_made_anew()
    {
        var settings = await File.ReadAllTextAsync(Path.Combine(updates.Installation.Config, "appsettings.json"));
        updates.Installation.WriteConfig(
            "appsettings.json", settings.Replace("\"withdrawPublished\": false", "\"withdrawPublished\": true", StringComparison.Ordinal));
        (await updates.RunAsync("batch")).AssertDone();
        NamedRegister.Enter(updates.Installation, (new NamedPerson(NamedPerson.Code(3)) { IsProtected = true }, 4, []));
        _ = await updates.RunAsync("batch");
        Assert.That(Directory.GetFiles(updates.Download, "*_PA2*_001*"), Is.Empty, "the review finds results of updates");
        (await updates.RunAsync("batch")).AssertDone();
        Assert.That(Answer(Name).GetProperty("result").GetInt32(), Is.EqualTo(2));
        Assert.That(updates.Results(2)[3]["tulos"], Is.EqualTo("3"));
    }

    [Test]
    public async Task A_result_that_an_operator_withdrew_is_not_made_anew()
    {
        (await updates.RunAsync("batch")).AssertDone();
        (await updates.RunAsync("deliveries", "withdraw", $"{UpdateFolder.Permit}/extract/1", "--reason", "väärin")).AssertDone();
        (await updates.RunAsync("batch")).AssertDone();
        Assert.That(Directory.GetFiles(updates.Download, "*_PA2*"), Is.Empty);
    }

    [Test]
    public async Task Changes_go_on_from_the_newest_result_that_the_recipient_has_whole()
    {
        updates.WriteOrder("muutokset", more: """, "onlyChanges": true""", groups: """ "004", "013" """);
        var file = updates.Write("m.csv", Enumerable.Range(0, 40).Select(row => $"{row};{NamedPerson.Code(row)};;;"));
        (await updates.RunAsync("update", "run", "muutokset", file)).AssertDone();
        await DieAsync(7);
        (await updates.RunAsync("update", "run", "muutokset")).AssertDone();
        await DieAsync(8);
        (await updates.RunAsync("update", "run", "muutokset")).AssertDone();
        Assert.That(updates.Results(3).Select(row => row["rivi"]), Is.EqualTo(new[] { "8" }));

        (await updates.RunAsync("deliveries", "withdraw", $"{UpdateFolder.Permit}/extract/2", "--reason", "väärin")).AssertDone();
        await DieAsync(9);
        (await updates.RunAsync("update", "run", "muutokset")).AssertDone();
        Assert.That(
            updates.Results(4).Select(row => row["rivi"]), Is.EqualTo(new[] { "7", "8", "9" }), "the recipient has 1 and 3 only");
        await DieAsync(10);
        (await updates.RunAsync("update", "run", "muutokset")).AssertDone();
        Assert.That(updates.Results(5).Select(row => row["rivi"]), Is.EqualTo(new[] { "10" }));
    }

    [TestCase("\"M1\", \"M2\", \"M3\", \"M4\"", "", "no longer has all its methods")]
    [TestCase("\"M1\", \"M2\", \"M3\", \"M4\", \"M5\"", ", \"minimumRows\": 41", "wants more rows now")]
    public async Task A_result_that_was_planned_under_a_wider_permit_is_not_made(string methods, string more, string why)
    {
        await PlanOnlyAsync();
        File.Delete(Path.Combine(updates.Installation.Config, "orders", "oppilaat.json"));
        updates.WritePermit(methods: methods, more: more);
        var refused = await updates.RunAsync("batch");
        Assert.That(refused.Output + refused.Errors, Does.Contain(why).And.Contain("Withdraw it"));
        Assert.That(Directory.GetFiles(updates.Download, "*_PA2*.zip"), Is.Empty);
    }

    [Test]
    public async Task Many_files_that_were_taken_in_do_not_keep_new_ones_waiting()
    {
        var settings = await File.ReadAllTextAsync(Path.Combine(updates.Installation.Config, "appsettings.json"));
        updates.Installation.WriteConfig(
            "appsettings.json", settings.Replace("\"listFiles\": 50", "\"listFiles\": 2", StringComparison.Ordinal));
        Put("38970_PA_oppilaat_20261115_2.csv", 0, 30);
        _ = await updates.RunAsync("batch");
        Put("38970_PA_oppilaat_20261115_3.csv", 0, 25);
        _ = await updates.RunAsync("batch");
        Assert.That(Answer("38970_PA_oppilaat_20261115_3.csv").GetProperty("rows").GetInt32(), Is.EqualTo(25));
    }

    [Test]
    public async Task What_a_stopped_run_left_of_a_customers_file_is_removed()
    {
        (await updates.RunAsync("batch")).AssertDone();
        var folder = Path.Combine(updates.Installation.Data, "customers");
        foreach (var name in new[] { ".taking-1", ".taking-2.csv", ".taking" })
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name), "rivi;hetu\n");
            File.SetLastWriteTimeUtc(Path.Combine(folder, name), new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc));
        }

        (await updates.RunAsync("batch")).AssertDone();
        Assert.That(updates.Kept.Select(file => Path.GetFileName(file)[0]), Has.None.EqualTo('.').And.Exactly(1).Items);
        Assert.That(Directory.GetFiles(Path.GetTempPath(), "*miniexcel*", SearchOption.TopDirectoryOnly), Is.Empty);
    }

    [Test]
    public async Task A_kept_file_that_was_damaged_is_mended_by_taking_it_in_anew()
    {
        var file = updates.Write("d.csv", Enumerable.Range(0, 25).Select(row => $"{row};{NamedPerson.Code(row)};;;"));
        (await updates.RunAsync("update", "run", "oppilaat", file)).AssertDone();
        var kept = updates.Kept.Single();
        await File.WriteAllTextAsync(kept, "rivi;hetu\n1;2\n");
        (await updates.RunAsync("update", "run", "oppilaat", file, "--again")).AssertDone();
        Assert.That(await File.ReadAllBytesAsync(kept), Is.EqualTo(await File.ReadAllBytesAsync(file)));
    }

    [Test]
    public async Task A_kept_file_that_is_damaged_refuses_no_other()
    {
        (await updates.RunAsync("batch")).AssertDone();
        await File.WriteAllTextAsync(updates.Kept.Single(), "rivi;hetu\n1\n");
        Put("38970_PA_oppilaat_20261115_2.csv", 0, 39);
        (await updates.RunAsync("batch")).AssertDone();
        Assert.That(Answer("38970_PA_oppilaat_20261115_2.csv").GetProperty("state").GetString(), Is.EqualTo("taken"));
    }

    /// <summary>A run that takes the file in and cannot publish its result.</summary>
    private async Task PlanOnlyAsync()
    {
        var inTheWay = Path.Combine(updates.Download, "38970_PA261116ASIAKAS_001.taulut.zip");
        Directory.CreateDirectory(inTheWay);
        Assert.That((await updates.RunAsync("batch")).Code, Is.Not.Zero);
        Directory.Delete(inTheWay);
    }

    private async Task DieAsync(int number)
    {
        NamedRegister.Enter(updates.Installation, (new NamedPerson(NamedPerson.Code(number)) { IsDead = true }, number + 1, []));
        await Task.CompletedTask;
    }

    private void Put(string name, int from, int count)
    {
        Directory.CreateDirectory(updates.Upload);
        var file = Path.Combine(updates.Upload, name);
        var rows = Enumerable.Range(from, count).Select(row => $"{row};{NamedPerson.Code(row)};;;");
        File.WriteAllLines(file, rows.Prepend("rivi;hetu;sukunimi;etunimet;syntymaaika"));
        File.SetLastWriteTimeUtc(file, new DateTime(2026, 11, 15, 22, 0, 0, DateTimeKind.Utc));
    }

    private JsonElement Answer(string name) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(updates.Download, name + ".RES"))).RootElement;
}
