using Renci.SshNet;
using Renci.SshNet.Common;
using Renci.SshNet.Sftp;

namespace Muutostieto.Drops.Sftp;

/// <summary>One remote folder and the single steps on its files, within one connection.</summary>
internal sealed partial class SftpFolder(SftpConnection connection, string path, SftpErrors errors) : IAsyncDisposable
{
    // What a foreign file may have grown by since it was listed.
    private const int Slack = 1 << 20;

    public void AllowFor(long bytes) => connection.AllowFor(bytes);

    public Task<SftpListing> ListAsync(CancellationToken cancellation) =>
        connection.RunAsync((client, token) => SftpListing.ReadAsync(client, path, errors, token), errors.NoFolder, cancellation);

    /// <summary>As <see cref="ListAsync"/>; null for a folder that is not there.</summary>
    public Task<SftpListing?> TryListAsync(CancellationToken cancellation) => connection.RunAsync(
        async (client, token) =>
        {
            try
            {
                return await SftpListing.ReadAsync(client, path, errors, token).ConfigureAwait(false);
            }
            catch (SftpPathNotFoundException)
            {
                return null;
            }
        },
        errors.NoFolder,
        cancellation);

    public async Task<DropFileInspection> CompareAsync(
        SftpListing listing, DropFile file, bool verifyContent, CancellationToken cancellation)
    {
        var entry = listing.Find(file.Name);
        if (entry is null)
        {
            return new DropFileInspection(file, DropFileState.Missing, null, ContentVerified: false);
        }

        if (!entry.IsFile || entry.Bytes != file.Bytes)
        {
            return new DropFileInspection(file, DropFileState.Different, entry.IsFile ? entry.Bytes : null, ContentVerified: false);
        }

        var same = !verifyContent || file.HasHash(await FetchHashAsync(file, cancellation).ConfigureAwait(false));
        return new DropFileInspection(file, same ? DropFileState.Present : DropFileState.Different, entry.Bytes, verifyContent);
    }

    /// <summary>Whether the server's disk takes as many bytes, where the server says so.</summary>
    public async Task RequireRoomAsync(long bytes, CancellationToken cancellation)
    {
        var room = await connection.RunAsync(
            StatusAsync, failure => errors.CommandFailed("asking for the free space", failure), cancellation).ConfigureAwait(false);
        if (room is { TotalBlocks: > 0 } && (double)room.AvailableBlocks * room.BlockSize < bytes)
        {
            throw errors.NoRoom(room.AvailableBlocks * room.BlockSize, bytes);
        }
    }

    /// <summary>Uploads under the hidden name, which must be free: a link that was put there is not followed.</summary>
    public Task UploadHiddenAsync(Stream content, DropFile file, UnixFileMode? mode, Action<long> sent, CancellationToken cancellation) =>
        connection.SendAsync(
        async (client, progressed, token) =>
        {
            var part = PathOf(file.PartName);
            if (mode is { } rights)
            {
                // The file has its rights before there is anything to read.
                await client.UploadFileAsync(Stream.Null, part, canOverride: false, null, token).ConfigureAwait(false);
                Restrict(client, part, rights);
            }

            var progress = new Sent(progressed, sent);
            await client.UploadFileAsync(content, part, canOverride: mode is not null, progress, token).ConfigureAwait(false);
        },
        failure => errors.CommandFailed($"uploading {file.Name}", failure),
        cancellation);

    /// <summary>Lists the folder and checks the sizes of what was uploaded.</summary>
    public async Task<SftpListing> RequireArrivedAsync(
        IEnumerable<DropFile> files, Func<DropFile, string> nameOf, CancellationToken cancellation)
    {
        var listing = await ListAsync(cancellation).ConfigureAwait(false);
        foreach (var file in files)
        {
            var entry = listing.Find(nameOf(file));
            if (entry is not { IsFile: true } || entry.Bytes != file.Bytes)
            {
                throw errors.ArrivedShort(file, entry is { IsFile: true } ? entry.Bytes : null);
            }
        }

        return listing;
    }

    /// <summary>
    /// Gives an uploaded file its name, which must be free: the protocol's own way of renaming refuses one that is taken.
    /// </summary>
    public Task RevealAsync(SftpListing listing, DropFile file, CancellationToken cancellation) => listing.Find(file.Name) is not null
        ? throw errors.NotRevealed(file, null)
        : connection.RunAsync(
            (_, _) =>
            {
                listing.Find(file.PartName)!.Rename(file.Name);
                return Task.FromResult(true);
            },
            failure => errors.NotRevealed(file, failure),
            cancellation);

    /// <summary>
    /// Gives an uploaded file its name in the place of what has it, at once where the server knows posix-rename. Elsewhere
    /// a file that has the name is put aside first: whatever ends the connection between, the next run sees that it was not the recipient.
    /// </summary>
    public async Task ReplaceAsync(SftpListing listing, DropFile file, CancellationToken cancellation)
    {
        var (part, other) = (listing.Find(file.PartName)!, listing.Find(file.Name));
        if (other is { IsFolder: true })
        {
            throw errors.NotRevealed(file, null);
        }

        if (other is { IsFile: false })
        {
            // A link would be followed, and what it points at replaced.
            await RemoveAsync(other, cancellation).ConfigureAwait(false);
        }

        await connection.RunAsync(
            async (client, token) =>
            {
                if (!TryReplaceAtOnce(client, file))
                {
                    if (other is { IsFile: true })
                    {
                        await DeleteAsync(client, file.AsideName, token).ConfigureAwait(false);
                        other.Rename(file.AsideName);
                    }

                    part.Rename(file.Name);
                }

                await DeleteAsync(client, file.AsideName, token).ConfigureAwait(false);
                return true;
            },
            failure => errors.NotRevealed(file, failure),
            cancellation).ConfigureAwait(false);
    }

