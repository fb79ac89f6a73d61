using System.Net;

namespace Muutostieto.Hosting.Tests.Settings;

public sealed class SelfServiceSettingsTests
{
    private const string Login =
        """
        "login": { "authority": "https://login.example.fi", "clientId": "m", "clientSecretFile": "s", "roles": { "operator": ["op"] } }
        """;

    private ConfigurationFolder folder = null!;

    [SetUp]
    public void SetUp() => folder = new ConfigurationFolder();

    [TearDown]
    public void TearDown() => folder.Dispose();

    [TestCase("{}", "SelfService", "\"login\" is missing")]
    [TestCase("{ LOGIN, \"address\": \"0.0.0.0\" }", "SelfService.address", "unencrypted")]
    [TestCase("{ LOGIN, \"address\": \"0.0.0.0\", \"certificate\": { \"file\": \"a\" } }", "SelfService", "by which name")]
    [TestCase("{ LOGIN, \"address\": \"x\" }", "SelfService.address", "no IP address")]
    [TestCase("{ LOGIN, \"port\": 0 }", "SelfService.port", "1 to 65535")]
    [TestCase("{ LOGIN, \"publicAddress\": \"http://a.fi\" }", "SelfService.publicAddress", "no https address")]
    [TestCase("{ LOGIN, \"publicAddress\": \"https://a.fi/x\" }", "SelfService.publicAddress", "no https address")]
    [TestCase("{ LOGIN, \"sessionMinutes\": 0 }", "SelfService.sessionMinutes", "1 to 480")]
    [TestCase("{ LOGIN, \"sessionHours\": 25 }", "SelfService.sessionHours", "1 to 24")]
    [TestCase("{ LOGIN, \"resultDays\": 0 }", "SelfService.resultDays", "1 to 90")]
    [TestCase("{ LOGIN, \"uploadMegabytes\": 0 }", "SelfService.uploadMegabytes", "1 to 100000")]
    [TestCase("{ LOGIN, \"twoPersons\": 2 }", "SelfService.twoPersons", "true or false")]
    [TestCase("{ LOGIN, \"prot\": 1 }", "SelfService.prot", "unknown")]
    public void What_is_wrong_is_reported_with_its_place(string section, string place, string words) =>
        AssertFault(section.Replace("LOGIN", Login, StringComparison.Ordinal), place, words, production: false);

    [TestCase("""{ "clientId": "m" }""", "", "\"authority\" is missing")]
    [TestCase("""{ "authority": "ftp://x", "clientId": "m" }""", "authority", "no address of a provider")]
    [TestCase("""{ "authority": "https://x/?a=b", "clientId": "m" }""", "authority", "no address of a provider")]
    [TestCase("""{ "authority": "http://login.example.fi", "clientId": "m" }""", "authority", "unencrypted")]
    [TestCase("""{ "authority": "https://x" }""", "", "\"clientId\" is missing")]
    [TestCase("""{ "authority": "https://x", "clientId": "a b" }""", "clientId", "without blanks")]
    [TestCase("""{ "authority": "https://x", "clientId": "m" }""", "clientId", "exactly one of")]
    [TestCase("""{ "clientId": "m", "clientSecretFile": "a", "clientSecretVariable": "B" }""", "clientId", "exactly one of")]
    [TestCase("""{ "clientSecretVariable": "a b" }""", "clientSecretVariable", "letters, digits and underscores")]
    [TestCase("""{ "clientSecretFile": "../a" }""", "clientSecretFile", "the path")]
    [TestCase("""{ "scopes": ["profile"] }""", "scopes", "lacks \"openid\"")]
    [TestCase("""{ "scopes": ["openid profile"] }""", "scopes", "has a blank in it")]
    [TestCase("""{ "acr": [] }""", "acr", "is empty")]
    [TestCase("""{ "userClaim": "a b" }""", "userClaim", "the name of a claim")]
    [TestCase("""{ "roles": { "chief": ["x"] } }""", "roles.chief", "unknown")]
    [TestCase("""{ "roles": { "operator": [] } }""", "roles.operator", "is empty")]
    [TestCase("""{ "recipients": ["x"] }""", "recipients", "expected an object")]
    [TestCase("""{ "recipients": { "x": 1 } }""", "recipients.x", "expected a text")]
    public void What_is_wrong_with_the_login_is_reported_with_its_place(string login, string place, string words) =>
        AssertFault($$"""{ "login": {{login}} }""", place.Length > 0 ? $"SelfService.login.{place}" : "SelfService.login", words, false);

    [Test]
    public void In_production_the_provider_is_not_one_of_this_machine_and_browsers_come_encrypted()
    {
        var section = "{ " + Login.Replace("https://login.example.fi", "http://127.0.0.1:8653", StringComparison.Ordinal) + " }";
        AssertFault(section, "SelfService.login.authority", "marked production", production: true);
        AssertFault(section, "SelfService", "come without encryption", production: true);
        Write(section, production: false);
        Assert.That(folder.Load().Configuration!.Settings.SelfService.Login!.Authority.Port, Is.EqualTo(8653));
    }

    [Test]
    public void Without_the_section_it_is_not_served_and_with_a_login_alone_it_is_on_the_loopback()
    {
        Assert.That(folder.Load().Configuration!.Settings.SelfService.Port, Is.Null);
        Write($"{{ {Login} }}", production: false);
        var settings = folder.Load().Configuration!.Settings.SelfService;
        Assert.That(
            (settings.Address, settings.Port, settings.SessionMinutes, settings.SessionHours, settings.TwoPersons, settings.ResultDays,
                settings.UploadMegabytes, settings.IsEncrypted),
            Is.EqualTo((IPAddress.Loopback, 8652, 30, 10, false, 7, 512, false)));
        var login = settings.Login!;
        Assert.That((login.ClientId, login.UserClaim, login.NameClaim, login.RoleClaim, login.RecipientClaim, login.MunicipalityClaim),
            Is.EqualTo(("m", "sub", "name", "roles", "organization", "municipality")));
        Assert.That(login.Scopes, Is.EqualTo(new[] { "openid", "profile" }));
        Assert.That((login.Acr.Count, login.Recipients), Is.EqualTo((0, (object?)null)));
        Assert.That(login.Roles.Keys, Is.EqualTo(new[] { "operator" }));
        Assert.That(Path.IsPathFullyQualified(login.ClientSecretFile!), Is.True);
    }

    [Test]
    public void The_demonstrations_settings_can_be_used_as_they_are()
    {
        folder.Write("appsettings.json", File.ReadAllText(Repository.File("samples", "self-service", "appsettings.json")));
        var (configuration, report) = folder.Load();
        Assert.That(report.Faults, Is.Empty, report.ToString());
        Assert.That(configuration!.Settings.SelfService.Login!.Roles, Has.Count.EqualTo(4));
    }

    private void AssertFault(string section, string place, string words, bool production)
    {
        Write(section, production);
        var faults = folder.Load().Report.Faults;
        Assert.That(faults.Select(fault => (fault.Path, fault.Message + fault.Remedy)), Has.Some.Matches<(string Path, string Text)>(
            fault => fault.Path == place && fault.Text.Contains(words, StringComparison.Ordinal)), string.Join('\n', faults));
    }

    private void Write(string section, bool production) => folder.Write(
        "appsettings.json",
        $$"""
        {
          "Environment": "{{(production ? "production" : "demo")}}", "Drops": { "default": { "type": "directory", "path": "drop" } },
          "SelfService": {{section}}
        }
        """);
}
