using Muutostieto.Records.Files;

namespace Muutostieto.Drops.Sftp;

/// <summary>The recipient's remote folder and the single steps on its files, within one session.</summary>
internal sealed class SftpFolder(SftpSession session, SftpErrors errors, TimeSpan answerLimit, string workDirectory, TimeProvider time) : IAsyncDisposable
{
    // What is slower than this is taken for hanging.
    private const double SlowestBytesPerSecond = 100_000;

    // A file that arrives is looked at so often, and may be so much larger than its limit before it is broken off.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private const int Slack = 1 << 20;

    /// <summary>Connects, and makes the folder the one that names are relative to.</summary>
    public async Task EnterAsync(string path, CancellationToken cancellation)
    {
        var reply = await session.RunAsync($"cd {SftpQuoting.Word(path)}", answerLimit, cancellation).ConfigureAwait(false);
        if (reply.Errors.Count > 0)
        {
            throw errors.NoFolder(reply.Errors);
        }
    }

    /// <summary>As <see cref="EnterAsync"/>, but a folder that is not there is an answer, no failure.</summary>
    public async Task<bool> TryEnterAsync(string path, CancellationToken cancellation)
    {
        var reply = await session.RunAsync($"cd {SftpQuoting.Word(path)}", answerLimit, cancellation).ConfigureAwait(false);
        return reply.Errors.Count == 0 || (SftpErrors.SaysMissing(reply.Errors) ? false : throw errors.NoFolder(reply.Errors));
    }

    public async Task<SftpListing> ListAsync(CancellationToken cancellation)
    {
        var reply = await session.RunAsync("ls -lna", answerLimit, cancellation).ConfigureAwait(false);
        return reply.Errors.Count > 0 ? throw errors.NoFolder(reply.Errors)
            : reply.Output.Count > UploadFile.MostInFolder ? throw errors.TooManyFiles(UploadFile.MostInFolder)
            : new SftpListing(reply.Output, time.GetUtcNow());
    }

    public async Task<DropFileInspection> CompareAsync(SftpListing listing, DropFile file, bool verifyContent, CancellationToken cancellation)
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

    /// <summary>Uploads under the hidden name, over whatever an earlier run has left there, and has the server write it to its disk.</summary>
    public async Task UploadHiddenAsync(DropFile file, CancellationToken cancellation)
    {
        var command = $"put -f {SftpQuoting.LocalPath(file.LocalPath)} {RemoteName(file.PartName)}";
        var reply = await session.RunAsync(command, LimitFor(file), cancellation).ConfigureAwait(false);
        if (reply.Errors.Count > 0)
        {
            // As far as possible: a part of a file would fill the server's disk until the next run.
            await session.RunAsync($"rm {RemoteName(file.PartName)}", answerLimit, cancellation).ConfigureAwait(false);
            throw errors.CommandFailed($"uploading {file.Name}", reply.Errors);
        }
    }

    /// <summary>Gives an uploaded file its name. The old form of renaming (-l) refuses a name that is taken, the newer one would overwrite.</summary>
    public async Task RevealAsync(DropFile file, CancellationToken cancellation)
    {
        var command = $"rename -l {RemoteName(file.PartName)} {RemoteName(file.Name)}";
        var reply = await session.RunAsync(command, answerLimit, cancellation).ConfigureAwait(false);
        if (reply.Errors.Count > 0)
        {
            throw errors.NotRevealed(file, reply.Errors);
        }
    }

    public async Task RequireArrivedAsync(IEnumerable<DropFile> files, Func<DropFile, string> nameOf, CancellationToken cancellation)
    {
        var listing = await ListAsync(cancellation).ConfigureAwait(false);
        foreach (var file in files)
        {
            var entry = listing.Find(nameOf(file));
            if (entry is not { IsFile: true } || entry.Bytes != file.Bytes)
            {
                throw errors.ArrivedShort(file, entry?.Bytes);
            }
        }
    }

    /// <summary>The content of a small file that somebody else writes; null when it cannot be fetched or has grown beyond the limit.</summary>
    public Task<byte[]?> FetchSmallAsync(string name, int limit, CancellationToken cancellation) => FetchForeignAsync(name, 0, limit, cancellation);

