using Muutostieto.Deliveries.Ledger;
using Muutostieto.PostgreSql;

namespace Muutostieto.Deliveries.Tests.Ledger;

/// <summary>A PostgreSQL database of a test's own with an empty ledger.</summary>
internal static class LedgerDatabase
{
    private const string Writer = "ledger_writer";

    /// <summary>The login of deliveries, with the rights of this role alone.</summary>
    internal static string ForDeliveries(PostgreSqlDatabase database) => database.ConnectionStringOf(Writer);

    internal static PostgreSqlDatabase New() =>
        PostgreSqlCluster.Shared.NewDatabase(
            PostgreSqlCluster.Shared.TemplateOf(
                "ledger",
                connectionString =>
                {
                    StoreMigration.Apply(connectionString, [PostgreSqlLedger.Scripts]);
                    StoreRoles.Apply(
                        connectionString,
                        [PostgreSqlLedger.Scripts],
                        new Dictionary<StoreRole, string> { [StoreRole.Deliveries] = PostgreSqlCluster.Shared.Login(Writer) });
                }));
}
