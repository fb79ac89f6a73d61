namespace Muutostieto.Deliveries.Settings;

/// <summary>Paths of the configuration: relative ones stand below the data directory and may not leave it.</summary>
internal static class DataPath
{
    public static string Resolve(string dataDirectory, string path) => Path.GetFullPath(path, Path.GetFullPath(dataDirectory));

    /// <summary>Whether a relative path has a step upwards. Either slash parts the steps, whatever the system, so that one file means the same on all.</summary>
    public static bool LeavesRoot(string path) => path.Split('/', '\\').Contains("..");
}
