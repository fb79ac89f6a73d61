using System.CommandLine;
using System.Text;
using System.Text.RegularExpressions;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Hosting;
using Muutostieto.Hosting.Settings;
using Muutostieto.Records;
using Muutostieto.Records.Files;

namespace Muutostieto.Cli.Drafts;

/// <summary>Puts a new file into the configuration, once the whole configuration was checked with it.</summary>
internal static partial class DraftFile
{
    /// <summary>The argument with the id of what is new.</summary>
    internal static Argument<string> IdArgument(string description) =>
        new("ID") { Description = $"{description}: small letters, digits, hyphens" };

    /// <summary>Refuses an id before anything is asked for.</summary>
    /// <param name="context">Where it speaks.</param>
    /// <param name="work">The configuration.</param>
    /// <param name="folder"><c>permits</c> or <c>orders</c>.</param>
    /// <param name="id">The name without <c>.json</c>.</param>
    /// <returns>The path that it would have.</returns>
    /// <exception cref="MuutostietoException">Usage: the id is none, or there is a file of this name.</exception>
    internal static string RequireNew(CommandContext context, Installation work, string folder, string id)
    {
        if (!Id.IsMatch(id))
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"\"{id}\" is no id: expected 1 to 64 small letters, digits and hyphens, the first a letter or a digit.");
        }

        var path = Path.Combine(work.ConfigDirectory, folder, id + ".json");
        return context.Disk.Files.File.Exists(path)
            ? throw new MuutostietoException(
                FailureKind.Usage, $"{path}: it is there already and stays as it is. Choose another id, or edit it.")
            : path;
    }

    /// <summary>Writes it.</summary>
    /// <param name="context">Where it speaks.</param>
    /// <param name="work">The configuration, which is without errors.</param>
    /// <param name="folder"><c>permits</c> or <c>orders</c>.</param>
    /// <param name="id">The name without <c>.json</c>.</param>
    /// <param name="text">All of it.</param>
    /// <returns>Its path.</returns>
    /// <exception cref="MuutostietoException">
    /// Usage: the id is none, there is a file of this name, or the configuration would have errors; nothing was written. Fault: the disk
    /// refuses.
    /// </exception>
    internal static string Write(CommandContext context, Installation work, string folder, string id, string text)
    {
        _ = work.Configuration;
        var path = RequireNew(context, work, folder, id);
        var content = Encoding.UTF8.GetBytes(text);
        var report = work.Check(new CandidateFile(path, content));
        if (report.HasErrors)
        {
            throw new MuutostietoException(
                FailureKind.Usage, string.Join('\n', report.Errors.Select(fault => fault.ToString())) + "\nNothing was written.");
        }

        try
        {
            context.Disk.Files.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            AtomicFile.CreateForOthers(context.Disk.Files, path, content);
        }
        catch (Exception failure) when (DiskFailure.Is(failure))
        {
            throw new MuutostietoException(
                FailureKind.Fault,
                $"{path}: it cannot be written ({failure.Message}). Call the command as a user who may write there.",
                failure);
        }

        foreach (var warning in report.Faults.Where(fault => fault.Kind == FaultKind.Warning))
        {
            context.Terminal.Error.WriteLine(warning.ToString());
        }

        return path;
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Id { get; }
}
