using System.IO.Abstractions;
using Muutostieto.Records.Files;

namespace Muutostieto.Drops.Sftp;

/// <summary>
/// Reads files of the outbox and compares them with what was recorded, before they are sent. A check may begin long before its result is
/// needed: while the connection is made, or while another file is on its way.
/// </summary>
/// <param name="files">Where the outbox is.</param>
/// <param name="errors">Words the failures.</param>
/// <param name="cancellation">Breaks off all checks.</param>
internal sealed class OutboxCheck(IFileSystem files, SftpErrors errors, CancellationToken cancellation) : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
    private readonly Dictionary<DropFile, Task> checks = [];

    /// <summary>Begins the check of a file, at most once. It fails when the file is another than was recorded.</summary>
    internal Task Of(DropFile file)
    {
        if (!checks.TryGetValue(file, out var check))
        {
            checks.Add(file, check = Task.Run(() => RequireAsync(file), CancellationToken.None));
        }

        return check;
    }

    /// <summary>Breaks off what has not ended. Results that were not asked for do not count.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        foreach (var check in checks.Values)
        {
            await Task.WhenAny(check).ConfigureAwait(false);
        }

        stop.Dispose();
    }

    private async Task RequireAsync(DropFile file)
    {
        var local = files.FileInfo.New(file.LocalPath);
        if (!local.Exists)
        {
            throw errors.OutboxMissing(file);
        }

        try
        {
            using var content = local.OpenRead();
            if (local.Length != file.Bytes || !file.HasHash(await DropHash.OfAsync(content, stop.Token).ConfigureAwait(false)))
            {
                throw errors.OutboxDiffers(file, local.Length);
            }
        }
        catch (Exception failure) when (DiskFailure.Is(failure))
        {
            throw errors.CommandFailed($"reading {file.LocalPath}", failure);
        }
    }
}
