using Microsoft.Data.Sqlite;
using Muutostieto.Deliveries.Ledger;

namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>Ledger and audit of a scene as they were at one moment.</summary>
internal sealed class LedgerSnapshot : IDisposable
{
    private readonly EngineScene scene;
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
        Copy(scene.AuditFolder, Path.Combine(folder, "audit"));
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
        if (Directory.Exists(scene.AuditFolder))
        {
            Directory.Delete(scene.AuditFolder, recursive: true);
        }

        Copy(Path.Combine(folder, "audit"), scene.AuditFolder);
        scene.Ledger = SqliteLedger.Open(scene.LedgerPath);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static void Copy(string from, string to)
    {
        if (!Directory.Exists(from))
        {
            return;
        }

        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
