using Muutostieto.Drops;

namespace Muutostieto.Hosting.Backups;

/// <summary>Where copies of what is secret may be put.</summary>
public static class CopyTarget
{
    /// <summary>
    /// The folder in which a copy must not lie: in the data folder it would be lost with the original, in a drop it would be in the reach
    /// of recipients.
    /// </summary>
    /// <param name="work">The installation that is copied from.</param>
    /// <param name="target">Where the copy is to be; need not be there.</param>
    /// <returns>Null: it lies in neither.</returns>
    public static string? FolderAround(Installation work, string target)
    {
        ArgumentNullException.ThrowIfNull(work);
        var data = Path.GetFullPath(work.DataDirectory);
        return work.Configuration.Settings.Drops.Values
            .OfType<DirectoryDropSettings>()
            .Select(drop => Path.GetFullPath(drop.Path, data))
            .Prepend(data)
            .FirstOrDefault(folder => IsIn(folder, target));
    }

    /// <summary>Whether a path is a folder or lies in it.</summary>
    internal static bool IsIn(string folder, string target) => (Path.GetFullPath(target) + Path.DirectorySeparatorChar)
        .StartsWith(Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
