using System.Text;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>An imported non-disclosure order concerns what is in the drop: the operator learns which delivery, and never which
/// person.</summary>
public sealed class ImportReviewTests
{
    private TestInstallation installation = null!;

    [SetUp]
    public async Task SetUpAsync()
    {
        installation = new TestInstallation();
        await installation.FillAsync();
        (await installation.RunAsync("batch")).AssertDone();
    }

    [TearDown]
    public void TearDown() => installation.Dispose();

    [Test]
    public async Task An_import_a_run_and_the_status_name_the_delivery_until_it_is_withdrawn()
    {
        var (file, code) = OrderForSomeone();
        var imported = (await installation.RunAsync("register", "import", file, "--json")).AssertDone();
        Assert.That(
            imported.Errors,
            Does.Contain("kainuu-laajat base 1: it lies in the drop unanswered").And.Contain("deliveries withdraw 1 --reason"));
        Assert.That(imported.Json.GetProperty("toWithdraw")[0].GetProperty("id").GetInt64(), Is.EqualTo(1));

        var night = await installation.RunAsync("batch", "--json");
        Assert.That(
            (night.Code, night.Json.GetProperty("toWithdraw").GetArrayLength()),
            Is.EqualTo(((int)ExitCode.SomePermitsFailed, 1)),
            night.ToString());
        var status = await installation.RunAsync("status", "--json");
        Assert.That(
            (status.Code, status.Json.GetProperty("healthy").GetBoolean()),
            Is.EqualTo(((int)ExitCode.SomePermitsFailed, false)),
            status.ToString());
        Assert.That(status.Json.GetProperty("troubles")[0].GetProperty("kind").GetString(), Is.EqualTo("overtaken"));
        Assert.That(imported.Output + imported.Errors + night.Output + night.Errors + status.Output, Does.Not.Contain(code));

        (await installation.RunAsync("deliveries", "withdraw", "1", "--reason", "order")).AssertDone();
        (await installation.RunAsync("batch")).AssertDone();
        (await installation.RunAsync("status")).AssertDone();
    }

    [Test]
    public async Task Where_the_settings_say_so_the_import_withdraws_it_and_makes_a_new_base()
    {
        var settings = Path.Combine(installation.Config, "appsettings.json");
        File.WriteAllText(
            settings,
            File.ReadAllText(settings).Replace("\"withdrawPublished\": false", "\"withdrawPublished\": true", StringComparison.Ordinal));
        var (file, code) = OrderForSomeone();

        var imported = (await installation.RunAsync("register", "import", file, "--json")).AssertDone();

        Assert.That(imported.Json.GetProperty("toWithdraw").GetArrayLength(), Is.Zero, imported.ToString());
        var deliveries = (await installation.RunAsync("deliveries", "list", "--json"))
            .AssertDone()
            .Json.EnumerateArray()
            .Select(delivery => delivery.GetProperty("state").GetString());
        Assert.That(deliveries, Is.EqualTo(new[] { "withdrawn", "published" }));
        Assert.That(
            Directory.GetFiles(installation.Download, "*.PTT").Select(path => File.ReadAllText(path, Encoding.Latin1)).Single(),
            Does.Not.Contain(code + "XXX"));
        (await installation.RunAsync("status")).AssertDone();
    }

    [Test]
    public async Task A_base_that_the_import_may_not_make_is_an_alert_at_once()
    {
        var settings = Path.Combine(installation.Config, "appsettings.json");
        File.WriteAllText(
            settings,
            File.ReadAllText(settings).Replace("\"withdrawPublished\": false", "\"withdrawPublished\": true", StringComparison.Ordinal));
        var codes = File.ReadLines(Directory.GetFiles(installation.Download, "*.PTT").Single(), Encoding.Latin1)
            .Where(line => line[0] != '\'')
            .Select(line => line[..11])
            .Distinct()
            .Take(150);
        File.WriteAllText(
            installation.In("orders.MTT"),
            string.Concat(codes.Select(code => $"{code}XCG202611160101|015199990000|\r\n")),
            Encoding.Latin1);

        (await installation.RunAsync("register", "import", installation.In("orders.MTT"))).AssertDone();

        var status = await installation.RunAsync("status", "--json");
        var alert = status.Json.GetProperty("troubles").EnumerateArray().Single(alert => alert.GetProperty("kind").GetString() == "failed");
        Assert.That(alert.GetProperty("message").GetString(), Does.Contain("deliver base kainuu-laajat --accept"));
        Assert.That(Directory.GetFiles(installation.Download), Is.Empty);
    }

    [Test]
    public async Task Where_the_settings_say_so_and_the_clock_is_in_doubt_nothing_is_withdrawn_or_made_and_the_delivery_is_named()
    {
        var settings = Path.Combine(installation.Config, "appsettings.json");
        File.WriteAllText(
            settings,
            File.ReadAllText(settings).Replace("\"withdrawPublished\": false", "\"withdrawPublished\": true", StringComparison.Ordinal));
        var (file, code) = OrderForSomeone();

        var imported = await InProcess.RunAsync([
            "register",
            "import",
            file,
            "--json",
            .. installation.Options,
            "--at",
            "2030-11-16T02:30",
        ]);

        Assert.That(
            imported.AssertDone().Json.GetProperty("toWithdraw")[0].GetProperty("id").GetInt64(),
            Is.EqualTo(1),
            imported.ToString());
        Assert.That(
            imported.Errors,
            Does.Contain("nothing was withdrawn or delivered")
                .And.Contain("--clock-ok")
                .And.Contain("deliveries withdraw 1")
                .And.Not.Contain(code));
        var deliveries = (await installation.RunAsync("deliveries", "list", "--json"))
            .AssertDone()
            .Json.EnumerateArray()
            .Select(delivery => delivery.GetProperty("state").GetString());
        Assert.That(deliveries, Is.EqualTo(new[] { "published" }));
    }

    /// <summary>A change file with an order for a person of the base.</summary>
    private (string File, string Code) OrderForSomeone()
    {
        var code = File.ReadLines(Directory.GetFiles(installation.Download, "*.PTT").Single(), Encoding.Latin1)
            .First(line => line[0] != '\'')[..11];
        var file = installation.In("order.MTT");
        File.WriteAllText(file, $"{code}XCG202611160101|015199990000|\r\n", Encoding.Latin1);
        return (file, code);
    }
}
