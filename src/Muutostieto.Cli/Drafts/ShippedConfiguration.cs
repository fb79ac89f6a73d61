using System.IO.Abstractions;
using System.Text;
using Muutostieto.Records;
using Muutostieto.Records.Files;

namespace Muutostieto.Cli.Drafts;

/// <summary>The configuration that came with the program, from which new ones are made.</summary>
/// <param name="files">Where it is, and where new ones are to be.</param>
/// <param name="folder">Its folder.</param>
internal sealed class ShippedConfiguration(IFileSystem files, string folder)
{
    internal const string Settings = "appsettings.json";

    /// <summary>Beside the program.</summary>
    internal static string Folder => Path.Combine(AppContext.BaseDirectory, "configuration");

    /// <summary>Writes a new configuration, the settings last: without them it is none.</summary>
    /// <param name="target">Made where it is not there. What it has already must be the same.</param>
    /// <param name="takes">Which files, by their path in the folder.</param>
    /// <param name="change">What becomes of the settings' text.</param>
    /// <returns>How many files were written.</returns>
    /// <exception cref="MuutostietoException">
    /// Usage: a file is there with other content; nothing was written. Fault: the disk refuses, or the program came without its
    /// configuration.
    /// </exception>
    internal int Write(string target, Func<string, bool> takes, Func<string, string> change)
    {
        try
        {
            var all = Read(takes, change);
            var missing = all.Where(file => !IsThere(target, file.Name, file.Content)).ToList();
            foreach (var (name, content) in missing)
            {
                var path = Path.Combine(target, name);
                files.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                AtomicFile.CreateForOthers(files, path, content);
            }

            // Permits and orders are looked for there.
            files.Directory.CreateDirectory(Path.Combine(target, "permits"));
            return missing.Count;
        }
        catch (Exception failure) when (DiskFailure.Is(failure))
        {
            throw new MuutostietoException(
                FailureKind.Fault,
                $"{target}: the configuration cannot be written ({failure.Message}). Put that right and call init again: it goes on where "
                    + "it was broken off.",
                failure);
        }
    }

    private List<(string Name, byte[] Content)> Read(Func<string, bool> takes, Func<string, string> change)
    {
        if (!files.File.Exists(Path.Combine(folder, Settings)))
        {
            throw new MuutostietoException(
                FailureKind.Fault,
                $"{folder}: the configuration that came with the program is not there. Install the program again.");
        }

        return
        [
            .. files.Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(folder, path))
                .Where(name => name != Settings && takes(name))
                .Order(StringComparer.Ordinal)
                .Select(name => (name, files.File.ReadAllBytes(Path.Combine(folder, name)))),
            (Settings, Encoding.UTF8.GetBytes(change(files.File.ReadAllText(Path.Combine(folder, Settings))))),
        ];
    }

    private bool IsThere(string target, string name, byte[] content)
    {
        var path = Path.Combine(target, name);
        return files.File.Exists(path)
            && (files.File.ReadAllBytes(path).AsSpan().SequenceEqual(content)
                ? true
                : throw new MuutostietoException(
                    FailureKind.Usage,
                    $"{path}: it is there already, with other content. Nothing was written. Name another folder with --config, or edit the "
                        + "configuration that is there."));
    }
}
