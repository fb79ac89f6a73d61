using Muutostieto.Hosting.Runs;
using Muutostieto.Hosting.Settings;

namespace Muutostieto.Hosting.Tests.Settings;

public sealed class FeedSettingsTests
{
    private const string Whole = """
        "type": "interface", "url": "https://host.example/r1/api/v1", "user": "kainuu", "passwordVariable": "FEED",
          "municipalities": ["205", "290"]
        """;

    private ConfigurationFolder folder = null!;

    [SetUp]
    public void SetUp() => folder = new ConfigurationFolder();

    [TearDown]
    public void TearDown() => folder.Dispose();

    [TestCase("\"interface\"", "\"files\"", "Feed.type", "interface")]
    [TestCase("https://host.example/r1/api/v1", "host.example", "Feed.url", "no address of an interface")]
    [TestCase("https://host.example/r1/api/v1", "ftp://host.example/api/v1", "Feed.url", "no address of an interface")]
    [TestCase("https://host.example/r1/api/v1", "https://host.example/r1", "Feed.url", "/api/v1")]
    [TestCase("https://host.example/r1/api/v1", "https://u:p@host.example/api/v1", "Feed.url", "keys of their own")]
    [TestCase("https://host.example/r1/api/v1", "https://host.example/api/v1?x=1", "Feed.url", "no address of an interface")]
    [TestCase("https://host.example/r1/api/v1", "http://host.example/api/v1", "Feed.url", "unencrypted")]
    [TestCase("\"user\": \"kainuu\",", "", "Feed", "\"user\" is missing")]
    [TestCase("\"passwordVariable\": \"FEED\",", "", "Feed.user", "exactly one of \"passwordFile\" and \"passwordVariable\"")]
    [TestCase("\"FEED\"", "\"FEED\", \"passwordFile\": \"feed\"", "Feed.user", "exactly one of")]
    [TestCase("\"FEED\"", "\"F-D\"", "Feed.passwordVariable", "the name of an environment variable")]
    [TestCase("\"FEED\"", "\"FEED\", \"caFile\": \"../ca.pem\"", "Feed.caFile", "the path")]
    [TestCase("\"FEED\"", "\"FEED\", \"clientCertificate\": {}", "Feed.clientCertificate", "\"file\" is missing")]
    [TestCase("\"FEED\"", "\"FEED\", \"xRoadClient\": \"FI\"", "Feed.xRoadClient", "instance/class/member")]
    [TestCase("\"FEED\"", "\"FEED\", \"list\": true", "Feed.list", "exactly one of \"municipalities\" and \"list\": true")]
    [TestCase("\"municipalities\": [\"205\", \"290\"]", "\"list\": false", "Feed", "exactly one of")]
    [TestCase("[\"205\", \"290\"]", "[\"Kajaani\"]", "Feed.municipalities", "three digits")]
    [TestCase("[\"205\", \"290\"]", "[\"205\", \"290\", \"999\"]", "Feed.municipalities", "there is no municipality \"999\"")]
    [TestCase("[\"205\", \"290\"]", "[\"205\", \"290\", \"588\"]", "Feed.municipalities", "write \"507\"")]
    [TestCase("\"FEED\"", "\"FEED\", \"rhythm\": \"DAILY\"", "Feed.rhythm", "does not parse")]
    [TestCase("\"FEED\"", "\"FEED\", \"time\": \"24:00\"", "Feed.time", "up to 23:59")]
    [TestCase("\"FEED\"", "\"FEED\", \"interval\": 5", "Feed.interval", "unknown")]
    public void What_is_wrong_is_reported_with_its_place(string old, string replacement, string place, string words)
    {
        var section = Whole.Replace(old, replacement, StringComparison.Ordinal);
        Assert.That(section, Is.Not.EqualTo(Whole), "the test changes nothing");
        Write(section);
        var report = folder.Load().Report;
        Assert.That(report.HasErrors, report.ToString());
        Assert.That(
            report.Faults
                .Where(fault => fault.Path.StartsWith(place, StringComparison.Ordinal))
                .Select(fault => fault.Message + fault.Remedy),
            Has.Some.Contains(words),
            report.ToString());
    }

