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
    /// <summary>Makes their tables, or brings them up to this program's version.</summary>
    /// <param name="settings">Which database.</param>
    /// <param name="others">Stores of projects above this one.</param>
    /// <exception cref="MuutostietoException">As <see cref="StoreMigration.Apply"/>; the connection string cannot be read.</exception>
    public static IReadOnlyList<StoreUpgrade> Migrate(StoreSettings settings, params IReadOnlyList<StoreScripts> others)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return StoreMigration.Apply(
            settings.ReadConnection(), [PostgreSqlRegister.Scripts, PostgreSqlLedger.Scripts, PostgreSqlAudit.Scripts, .. others]);
    }

    /// <summary>The same before a program that writes begins, where the settings say so; several that start at once do it once.</summary>
    /// <param name="settings">Null: there is no database.</param>
    /// <returns>What was made or converted; mostly nothing.</returns>
    /// <exception cref="MuutostietoException">As <see cref="Migrate"/>.</exception>
    public static IReadOnlyList<StoreUpgrade> MigrateAtStart(StoreSettings? settings) =>
        settings is { Migrate: true } ? [.. Migrate(settings).Where(upgrade => upgrade.From != upgrade.To)] : [];
}
