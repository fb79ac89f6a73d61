using Muutostieto.Audit.PostgreSql;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Hosting.Settings;
using Muutostieto.PostgreSql;
using Muutostieto.Records;
using Muutostieto.Register.PostgreSql;

namespace Muutostieto.Hosting;

/// <summary>The stores that an installation keeps in its database.</summary>
public static class DatabaseStores
{
    private static readonly IReadOnlyList<StoreScripts> All =
        [PostgreSqlRegister.Scripts, PostgreSqlLedger.Scripts, PostgreSqlAudit.Scripts];

    /// <summary>Makes their tables, or brings them up to this program's version.</summary>
    /// <exception cref="MuutostietoException">As <see cref="StoreMigration.Apply"/>; the connection string cannot be read.</exception>
    public static IReadOnlyList<StoreUpgrade> Migrate(StoreSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return StoreMigration.Apply(settings.ReadConnection(), All);
    }
}