    /// <summary>As <see cref="FetchSmallAsync"/>, with time for as many bytes as it had when it was listed.</summary>
    public async Task<byte[]?> FetchForeignAsync(string name, long bytes, int limit, CancellationToken cancellation)
    {
        var path = WorkFile();
        try
        {
            var reply = await GetAsync($"get {RemoteName(name)} {SftpQuoting.LocalPath(path)}", path, bytes, limit, cancellation).ConfigureAwait(false);
            return reply.Errors.Count > 0 ? null : await ForeignFile.ReadAsync(path, limit, cancellation).ConfigureAwait(false);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Watches what arrives: sftp itself fetches as long as the server sends, whatever size it listed.</summary>
    private async Task<SftpReply> GetAsync(string command, string path, long bytes, int limit, CancellationToken cancellation)
    {
        using var grown = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var fetching = session.RunAsync(command, LimitFor(bytes), grown.Token);
        while (await Task.WhenAny(fetching, Task.Delay(Look, CancellationToken.None)).ConfigureAwait(false) != fetching)
        {
            if (new FileInfo(path) is { Exists: true } arriving && arriving.Length > limit + Slack)
            {
                await grown.CancelAsync().ConfigureAwait(false);
            }
        }

        try
        {
            return await fetching.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw errors.GrowsWithoutEnd(limit);
        }
    }

    /// <summary>Puts a file of our own in the place of an earlier one of the name; it appears whole.</summary>
    public async Task PutAsync(string name, byte[] content, string sha256, CancellationToken cancellation)
    {
        var path = WorkFile();
        var file = new DropFile(name, path, content.Length, sha256);
        try
        {
            await File.WriteAllBytesAsync(path, content, cancellation).ConfigureAwait(false);
            await UploadHiddenAsync(file, cancellation).ConfigureAwait(false);
            await RequireArrivedAsync([file], arrived => arrived.PartName, cancellation).ConfigureAwait(false);

            // The newer form of renaming takes the place of what is there; a server that lacks it falls back to the old one, which refuses a taken name.
            var reply = await session.RunAsync($"rename {RemoteName(file.PartName)} {RemoteName(name)}", answerLimit, cancellation).ConfigureAwait(false);
            if (reply.Errors.Count > 0)
            {
                throw errors.NotRevealed(file, reply.Errors);
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Removes a file; one that has gone meanwhile is no failure.</summary>
    public async Task RemoveAsync(string name, CancellationToken cancellation)
    {
        var reply = await session.RunAsync($"rm {RemoteName(name)}", answerLimit, cancellation).ConfigureAwait(false);
        if (reply.Errors.Count > 0 && !SftpErrors.SaysMissing(reply.Errors))
        {
            throw errors.CommandFailed($"removing {name}", reply.Errors);
        }
    }

    public ValueTask DisposeAsync() => session.DisposeAsync();

    // Beginning with the folder, so that no name is taken for an option.
    private static string RemoteName(string name) => SftpQuoting.Word($"./{name}");

    private async Task<string> FetchHashAsync(DropFile file, CancellationToken cancellation)
    {
        var path = WorkFile();
        try
        {
            var command = $"get {RemoteName(file.Name)} {SftpQuoting.LocalPath(path)}";
            var reply = await session.RunAsync(command, LimitFor(file), cancellation).ConfigureAwait(false);
            if (reply.Errors.Count > 0)
            {
                throw errors.CommandFailed($"fetching {file.Name} to compare it", reply.Errors);
            }

            using var fetched = File.OpenRead(path);
            return await DropHash.OfAsync(fetched, cancellation).ConfigureAwait(false);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private string WorkFile()
    {
        MakeWorkDirectory();
        return Path.Combine(workDirectory, $"{Guid.NewGuid():N}.fetched");
    }

    private void MakeWorkDirectory() => PrivateFile.CreateFolder(workDirectory);

    private TimeSpan LimitFor(DropFile file) => LimitFor(file.Bytes);

    private TimeSpan LimitFor(long bytes) => answerLimit + TimeSpan.FromSeconds(bytes / SlowestBytesPerSecond);
}
