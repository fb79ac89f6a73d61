using Muutostieto.Audit.PostgreSql;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Hosting.Settings;
using Muutostieto.Hosting.Status;
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
        return StoreMigration.Apply(settings.ForOwner().ReadConnection(), All(others));
    }

    /// <summary>The statements that give the database's roles their rights.</summary>
    /// <param name="names">The database's name of each.</param>
    /// <param name="others">As in <see cref="Migrate"/>.</param>
    public static IReadOnlyList<string> RoleStatements(
        IReadOnlyDictionary<StoreRole, string> names, params IReadOnlyList<StoreScripts> others) =>
        StoreRoles.Statements(All(others), names);

    /// <summary>Runs them.</summary>
    /// <exception cref="MuutostietoException">As <see cref="StoreRoles.Apply"/>; the connection string cannot be read.</exception>
    public static void ApplyRoles(
        StoreSettings settings, IReadOnlyDictionary<StoreRole, string> names, params IReadOnlyList<StoreScripts> others)
    {
        ArgumentNullException.ThrowIfNull(settings);
        StoreRoles.Apply(settings.ForOwner().ReadConnection(), All(others), names);
    }

    /// <summary>The login of a part of the program, where the settings give it one of its own; null elsewhere.</summary>
    /// <exception cref="MuutostietoException">Usage: the connection string cannot be read.</exception>
    public static string? LoginOf(StoreSettings settings, StoreRole role)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var own = role switch
        {
            StoreRole.Register => settings.RegisterConnection is null ? null : settings.ForRegister(),
            StoreRole.Interface => settings.InterfaceConnection is null ? null : settings.ForInterface(),
            // Without another owner it is the owner's.
            _ => settings.OwnerConnection is null ? null : settings,
        };
        return own is null ? null : StoreDatabase.LoginOf(own.ReadConnection());
    }

    /// <summary>The same before a program that writes begins, where the settings say so; several that start at once do it once.</summary>
    /// <param name="settings">Null: there is no database.</param>
    /// <param name="others">As in <see cref="Migrate"/>.</param>
    /// <returns>What was made, converted or postponed; mostly nothing.</returns>
    /// <exception cref="MuutostietoException">As <see cref="Migrate"/>.</exception>
    public static IReadOnlyList<StoreUpgrade> MigrateAtStart(StoreSettings? settings, params IReadOnlyList<StoreScripts> others) =>
        settings is { Migrate: true } ? [.. Migrate(settings, others).Where(upgrade => upgrade.IsNews)] : [];

    private static IReadOnlyList<StoreScripts> All(IReadOnlyList<StoreScripts> others) =>
        [PostgreSqlRegister.Scripts, PostgreSqlLedger.Scripts, PostgreSqlAudit.Scripts, ConnectionMemoryTable.Scripts, .. others];
}
