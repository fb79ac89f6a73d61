using Muutostieto.PostgreSql;
using Muutostieto.SelfService.Store;

namespace Muutostieto.SelfService.Tests.Support;

/// <summary>Where a test's store is: in a file, or in a database of its own. It can be opened again, as after a restart.</summary>
internal sealed class StorePlace(bool isInDatabase, string folder) : IDisposable
{
    private readonly PostgreSqlDatabase? database = isInDatabase
        ? PostgreSqlCluster.Shared.NewDatabase(
            PostgreSqlCluster.Shared.TemplateOf(
                "self_service",
                connectionString => StoreMigration.Apply(connectionString, [SelfServiceStore.Scripts])))
        : null;

    internal SelfServiceStore Open() => database is null
        ? SelfServiceStore.Open(Path.Combine(folder, SelfServiceStore.FileName))
        : SelfServiceStore.OpenDatabase(database.ConnectionString);

    /// <summary>What the database answers to a question.</summary>
    internal string Text(string sql) => (string)database!.Value(sql)!;

    public void Dispose() => database?.Dispose();
}