    /// <summary>The content of a file that others write; null when it cannot be fetched or has grown beyond the limit.</summary>
    public async Task<byte[]?> FetchForeignAsync(string name, int limit, CancellationToken cancellation)
    {
        using var sink = new FetchSink.Content((long)limit + Slack);
        try
        {
            var isFetched = await connection.RunAsync((client, token) => FetchAsync(client, name, sink, token), failure =>
                errors.CommandFailed($"fetching {name}", failure), cancellation)
                .ConfigureAwait(false);
            return isFetched && sink.Length <= limit ? sink.All : null;
        }
        catch (FetchLimitException)
        {
            throw errors.GrowsWithoutEnd(limit);
        }
    }

    /// <summary>Removes an entry; one that has gone meanwhile is no failure.</summary>
    public Task RemoveAsync(SftpEntry entry, CancellationToken cancellation) => connection.RunAsync(
        async (_, token) =>
        {
            await DeleteAsync(entry, token).ConfigureAwait(false);
            return true;
        },
        failure => errors.CommandFailed($"removing {entry.Name}", failure),
        cancellation);

    /// <summary>Removes what was uploaded under hidden names, as far as that is possible in a short time.</summary>
    public Task TryRemoveHiddenAsync(IEnumerable<DropFile> files) => connection.TryAsync(async (client, token) =>
    {
        var listing = await SftpListing.ReadAsync(client, path, errors, token).ConfigureAwait(false);
        foreach (var entry in files.Select(file => listing.Find(file.PartName)).OfType<SftpEntry>().Where(entry => !entry.IsFolder))
        {
            await DeleteAsync(entry, token).ConfigureAwait(false);
        }
    });

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private static async Task DeleteAsync(SftpEntry entry, CancellationToken cancellation)
    {
        try
        {
            await entry.DeleteAsync(cancellation).ConfigureAwait(false);
        }
        catch (SftpPathNotFoundException)
        {
            // Removed meanwhile.
        }
    }

    private async Task DeleteAsync(ISftpClient client, string name, CancellationToken cancellation)
    {
        try
        {
            await client.DeleteFileAsync(PathOf(name), cancellation).ConfigureAwait(false);
        }
        catch (SftpPathNotFoundException)
        {
            // Nothing of the name.
        }
    }

    private bool TryReplaceAtOnce(ISftpClient client, DropFile file) => TryRenameAtOnce(client, file.PartName, file.Name);

    private bool TryRenameAtOnce(ISftpClient client, string from, string to)
    {
        try
        {
            client.RenameFile(PathOf(from), PathOf(to), isPosix: true);
            return true;
        }
        catch (Exception failure) when (failure is NotSupportedException or SftpException { StatusCode: StatusCode.OperationUnsupported })
        {
            return false;
        }
    }

    private static void Restrict(ISftpClient client, string part, UnixFileMode rights)
    {
        try
        {
            var made = client.Get(part);
            var allowed = RemoteMode.Of(made.Attributes);
            if ((allowed & ~rights) != 0)
            {
                made.SetPermissions(RemoteMode.Digits(allowed & rights));
            }
        }
        catch (SftpException failure) when (!SftpErrors.IsPassing(failure))
        {
            // A server without rights of files.
        }
    }

    private async Task<string> FetchHashAsync(DropFile file, CancellationToken cancellation)
    {
        using var sink = new FetchSink.Hash(file.Bytes);
        try
        {
            await connection.RunAsync(
                async (client, token) =>
                {
                    await client.DownloadFileAsync(PathOf(file.Name), sink, token).ConfigureAwait(false);
                    return true;
                },
                failure => errors.CommandFailed($"fetching {file.Name} to compare it", failure),
                cancellation).ConfigureAwait(false);
            return sink.Sha256;
        }
        catch (FetchLimitException)
        {
            // Longer by now than it was listed, so another content.
            return "";
        }
    }

    private async Task<bool> FetchAsync(ISftpClient client, string name, FetchSink sink, CancellationToken cancellation)
    {
        try
        {
            await client.DownloadFileAsync(PathOf(name), sink, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (SftpException failure) when (!SftpErrors.IsPassing(failure))
        {
            return false;
        }
    }

    private async Task<SftpFileSystemInformation?> StatusAsync(ISftpClient client, CancellationToken cancellation)
    {
        try
        {
            return await client.GetStatusAsync(path, cancellation).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is NotSupportedException
            or SftpException { StatusCode: StatusCode.OperationUnsupported or StatusCode.Failure or StatusCode.PermissionDenied })
        {
            // A server that does not say is found to be full when it is.
            return null;
        }
    }

    private string PathOf(string name) => $"{path}/{name}";

    private sealed class Sent(Action progressed, Action<long> report) : IProgress<UploadFileProgressReport>
    {
        public void Report(UploadFileProgressReport value)
        {
            progressed();
            report((long)value.TotalBytesUploaded);
        }
    }
}
