using System.IO.Abstractions;
using System.Text.Json;
using Muutostieto.Records;
using Muutostieto.Records.Files;

namespace Muutostieto.Deliveries.Evidence;

/// <summary>
/// What was published, kept outside ledger and audit so that it outlives their restoring to an earlier time: a small file for each permit.
/// </summary>
/// <param name="files">Where the folder is.</param>
/// <param name="folder">Made when the first file is written.</param>
internal sealed class PublishedEvidence(IFileSystem files, string folder)
{
    /// <summary>The permit's file, for messages.</summary>
    internal string PathOf(string permit) => Path.Combine(folder, permit + ".json");

    /// <summary>What is known of a permit; null when there is no file of it.</summary>
    /// <exception cref="MuutostietoException">Integrity: the file cannot be read as one. Fault: it cannot be opened.</exception>
    internal PublishedPermit? Read(string permit)
    {
        var path = PathOf(permit);
        try
        {
            return files.File.Exists(path) ? Parse(permit, path) : null;
        }
        catch (Exception failure) when (DiskFailure.Is(failure))
        {
            throw Unreadable(path, failure);
        }
    }

    /// <summary>Changes what is known of a permit, one change at a time.</summary>
    /// <param name="permit">The id.</param>
    /// <param name="next">Is given what is known, null when nothing is, and returns what is from now on.</param>
    /// <exception cref="MuutostietoException">As <see cref="Read"/>, and the disk refuses: then nothing has changed.</exception>
    internal void Change(string permit, Func<PublishedPermit?, PublishedPermit> next)
    {
        var path = PathOf(permit);
        try
        {
            PrivateFile.CreateFolder(files, folder);
            AtomicFile.Change(files, path, () => Bytes(next(Read(permit))));
        }
        catch (Exception failure) when (DiskFailure.Is(failure))
        {
            throw new MuutostietoException(
                FailureKind.Fault,
                $"{path}: what is going to be published cannot be noted ({failure.Message}). Nothing was published. Make it writable, or "
                    + "make room, and run again.",
                failure);
        }
    }

    private static byte[] Bytes(PublishedPermit permit) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(permit, EvidenceContext.Default.PublishedPermit), (byte)'\n'];

    private PublishedPermit Parse(string permit, string path)
    {
        try
        {
            return JsonSerializer.Deserialize(files.File.ReadAllBytes(path), EvidenceContext.Default.PublishedPermit) is { } read
                && read.Permit == permit
                && read.Numbers is not null
                && read.Numbers.All(number => number is { Kind: "base" or "changes" or "extract", Number: > 0, ManifestSha256: not null })
                ? read
                : throw Damaged(path, null);
        }
        catch (JsonException failure)
        {
            throw Damaged(path, failure);
        }
    }

    private static MuutostietoException Unreadable(string path, Exception failure) =>
        new(
            FailureKind.Fault,
            $"{path}: what was published cannot be read ({failure.Message}). Nothing was delivered. Give the program's user the right to "
                + "read it.",
            failure);

    private static MuutostietoException Damaged(string path, Exception? failure) =>
        new(
            FailureKind.Integrity,
            $"{path}: it does not say what was published last for the permit; expected what this program writes there. Nothing was "
                + "delivered. Compare the ledger's last deliveries with those that the recipient has; when they are the same, move the "
                + "file away: the next run writes it anew.",
            failure);
}
