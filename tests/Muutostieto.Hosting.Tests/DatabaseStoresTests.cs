using System.Runtime.Versioning;
using Muutostieto.Hosting.Settings;
using Muutostieto.Hosting.Tests.Settings;
using Muutostieto.PostgreSql;
using Muutostieto.Records;
using Npgsql;

namespace Muutostieto.Hosting.Tests;

/// <summary>The roles of the program's parts have their rights in the database, and no others.</summary>
[Platform(Exclude = "Win")]
[UnsupportedOSPlatform("windows")]
public sealed class DatabaseStoresTests
{
    private static readonly IReadOnlyDictionary<StoreRole, string> Names = new Dictionary<StoreRole, string>
    {
        [StoreRole.Register] = "part_register",
        [StoreRole.Deliveries] = "part_deliveries",
        [StoreRole.Interface] = "part_interface",
    };

    /// <summary>By name, what is not of its role.</summary>
    private static IEnumerable<TestCaseData> Refused =>
        new (StoreRole Role, string Sql)[]
        {
            (StoreRole.Deliveries, "INSERT INTO register.person VALUES (999)"),
            (StoreRole.Deliveries, "UPDATE register.version SET alive = 0"),
            (StoreRole.Deliveries, "DELETE FROM register.version"),
            (StoreRole.Deliveries, "DELETE FROM register.name_key"),
            (StoreRole.Deliveries, "UPDATE register.feed SET fed = 0"),
            (StoreRole.Deliveries, "TRUNCATE register.version"),
            (StoreRole.Deliveries, "DELETE FROM ledger.delivery"),
            (StoreRole.Deliveries, "UPDATE ledger.file SET bytes = 0"),
            (StoreRole.Deliveries, "UPDATE audit.chain SET line = 'x'"),
            (StoreRole.Deliveries, "DELETE FROM audit.chain"),
            (StoreRole.Deliveries, "UPDATE audit.payload SET content = 'x'"),
            (StoreRole.Deliveries, "DELETE FROM audit.head"),
            (StoreRole.Deliveries, "ALTER TABLE audit.chain DISABLE TRIGGER ALL"),
            (StoreRole.Deliveries, "SET session_replication_role = replica"),
            (StoreRole.Deliveries, "UPDATE ledger.applied_script SET works_with = 1"),
            (StoreRole.Deliveries, "UPDATE interface.connection SET last_key = 1"),
            (StoreRole.Interface, "INSERT INTO register.person VALUES (999)"),
            (StoreRole.Interface, "DELETE FROM interface.connection"),
            (StoreRole.Interface, "UPDATE register.version SET alive = 0"),
            (StoreRole.Interface, "SELECT * FROM ledger.delivery"),
            (StoreRole.Interface, "INSERT INTO ledger.claim VALUES ('x', 1, 'x', now())"),
            (StoreRole.Interface, "UPDATE ledger.delivery SET state = 'withdrawn'"),
            (StoreRole.Interface, "UPDATE ledger.origin SET mark = 'x'"),
            (StoreRole.Register, "UPDATE ledger.origin SET mark = 'x'"),
            (StoreRole.Deliveries, "DELETE FROM ledger.origin"),
            (StoreRole.Interface, "UPDATE audit.chain SET line = 'x'"),
            (StoreRole.Interface, "DELETE FROM audit.chain"),
            (StoreRole.Interface, "DELETE FROM audit.payload"),
            (StoreRole.Interface, "UPDATE audit.payload SET content = 'x'"),
            (StoreRole.Interface, "DELETE FROM audit.head"),
            (StoreRole.Interface, "TRUNCATE audit.payload"),
            (StoreRole.Register, "UPDATE register.journal SET event = 'x'"),
            (StoreRole.Register, "DELETE FROM register.version"),
            (StoreRole.Register, "INSERT INTO register.journal_0 SELECT * FROM register.journal"),
            (StoreRole.Register, "UPDATE register.version_current SET alive = 0"),
            (StoreRole.Register, "DELETE FROM register.version_ended_0"),
            (StoreRole.Register, "SELECT * FROM ledger.delivery"),
            (StoreRole.Register, "UPDATE ledger.delivery SET state = 'withdrawn'"),
            (StoreRole.Register, "INSERT INTO ledger.claim VALUES ('x', 1, 'x', now())"),
            (StoreRole.Register, "SELECT * FROM audit.chain"),
            (StoreRole.Register, "SELECT * FROM interface.connection"),
            (StoreRole.Register, "DELETE FROM audit.payload"),
            (StoreRole.Register, "INSERT INTO audit.payload VALUES ('x', 0, 'x')"),
        }
        .Select(each => new TestCaseData(each.Role, each.Sql).SetArgDisplayNames(each.Role.ToString(), each.Sql));

    private ConfigurationFolder folder = null!;
    private PostgreSqlDatabase database = null!;