    [TestCase("http://127.0.0.1:8651/api/v1")]
    [TestCase("https://host.example/r1/FI/GOV/0245437-2/VTJmutpa/VTJmutpa/api/v1/")]
    public void A_whole_section_is_read(string url)
    {
        Write(Whole.Replace("https://host.example/r1/api/v1", url, StringComparison.Ordinal));
        var (configuration, report) = folder.Load();
        Assert.That(report.Faults, Is.Empty, report.ToString());
        var feed = configuration!.Settings.Feed!;
        Assert.That(
            (feed.Url, feed.User, feed.PasswordVariable, feed.PasswordFile, feed.Scope.ToString(), feed.Rhythm.Time),
            Is.EqualTo((new Uri(url), "kainuu", "FEED", (string?)null, "205,290", new TimeOnly(1, 30))));
    }

    [TestCase("\"municipalities\": [\"205\"]", "290", TestName = "Municipalities")]
    [TestCase("\"list\": true", "its scope is a list", TestName = "List")]
    public void A_permit_for_more_than_the_feed_fetches_is_a_warning_at_the_permit(string scope, string words)
    {
        Write(Whole.Replace("\"municipalities\": [\"205\", \"290\"]", scope, StringComparison.Ordinal));
        var fault = folder.OnlyFault();
        Assert.That((fault.Kind, fault.Line, Path.GetFileName(fault.File)), Is.EqualTo((FaultKind.Warning, 2, "kainuu.json")));
        Assert.That(fault.Message, Does.Contain("\"kainuu\"").And.EndWith(words));
        Assert.That(fault.Remedy, Does.Contain("load once more"));
    }

    [Test]
    public void A_permit_that_has_ended_and_one_of_a_list_need_nothing_of_the_feed()
    {
        Write(Whole.Replace("[\"205\", \"290\"]", "[\"205\"]", StringComparison.Ordinal));
        folder.PermitWith("\"validTo\": null", "\"validTo\": \"2026-02-01\"");
        Assert.That(
            folder.Load().Report.Faults.Where(fault => fault.Message.Contains("the feed", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    [Platform(Exclude = "Win")]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void Files_that_are_missing_open_to_others_or_no_certificates_are_found_all_at_once()
    {
        Write(Whole.Replace(
            "\"passwordVariable\": \"FEED\"",
            "\"passwordFile\": \"feed\", \"clientCertificate\": { \"file\": \"own.pem\" }, \"caFile\": \"ca.pem\"",
            StringComparison.Ordinal));
        var settings = folder.Load().Configuration!.Settings.Feed!;
        folder.Write("data/feed", "secret\n");
        folder.Write("data/ca.pem", "none");
        File.SetUnixFileMode(settings.PasswordFile!, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        var faults = SourceFiles.FaultsOf(settings, TimeProvider.System).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                faults.Select(fault => fault.Place),
                Is.EqualTo(new[] { settings.PasswordFile, settings.ClientCertificate!.File, settings.CaFile }));
            Assert.That(faults[0].Found, Does.Contain("open to other users"));
            Assert.That(faults[0].Remedy, Does.StartWith("Run chmod 600"));
            Assert.That(faults[1].Found, Does.Contain("cannot be read"));
            Assert.That(faults[2].Found, Does.Contain("there is no certificate in it"));
            Assert.That(string.Concat(faults), Does.Not.Contain("secret"));
        }
    }

    [TestCase(null, "is not set")]
    [TestCase("x", null)]
    public void A_variable_that_is_not_set_is_found(string? value, string? found)
    {
        const string variable = "MUUTOSTIETO_TEST_FEED_PASSWORD";
        Write(Whole.Replace("FEED", variable, StringComparison.Ordinal));
        Environment.SetEnvironmentVariable(variable, value);
        try
        {
            var faults = SourceFiles.FaultsOf(folder.Load().Configuration!.Settings.Feed!, TimeProvider.System).ToList();
            Assert.That(faults.Select(fault => fault.Place), Is.EqualTo(found is null ? [] : new[] { variable }));
            Assert.That(faults.TrueForAll(fault => fault.Found.Contains(found!, StringComparison.Ordinal)));
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, null);
        }
    }

    private void Write(string section) => folder.Write(
        "appsettings.json",
        $$"""
        {
          "Environment": "demo", "Drops": { "default": { "type": "directory", "path": "drop" } },
          "Feed": { {{section}} }
        }
        """);
}
