using Muutostieto.Deliveries.Ledger;
using Muutostieto.PostgreSql;

namespace Muutostieto.Deliveries.Tests.Ledger;

/// <summary>A PostgreSQL database of a test's own with an empty ledger.</summary>
internal static class LedgerDatabase
{
    internal static PostgreSqlDatabase New() =>
        PostgreSqlCluster.Shared.NewDatabase(
            PostgreSqlCluster.Shared.TemplateOf(
                "ledger",
                connectionString => StoreMigration.Apply(connectionString, [PostgreSqlLedger.Scripts])));
}
