using Microsoft.Data.Sqlite;
using Muutostieto.Deliveries.Ledger;

namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>Ledger and audit of a scene as they were at one moment.</summary>
internal sealed class LedgerSnapshot : IDisposable
{
    private readonly EngineScene scene;
    private readonly AuditSnapshot audit;
    private readonly string folder = Directory.CreateTempSubdirectory("muutostieto-").FullName;

    internal LedgerSnapshot(EngineScene scene)
    {
        this.scene = scene;
        using var connection = new SqliteConnection($"Data Source={scene.LedgerPath};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO $path";
        command.Parameters.AddWithValue("$path", Path.Combine(folder, "ledger.db"));
        command.ExecuteNonQuery();
        audit = new AuditSnapshot(scene);
    }

    /// <summary>Puts both in the place of those that the scene has.</summary>
    internal void Restore()
    {
        scene.Ledger.Dispose();
        foreach (var file in new[] { "", "-wal", "-shm" })
        {
            File.Delete(scene.LedgerPath + file);
        }

        File.Copy(Path.Combine(folder, "ledger.db"), scene.LedgerPath);
        audit.Restore();
        scene.Ledger = SqliteLedger.Open(scene.LedgerPath);
    }

    public void Dispose()
    {
        audit.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
