using Muutostieto.Disclosure.Permits;
using Muutostieto.Hosting.Connections;
using Muutostieto.Hosting.Settings;

namespace Muutostieto.Hosting.Tests.Settings;

/// <summary>Permits with files, the interface, or both, and the channels that a product is for.</summary>
public sealed class ChannelTests
{
    private const string Files =
        """
        "rhythm": { "rule": "FREQ=WEEKLY;INTERVAL=1;BYDAY=MO", "time": "02:30", "from": "2026-01-05" },
          "formats": ["fixed", "csv"], "drop": "default"
        """;

    private const string Hash = "$pbkdf2-sha256$600000$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private const string Connection =
        $$"""
        "interface": { "user": "kainuu", "passwordHashes": ["{{Hash}}"], "clients": ["FI/MUN/0000000-0/kainuu-client"] }
        """;

    private ConfigurationFolder folder = null!;

    [SetUp]
    public void SetUp()
    {
        folder = new ConfigurationFolder();
        Product("""["files", "interface"]""");
    }

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void A_permit_has_the_interface_in_place_of_files()
    {
        var permit = With(Connection);
        Assert.That(permit.Files, Is.Null);
        Assert.That(
            (permit.Interface!.User, permit.Interface.PasswordHashes[0], permit.Interface.Clients![0]),
            Is.EqualTo(("kainuu", Hash, "FI/MUN/0000000-0/kainuu-client")));
    }

    [Test]
    public void A_permit_has_the_interface_beside_files()
    {
        var permit = With($"{Files}, {Connection}");
        Assert.That(permit.Files?.Drop, Is.EqualTo("default"));
        Assert.That(permit.Interface?.User, Is.EqualTo("kainuu"));
    }

    [Test]
    public void Any_client_is_said_by_a_star_alone() =>
        Assert.That(With(Connection.Replace("FI/MUN/0000000-0/kainuu-client", "*", StringComparison.Ordinal)).Interface!.Clients, Is.Null);

    [Test]
    public void Two_passwords_fit_at_a_time()
    {
        var other = Hash.Replace("600000", "700000", StringComparison.Ordinal);
        var permit = With(Connection.Replace($"\"{Hash}\"", $"\"{Hash}\", \"{other}\"", StringComparison.Ordinal));
        Assert.That(permit.Interface!.PasswordHashes, Is.EqualTo(new[] { Hash, other }));
    }

    [TestCase("kainuu", "kainuu alue", "interface.user", "letters, digits, dots", "Correct the value")]
    [TestCase("kainuu", "", "interface.user", "1 to 64", "Correct the value")]
    [TestCase("kainuu", "kainuu\\n", "interface.user", "1 to 64", "Correct the value")]
    [TestCase("600000", "1000", "interface.passwordHashes[0]", "hash 1 is invalid", "MakePassword")]
    [TestCase("$pbkdf2-sha256", "$pbkdf2-sha1", "interface.passwordHashes[0]", "hash 1 is invalid", "MakePassword")]
    [TestCase("clients\": [\"FI/", "clients\": [\"*\", \"FI/", "interface.clients[0]", "cannot be combined", "alone")]
    [TestCase("FI/MUN/", "", "interface.clients[0]", "expected an X-Road identifier", "FI/MUN/0000000-0/kainuu-client")]
    [TestCase("FI/MUN/", "FI/%4/", "interface.clients[0]", "expected an X-Road identifier", "FI/MUN/0000000-0/kainuu-client")]
    [TestCase("\"FI/MUN/0000000-0/kainuu-client\"", "", "interface.clients", "is empty", "at least one")]
    [TestCase("\"clients\"", "\"client\"", "interface.client", "\"client\" is unknown", "Did you mean \"clients\"?")]
    public void A_wrong_connection_is_reported_with_place_and_remedy(string old, string text, string path, string message, string remedy)
    {
        Write(Connection.Replace(old, text, StringComparison.Ordinal));
        var fault = folder.Load().Report.Faults.First(found => found.Path == path);
        Assert.That(fault.Message, Does.Contain(message));
        Assert.That(fault.Remedy, Does.Contain(remedy));
        Assert.That(fault.Line, Is.GreaterThan(0));
    }

    [Test]
    public void What_is_no_hash_is_not_repeated_because_it_may_be_the_password()
    {
        Write(Connection.Replace(Hash, "salainen-sana", StringComparison.Ordinal));
        Assert.That(folder.Load().Report.ToString(), Does.Not.Contain("salainen").And.Contain("passwordHashes[0]"));
    }

    [Test]
    public void Three_hashes_are_too_many()
    {
        var hashes = string.Join(
            ", ", Enumerable.Range(6, 3).Select(n => $"\"{Hash.Replace("600000", $"{n}00000", StringComparison.Ordinal)}\""));
        Write(Connection.Replace($"\"{Hash}\"", hashes, StringComparison.Ordinal));
        Assert.That(folder.OnlyFault().Message, Does.Contain("3 hashes; expected one or two"));
    }

