namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>The audit of a scene as it was at one moment.</summary>
internal sealed class AuditSnapshot : IDisposable
{
    private readonly EngineScene scene;
    private readonly string folder = Directory.CreateTempSubdirectory("muutostieto-").FullName;

    internal AuditSnapshot(EngineScene scene)
    {
        this.scene = scene;
        Copy(scene.AuditFolder, folder);
    }

    /// <summary>Puts it in the place of the one that the scene has.</summary>
    internal void Restore()
    {
        if (Directory.Exists(scene.AuditFolder))
        {
            Directory.Delete(scene.AuditFolder, recursive: true);
        }

        Copy(folder, scene.AuditFolder);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.Exists(from) ? Directory.GetFiles(from, "*", SearchOption.AllDirectories) : [])
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
