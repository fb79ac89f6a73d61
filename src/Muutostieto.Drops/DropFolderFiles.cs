using System.Buffers;
using System.IO.Abstractions;
using System.Security.Cryptography;
using Muutostieto.Records.Files;

namespace Muutostieto.Drops;

/// <summary>The single steps on one file in a drop's folder.</summary>
internal sealed class DropFolderFiles(IFileSystem files, IDiskSync disk)
{
    private const int BufferSize = 1 << 20;

    private static readonly EnumerationOptions Hidden = new() { AttributesToSkip = 0 };

    /// <summary>Compares the published file with what was recorded.</summary>
    public async Task<DropFileInspection> CompareAsync(string folder, DropFile file, bool verifyContent, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, file.Name);
        if (files.Directory.Exists(path))
        {
            return new DropFileInspection(file, DropFileState.Different, null, ContentVerified: false);
        }

        if (!files.File.Exists(path))
        {
            return new DropFileInspection(file, DropFileState.Missing, null, ContentVerified: false);
        }

        // Opening a pipe would wait for its other end. Its size is 0, which no published file has.
        var entry = files.FileInfo.New(path);
        if (entry.LinkTarget is not null || entry.Length != file.Bytes)
        {
            return new DropFileInspection(
                file,
                DropFileState.Different,
                entry.LinkTarget is null ? entry.Length : null,
                ContentVerified: false);
        }

        using var stream = files.File.Open(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = stream.Length;
        if (bytes != file.Bytes || !verifyContent)
        {
            var bySize = bytes == file.Bytes ? DropFileState.Present : DropFileState.Different;
            return new DropFileInspection(file, bySize, bytes, ContentVerified: false);
        }

        var hash = await DropHash.OfAsync(stream, cancellation).ConfigureAwait(false);
        var state = file.HasHash(hash) ? DropFileState.Present : DropFileState.Different;
        return new DropFileInspection(file, state, bytes, ContentVerified: true);
    }

    /// <summary>Copies an outbox file under its hidden name, checks what was copied against the record, and makes it durable.</summary>
    public async Task CopyHiddenAsync(
        string folder, DropFile file, DirectoryDropErrors errors, Action<long> written, CancellationToken cancellation)
    {
        using var source = OpenOutbox(file, errors);
        using var target = CreateHidden(folder, file);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            long total = 0;
            int count;
            while ((count = await source.ReadAsync(buffer.AsMemory(0, BufferSize), cancellation).ConfigureAwait(false)) > 0)
            {
                hash.AppendData(buffer, 0, count);
                await target.WriteAsync(buffer.AsMemory(0, count), cancellation).ConfigureAwait(false);
                total += count;
                written(total);
            }

            disk.FlushFile(target);
            var sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
            if (total != file.Bytes || !file.HasHash(sha256))
            {
                throw errors.OutboxDiffers(file, total);
            }

            if (target.Length != file.Bytes)
            {
                throw errors.ArrivedShort(file, target.Length);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>
    /// Creates a file under its hidden name, in the place of what an earlier run has left. The recipient may write to the folder: a link of
    /// its own under the name would lead the bytes to any file of this program.
    /// </summary>
    public FileSystemStream CreateHidden(string folder, DropFile file)
    {
        var path = Path.Combine(folder, file.PartName);
        if (ForeignFile.Exists(path))
        {
            files.File.Delete(path);
        }

        return files.File.Open(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
    }

    /// <summary>The hidden entries of a folder; none when it is not there.</summary>
    public List<string> HiddenIn(string folder) => files.Directory.Exists(folder)
        ? [.. files.Directory.EnumerateFileSystemEntries(folder, ".*", Hidden).Select(path => Path.GetFileName(path))]
        : [];

    /// <summary>Removes what workers before this one have sent of files under hidden names: they can no longer make it visible.</summary>
    public void RemoveEarlier(string folder, IReadOnlyCollection<DropFile> sending)
    {
        foreach (var entry in HiddenIn(folder).Where(entry => sending.Any(file => file.IsEarlierPart(entry) && entry != file.PartName)))
        {
            files.File.Delete(Path.Combine(folder, entry));
        }
    }

    /// <summary>Gives an arrived file its name. Fails when something has appeared under that name meanwhile.</summary>
    public void Reveal(string folder, DropFile file) =>
        files.File.Move(Path.Combine(folder, file.PartName), Path.Combine(folder, file.Name));

    /// <summary>Gives an arrived file its name in the place of what has it.</summary>
    public void Replace(string folder, DropFile file) =>
        files.File.Move(Path.Combine(folder, file.PartName), Path.Combine(folder, file.Name), overwrite: true);

    /// <summary>Removes hidden files as far as that is possible.</summary>
    public void RemoveHidden(string folder, IEnumerable<DropFile> arrived)
    {
        foreach (var file in arrived)
        {
            try
            {
                files.File.Delete(Path.Combine(folder, file.PartName));
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // The original failure is the one to report; the next run overwrites the file.
            }
        }
    }

    private FileSystemStream OpenOutbox(DropFile file, DirectoryDropErrors errors)
    {
        try
        {
            return files.File.Open(file.LocalPath, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw errors.OutboxMissing(file);
        }
    }
}
