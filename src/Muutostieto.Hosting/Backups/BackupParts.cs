using Muutostieto.Hosting.Settings;
using Muutostieto.Hosting.Status;

namespace Muutostieto.Hosting.Backups;

/// <summary>
/// Where the parts of an installation are, by their names in a backup. Not among them: what is made anew (outbox, indexes), what others
/// keep (drops), logs, and what was published last, which shows that the rest was restored.
/// </summary>
internal static class BackupParts
{
    internal const string Config = "config";
    internal const string Audit = "data/audit";
    internal const string Keys = "data/keys";

    /// <summary>Databases in files, those first that may be older than the next.</summary>
    /// <param name="settings">Of the installation.</param>
    /// <param name="others">Files of projects above this one, by name in the data folder.</param>
    internal static IEnumerable<(string Name, string Path)> Stores(ServiceSettings settings, IEnumerable<string> others) =>
        settings.Store is not null
            ? []
            :
            [
                ("data/ledger.db", settings.LedgerPath),
                ("data/register.db", settings.RegisterPath),
                .. others.Select(name => ($"data/{name}", System.IO.Path.Combine(settings.DataDirectory, name))),
            ];

    /// <summary>Folders of plain files; the audit has rules of its own.</summary>
    internal static IEnumerable<(string Name, string Path)> Folders(ServiceSettings settings, bool withKeys)
    {
        var shared = settings.Store?.SharedFolder ?? settings.DataDirectory;
        if (withKeys)
        {
            yield return (Keys, settings.Signing.Path);
            yield return ("data/series", System.IO.Path.Combine(shared, "series"));
        }

        yield return ("data/customers", System.IO.Path.Combine(shared, "customers"));
    }

    /// <summary>Small files of the data folder: what the last runs and imports have left for the next.</summary>
    internal static IEnumerable<(string Name, string Path)> Notes(ServiceSettings settings) =>
        new[] { "runs.json", "connections.json", ImportFailureFile.Name, ImportFailureFile.FeedName }
            .Select(name => ($"data/{name}", System.IO.Path.Combine(settings.DataDirectory, name)));
}
