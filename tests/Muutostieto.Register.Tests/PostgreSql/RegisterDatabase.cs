using Muutostieto.PostgreSql;
using Muutostieto.Register.PostgreSql;

namespace Muutostieto.Register.Tests.PostgreSql;

/// <summary>A PostgreSQL database of a test's own with the tables of a register, and no register yet.</summary>
internal static class RegisterDatabase
{
    private const string Writer = "register_writer";
    private const string Reader = "register_reader";

    /// <summary>The login of what writes the register.</summary>
    internal static string ForWriter(PostgreSqlDatabase database) => database.ConnectionStringOf(Writer);

    /// <summary>The login of deliveries.</summary>
    internal static string ForReader(PostgreSqlDatabase database) => database.ConnectionStringOf(Reader);

    internal static PostgreSqlDatabase New() =>
        PostgreSqlCluster.Shared.NewDatabase(
            PostgreSqlCluster.Shared.TemplateOf(
                "register",
                connectionString =>
                {
                    StoreMigration.Apply(connectionString, [PostgreSqlRegister.Scripts]);
                    StoreRoles.Apply(
                        connectionString,
                        [PostgreSqlRegister.Scripts],
                        new Dictionary<StoreRole, string>
                        {
                            [StoreRole.Register] = PostgreSqlCluster.Shared.Login(Writer),
                            [StoreRole.Deliveries] = PostgreSqlCluster.Shared.Login(Reader),
                        });
                }));

    /// <summary>Makes the tables in a database of another cluster.</summary>
    internal static void Migrate(string connectionString) => StoreMigration.Apply(connectionString, [PostgreSqlRegister.Scripts]);

    /// <summary>Takes everything out of the tables, past what guards them: many times faster than a new database.</summary>
    internal static void Empty(PostgreSqlDatabase database) => database.Execute("""
        SET session_replication_role = replica;
        DO $$ BEGIN
            EXECUTE (SELECT 'TRUNCATE ' || string_agg('register.' || relname, ', ') FROM pg_class
                WHERE relnamespace = CAST('register' AS regnamespace) AND relkind IN ('r', 'p') AND relname <> 'applied_script');
        END $$
        """);
}
