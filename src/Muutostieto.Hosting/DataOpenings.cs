using System.IO.Abstractions;
using Muutostieto.Hosting.Settings;
using Muutostieto.Records.Files;

namespace Muutostieto.Hosting;

/// <summary>
/// Why others than the program's user may come to its data: the modes of the data folder, of what the settings place outside it, and of the
/// folders above, in which another user who may write can put something else in its place.
/// </summary>
internal sealed class DataOpenings(IFileSystem files, string dataFolder)
{
    private const string DataNoun = "the data folder";
    private const string EveryUser = "every user";
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    /// <summary>All of them; none where the data folder does not exist, and on Windows, where folders inherit their rights.</summary>
    /// <param name="settings">Null: all data is in the data folder.</param>
    internal IEnumerable<(string Folder, string Found, string Remedy)> Find(ServiceSettings? settings)
    {
        if (OperatingSystem.IsWindows() || !files.Directory.Exists(dataFolder))
        {
            yield break;
        }

        foreach (var (path, noun, isClosed) in Outside(settings).Prepend((dataFolder, DataNoun, true)))
        {
            var isFile = files.File.Exists(path);
            if (isClosed && (isFile || files.Directory.Exists(path)) && (files.File.GetUnixFileMode(path) & PrivateFile.OfOthers) != 0)
            {
                yield return (path, $"{noun} is open to other users", $"Run chmod {(isFile ? 600 : 700)} on it.");
            }

            // A folder that others may read is looked at as those above it: what others may write there counts.
            for (var folder = isClosed ? Above(path) : path; folder is not null; folder = Above(folder))
            {
                if (!files.Directory.Exists(folder) || !seen.Add(folder))
                {
                    continue;
                }

                if (WritableBy(files.File.GetUnixFileMode(folder), FolderOwner.Of(folder), FolderOwner.OwnGroup()) is { } others)
                {
                    var place = folder == path ? $"the folder of {noun}" : $"the folder above {noun}";
                    var right = others == EveryUser ? "o-w" : "g-w";
                    yield return (folder, $"{place} can be written by {others}", $"Run chmod {right} on it, or move {noun}.");
                }
            }
        }
    }

    /// <summary>
    /// Who may put something else in the place of what is in a folder. Its group counts unless each may only touch what is theirs (sticky
    /// bit), and unless it is root's of root's folder or the program's user's own.
    /// </summary>
    /// <returns>In words; null for no other user.</returns>
    internal static string? WritableBy(UnixFileMode mode, FolderOwner? owner, uint ownGroup)
    {
        if ((mode & UnixFileMode.OtherWrite) != 0)
        {
            return EveryUser;
        }

        var isByGroup = (mode & UnixFileMode.GroupWrite) != 0 && (mode & UnixFileMode.StickyBit) == 0;
        return isByGroup && owner is not { User: 0, Group: 0 } && owner?.Group != ownGroup ? "its group" : null;
    }

    /// <summary>
    /// What is placed outside the data folder, and whether it is closed to others altogether: logs and public keys are not.
    /// </summary>
    private IEnumerable<(string Path, string Noun, bool IsClosed)> Outside(ServiceSettings? settings)
    {
        if (settings is null)
        {
            return [];
        }

        var logs = settings
            .Serilog.Where(setting => setting.Key.EndsWith(":Args:path", StringComparison.OrdinalIgnoreCase))
            .Select(setting => Path.GetDirectoryName(setting.Value))
            .OfType<string>()
            .Where(Path.IsPathRooted)
            .Select(folder => (folder, "the log", false));
        return new[]
        {
            (settings.RegisterPath, "the register", true),
            (settings.LedgerPath, "the ledger", true),
            (settings.OutboxPath, "the outbox", true),
            (settings.AuditPath, "the audit chain", true),
            (settings.Signing.Path, "the signing keys", false),
        }
            .Concat(logs)
            .Where(place => !IsInDataFolder(place.Item1));
    }

    private bool IsInDataFolder(string path) =>
        path.StartsWith(Path.TrimEndingDirectorySeparator(dataFolder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static string? Above(string path) => Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(path));
}
