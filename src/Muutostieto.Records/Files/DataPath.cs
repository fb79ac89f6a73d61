namespace Muutostieto.Records.Files;

/// <summary>Paths of the configuration: relative ones are below the data directory and may not leave it.</summary>
public static class DataPath
{
    public static string Resolve(string dataDirectory, string path) => Path.GetFullPath(path, Path.GetFullPath(dataDirectory));

    /// <summary>What is wrong with a path; null when nothing is.</summary>
    public static string? Wrong(string path) =>
        path.Length == 0 ? "is empty" : path.Any(char.IsControl) ? "has a control character" : LeavesRoot(path) ? "leaves its root" : null;

    /// <summary>
    /// Whether a relative path has a step upwards. Either slash parts the steps, whatever the system, so that one file means the same on
    /// all.
    /// </summary>
    public static bool LeavesRoot(string path) => path.Split('/', '\\').Contains("..");
}