    private StoreSettings Store => new(Path.Combine(folder.DataRoot, "connection"), null);

    [OneTimeSetUp]
    public void SetUp()
    {
        (folder, database) = (new ConfigurationFolder(), PostgreSqlCluster.Shared.NewDatabase());
        Directory.CreateDirectory(folder.DataRoot);
        File.WriteAllText(Store.ConnectionFile!, database.ConnectionString);
        File.SetUnixFileMode(Store.ConnectionFile!, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        foreach (var name in Names.Values)
        {
            PostgreSqlCluster.Shared.Login(name);
        }

        DatabaseStores.Migrate(Store);
        DatabaseStores.ApplyRoles(Store, Names);
    }

    [OneTimeTearDown]
    public void TearDown()
    {
        database.Dispose();
        folder.Dispose();
    }

    [Test]
    public void Deliveries_write_nothing_in_the_register()
    {
        var written = WritableBy(StoreRole.Deliveries);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(written, Has.None.StartsWith("register."));
            Assert.That(written, Is.SupersetOf(new[] { "ledger.delivery INSERT", "ledger.delivery UPDATE", "audit.chain INSERT" }));
            Assert.That(
                written.Where(each => each.StartsWith("audit.", StringComparison.Ordinal)),
                Is.EquivalentTo(new[]
                {
                    "audit.chain INSERT", "audit.payload INSERT", "audit.payload DELETE", "audit.head INSERT", "audit.head UPDATE",
                }));
        }
    }

    [Test]
    public void The_interface_appends_to_the_audit_chain_notes_its_connections_and_writes_nothing_else() =>
        Assert.That(
            WritableBy(StoreRole.Interface),
            Is.EquivalentTo(new[]
            {
                "audit.chain INSERT", "audit.payload INSERT", "audit.head INSERT", "audit.head UPDATE",
                "interface.connection INSERT", "interface.connection UPDATE",
            }));

    [Test]
    public void What_writes_the_register_writes_nothing_else() =>
        Assert.That(WritableBy(StoreRole.Register), Is.Not.Empty.And.All.StartsWith("register."));

    [Test]
    public void Every_table_is_written_by_a_role_and_no_role_counts_the_scripts()
    {
        var tables = Texts(
            """
            SELECT c.relnamespace::regnamespace || '.' || c.relname FROM pg_class c
            WHERE c.relnamespace::regnamespace::text IN ('register', 'ledger', 'audit', 'interface')
                AND c.relkind IN ('r', 'p') AND NOT c.relispartition
            """);
        var written = Names.Keys.SelectMany(WritableBy).Select(each => each.Split(' ')[0]).Distinct();
        Assert.That(written, Is.EquivalentTo(tables.Where(table => !table.EndsWith(".applied_script", StringComparison.Ordinal))));
    }

    [TestCaseSource(nameof(Refused))]
    public void The_database_refuses_what_is_not_of_the_role(StoreRole role, string sql)
    {
        using var connection = new NpgsqlConnection(database.ConnectionStringOf(Names[role]));
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        Assert.That(
            () => command.ExecuteNonQuery(),
            Throws.InstanceOf<PostgresException>().With.Property("SqlState").EqualTo(PostgresErrorCodes.InsufficientPrivilege));
    }

    [Test]
    public void A_role_that_is_missing_or_owns_the_tables_is_refused_and_nothing_changes()
    {
        var before = WritableBy(StoreRole.Deliveries);
        foreach (var (name, message) in new[]
        {
            ("no_such_role", "does not know one of the roles"), (PostgreSqlCluster.Owner, "owns the tables"),
        })
        {
            var failed = Assert.Throws<MuutostietoException>(
                () => DatabaseStores.ApplyRoles(Store, new Dictionary<StoreRole, string>(Names) { [StoreRole.Interface] = name }))!;
            Assert.That((failed.Kind, failed.Message), Is.EqualTo((FailureKind.Usage, failed.Message)));
            Assert.That(failed.Message, Does.Contain(message).And.Contain("Nothing was changed."));
        }

        Assert.That(WritableBy(StoreRole.Deliveries), Is.EqualTo(before));
    }

    private List<string> WritableBy(StoreRole role) => Texts(
        $"""
        SELECT c.relnamespace::regnamespace || '.' || c.relname || ' ' || privilege FROM pg_class c
        CROSS JOIN unnest(ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) AS privilege
        WHERE c.relnamespace::regnamespace::text IN ('register', 'ledger', 'audit', 'interface') AND c.relkind IN ('r', 'v', 'p')
            AND has_table_privilege('{Names[role]}', c.oid, privilege)
        ORDER BY 1
        """);

    private List<string> Texts(string sql)
    {
        using var connection = new NpgsqlConnection(database.ConnectionString);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        using var reader = command.ExecuteReader();
        var texts = new List<string>();
        while (reader.Read())
        {
            texts.Add(reader.GetString(0));
        }

        return texts;
    }
}
