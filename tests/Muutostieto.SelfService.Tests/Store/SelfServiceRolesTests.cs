using System.Runtime.Versioning;
using Muutostieto.Hosting;
using Muutostieto.Hosting.Settings;
using Muutostieto.PostgreSql;
using Muutostieto.SelfService.Store;
using Npgsql;

namespace Muutostieto.SelfService.Tests.Store;

/// <summary>Of the database's roles, that of deliveries alone has the store of the self-service.</summary>
[Platform(Exclude = "Win")]
[UnsupportedOSPlatform("windows")]
public sealed class SelfServiceRolesTests
{
    private static readonly IReadOnlyDictionary<StoreRole, string> Names = new Dictionary<StoreRole, string>
    {
        [StoreRole.Register] = "web_register",
        [StoreRole.Deliveries] = "web_deliveries",
        [StoreRole.Interface] = "web_interface",
    };

    private string folder = null!;
    private PostgreSqlDatabase database = null!;

    [OneTimeSetUp]
    public void GiveRights()
    {
        (folder, database) = (Directory.CreateTempSubdirectory("muutostieto-").FullName, PostgreSqlCluster.Shared.NewDatabase());
        var connection = Path.Combine(folder, "connection");
        File.WriteAllText(connection, database.ConnectionString);
        File.SetUnixFileMode(connection, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        foreach (var name in Names.Values)
        {
            PostgreSqlCluster.Shared.Login(name);
        }

        var settings = new StoreSettings(connection, null);
        DatabaseStores.Migrate(settings, SelfServiceStore.Scripts);
        DatabaseStores.ApplyRoles(settings, Names, SelfServiceStore.Scripts);
    }

    [OneTimeTearDown]
    public void RemoveDatabase()
    {
        database.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void The_role_of_deliveries_writes_every_table_but_that_of_the_scripts() =>
        Assert.That(
            Allowed(StoreRole.Deliveries, "INSERT"),
            Is.Not.Empty.And.EquivalentTo(Allowed(StoreRole.Deliveries, "SELECT").Where(table => table != "applied_script")));

    [Test]
    public void The_others_neither_write_nor_read_any(
        [Values(StoreRole.Register, StoreRole.Interface)] StoreRole role,
        [Values("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")] string privilege) =>
        Assert.That(Allowed(role, privilege), Is.Empty);

    [TestCase(StoreRole.Deliveries, "TRUNCATE self_service.decision")]
    [TestCase(StoreRole.Deliveries, "DROP TABLE self_service.decision")]
    [TestCase(StoreRole.Deliveries, "UPDATE self_service.applied_script SET works_with = 1")]
    [TestCase(StoreRole.Interface, "SELECT * FROM self_service.session")]
    [TestCase(StoreRole.Register, "INSERT INTO self_service.submission (id, user_id, at) VALUES ('a', 'u', 't')")]
    public void The_database_refuses_what_is_not_of_the_role(StoreRole role, string sql)
    {
        using var connection = new NpgsqlConnection(database.ConnectionStringOf(Names[role]));
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        Assert.That(
            () => command.ExecuteNonQuery(),
            Throws.InstanceOf<PostgresException>().With.Property("SqlState").EqualTo(PostgresErrorCodes.InsufficientPrivilege));
    }

    private List<string> Allowed(StoreRole role, string privilege)
    {
        using var connection = new NpgsqlConnection(database.ConnectionString);
        connection.Open();
        using var command = new NpgsqlCommand(
            $"""
            SELECT c.relname FROM pg_class c WHERE c.relnamespace::regnamespace::text = 'self_service' AND c.relkind IN ('r', 'v', 'p')
                AND has_schema_privilege('{Names[role]}', 'self_service', 'USAGE')
                AND has_table_privilege('{Names[role]}', c.oid, '{privilege}')
            """,
            connection);
        using var reader = command.ExecuteReader();
        var found = new List<string>();
        while (reader.Read())
        {
            found.Add(reader.GetString(0));
        }

        return found;
    }
}