    [TestCase("\"formats\": [\"csv\"]", "formats")]
    [TestCase("\"drop\": \"default\"", "drop")]
    [TestCase("\"overdueAfter\": 3", "overdueAfter")]
    [TestCase("\"holidays\": \"keep\"", "holidays")]
    public void What_only_files_need_asks_for_a_rhythm(string member, string path)
    {
        Write($"{member}, {Connection}");
        var fault = folder.OnlyFault();
        Assert.That(
            (fault.Path, fault.Message),
            Is.EqualTo((path, $"\"{path}\" is for files, and the permit has no \"rhythm\", only the interface")));
        Assert.That(fault.Remedy, Does.Contain("Add a rhythm"));
    }

    [Test]
    public void Files_need_formats_and_a_drop_also_beside_the_interface()
    {
        Write("\"rhythm\": { \"rule\": \"FREQ=DAILY\", \"time\": \"02:30\", \"from\": \"2026-01-05\" }, " + Connection);
        Assert.That(
            folder.Load().Report.Faults.Select(fault => fault.Message),
            Is.EquivalentTo(new[] { "the key \"formats\" is missing", "the key \"drop\" is missing" }));
    }

    [TestCase("[\"files\"]", "interface")]
    [TestCase("[\"interface\"]", "files")]
    [TestCase(null, "interface")]
    public void A_product_is_for_the_channels_that_it_names(string? channels, string missing)
    {
        Product(channels);
        Write($"{Files}, {Connection}");
        var fault = folder.OnlyFault();
        Assert.That((fault.Path, fault.Line), Is.EqualTo(("product", 6)));
        Assert.That(fault.Message, Does.Contain($"not for the channel \"{missing}\""));
        Assert.That(fault.Remedy, Does.Contain("Products for it: none"));
    }

    [Test]
    public void A_channel_that_there_is_not_is_reported()
    {
        Product("[\"files\", \"interfaces\"]");
        var fault = folder.OnlyFault();
        Assert.That((fault.Path, fault.Message), Is.EqualTo(("channels[1]", "there is no channel \"interfaces\"")));
        Assert.That(fault.Remedy, Does.Contain("Did you mean \"interface\"?"));
    }

    [Test]
    public void A_user_belongs_to_one_permit()
    {
        _ = With(Connection);
        folder.Write(
            "permits/toinen.json",
            Permit(Connection)
                .Replace("\"kainuu\", \"recipient\"", "\"toinen\", \"recipient\"", StringComparison.Ordinal)
                .Replace("KAIREK", "TOINEN", StringComparison.Ordinal));
        var fault = folder.OnlyFault();
        Assert.That((Path.GetFileName(fault.File), fault.Path), Is.EqualTo(("toinen.json", "interface.user")));
        Assert.That(fault.Message, Does.Contain("the permit \"kainuu\"").And.Contain("has the same user \"kainuu\""));
    }

    [Test]
    public void Lists_over_the_interface_alone_share_no_folder()
    {
        var list = Permit(Connection).Replace("{ \"county\": \"20\" }", "{ \"list\": true }", StringComparison.Ordinal)
            .Replace("\"nonDisclosureRight\": false", "\"nonDisclosureRight\": true", StringComparison.Ordinal);
        folder.Write("permits/kainuu.json", list);
        folder.Write("permits/toinen.json", list.Replace("\"kainuu\"", "\"toinen\"", StringComparison.Ordinal)
            .Replace("KAIREK", "TOINEN", StringComparison.Ordinal));
        Assert.That(folder.Load().Report.Faults, Is.Empty);
    }

    [Test]
    public void Production_refuses_the_password_that_everybody_knows_and_warns_of_any_client()
    {
        var known = Connection.Replace(Hash, DemoPassword.Hash, StringComparison.Ordinal);
        _ = With(known.Replace("FI/MUN/0000000-0/kainuu-client", "*", StringComparison.Ordinal));
        folder.Write(
            "appsettings.json", """{ "Environment": "production", "Drops": { "default": { "type": "directory", "path": "drop" } } }""");
        var faults = folder.Load().Report.Faults.Where(fault => fault.Path.StartsWith("interface", StringComparison.Ordinal));
        Assert.That(
            faults.Select(fault => (fault.Path, fault.Kind)),
            Is.EqualTo(new[] { ("interface.passwordHashes", FaultKind.Error), ("interface.clients", FaultKind.Warning) }));
    }

    private static string Permit(string channels)
    {
        var (from, to) = (ConfigurationFolder.Permit.IndexOf("\"rhythm\"", StringComparison.Ordinal), "}");
        return $"{ConfigurationFolder.Permit[..from]}{channels}{to}";
    }

    private void Write(string channels) => folder.Write("permits/kainuu.json", Permit(channels));

    private Permit With(string channels)
    {
        Write(channels);
        var (configuration, report) = folder.Load();
        Assert.That(report.Faults, Is.Empty, report.ToString());
        return configuration!.Permit("kainuu");
    }

    private void Product(string? channels) =>
        folder.Write(
            "products/suppea.json",
            $$"""
            { "id": "suppea", "fi": "Suppea", "en": "Narrow", {{(channels is null ? "" : $"\"channels\": {channels},")}}
              "groups": [ { "group": "004" } ] }
            """);
}
