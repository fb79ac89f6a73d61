using Muutostieto.Records;

namespace Muutostieto.Hosting.Tests.Settings;

/// <summary>The section <c>Store</c>: where the connection string of the database is read from.</summary>
public sealed class StoreSettingsTests
{
    private ConfigurationFolder folder = null!;

    [SetUp]
    public void SetUp() => folder = new ConfigurationFolder();

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void Without_the_section_there_is_no_database() => Assert.That(folder.Load().Configuration!.Settings.Store, Is.Null);

    [Test]
    public void A_file_is_below_the_data_folder()
    {
        Write("""{ "connectionFile": "secret/connection" }""");
        var (configuration, report) = folder.Load();
        Assert.That(report.Faults, Is.Empty, report.ToString());
        Assert.That(configuration!.Settings.Store!.ConnectionFile, Is.EqualTo(Path.Combine(folder.DataRoot, "secret", "connection")));
    }

    [Test]
    public void A_variable_that_is_not_set_is_found_by_its_name()
    {
        Write("""{ "connectionVariable": "MUUTOSTIETO_TEST_NO_CONNECTION" }""");
        var store = folder.Load().Configuration!.Settings.Store!;
        Assert.That(store.Faults().Single().Place, Is.EqualTo("MUUTOSTIETO_TEST_NO_CONNECTION"));
        Assert.That(
            Assert.Throws<MuutostietoException>(() => store.ReadConnection())!.Message,
            Does.Contain("the environment variable of the database's connection string is not set"));
    }

    [TestCase("", false)]
    [TestCase(""", "migrate": false""", false)]
    [TestCase(""", "migrate": true""", true)]
    public void Tables_are_brought_up_to_date_at_start_where_the_settings_say_so(string more, bool expected)
    {
        Write($$"""{ "connectionFile": "connection"{{more}} }""");
        Assert.That(folder.Load().Configuration!.Settings.Store!.Migrate, Is.EqualTo(expected));
    }

    [TestCase("""{ }""")]
    [TestCase("""{ "connectionFile": "connection", "connectionVariable": "CONNECTION" }""")]
    public void None_or_both_of_file_and_variable_is_a_fault(string section)
    {
        Write(section);
        Assert.That(folder.OnlyFault().Message, Does.Contain("needs exactly one of \"connectionFile\" and \"connectionVariable\""));
    }

    [Test]
    public void The_connection_string_itself_is_no_key()
    {
        Write("""{ "connectionVariable": "CONNECTION", "connection": "Host=db;Password=s3cret-w0rd" }""");
        Assert.That(folder.OnlyFault().ToString(), Does.Contain("connection").And.Not.Contain("s3cret-w0rd"));
    }

    [TestCase("Host=db;Database=m;Username=register", null)]
    [TestCase("Host=DB;Port=5432;Database=m", null)]
    [TestCase("Host=db;Database=other;Password=s3cret-w0rd", "PostgreSQL db:5432/other")]
    [TestCase("Host=old;Database=m;Password=s3cret-w0rd", "PostgreSQL old:5432/m")]
    public void The_parts_logins_are_of_the_database_of_everything(string text, string? found)
    {
        // The variables' names are this test's own.
        Environment.SetEnvironmentVariable("MUUTOSTIETO_TEST_ALL", "Host=db;Database=m;Username=deliveries;Password=s3cret-w0rd");
        Environment.SetEnvironmentVariable("MUUTOSTIETO_TEST_PART", text);
        Write(
            """
            {
              "connectionVariable": "MUUTOSTIETO_TEST_ALL", "registerConnectionVariable": "MUUTOSTIETO_TEST_PART",
              "interfaceConnectionVariable": "MUUTOSTIETO_TEST_PART", "ownerConnectionVariable": "MUUTOSTIETO_TEST_PART"
            }
            """);
        var store = folder.Load().Configuration!.Settings.Store!;
        Assert.That(store.ForOwner().ReadConnection(), Is.EqualTo(text), "by a socket, perhaps");
        foreach (var part in new[] { store.ForRegister(), store.ForInterface() })
        {
            if (found is null)
            {
                Assert.That(part.ReadConnection(), Is.EqualTo(text));
                continue;
            }

            var failure = Assert.Throws<MuutostietoException>(() => part.ReadConnection())!;
            Assert.That(failure.Kind, Is.EqualTo(FailureKind.Usage));
            Assert.That(
                failure.Message,
                Is.EqualTo(
                    $"MUUTOSTIETO_TEST_PART: it names {found}, and MUUTOSTIETO_TEST_ALL names PostgreSQL db:5432/m. "
                        + "Name the same host, port and database in both."));
        }

        Assert.That(store.Faults().ToList(), Has.Count.EqualTo(found is null ? 0 : 1));
    }

    private void Write(string section) =>
        folder.Write(
            "appsettings.json",
            $$"""{ "Environment": "demo", "Store": {{section}}, "Drops": { "default": { "type": "directory", "path": "drop" } } }""");
}
