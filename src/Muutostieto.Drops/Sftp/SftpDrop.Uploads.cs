using System.Security.Cryptography;

namespace Muutostieto.Drops.Sftp;

internal sealed partial class SftpDrop
{
    public async Task ReadUploadsAsync(
        string recipient, Func<IReadOnlyList<UploadFile>, IReadOnlyList<UploadFile>> choose, int largest, Func<UploadFile, byte[]?,
            Task> take, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(choose);
        ArgumentNullException.ThrowIfNull(take);
        await using var folder = await OpenAsync(recipient, cancellation, "upload").ConfigureAwait(false);
        if (await folder.TryListAsync(cancellation).ConfigureAwait(false) is not { } listing)
        {
            return;
        }

        var chosen = choose([.. listing.Names.Select(found => UploadOf(listing.Find(found)!))]);
        folder.AllowFor(chosen.Sum(file => Math.Min(file.Bytes ?? 0, largest)));
        foreach (var file in chosen)
        {
            cancellation.ThrowIfCancellationRequested();
            await take(file, file.Bytes <= largest ? await folder.FetchForeignAsync(file.Name, largest, cancellation).ConfigureAwait(false)
                : null).ConfigureAwait(false);
        }
    }

    public async Task PutAnswerAsync(string recipient, string file, byte[] content, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(content);
        var answer = new DropFile(file, "", content.Length, Convert.ToHexStringLower(SHA256.HashData(content)));
        await using var folder = await OpenAsync(recipient, cancellation).ConfigureAwait(false);
        folder.AllowFor(content.Length);
        await RemoveLeftoversAsync(folder, await folder.ListAsync(cancellation).ConfigureAwait(false), [answer], cancellation)
            .ConfigureAwait(false);
        try
        {
            using var stream = new MemoryStream(content, writable: false);
            await folder.UploadHiddenAsync(stream, answer, RemoteMode.OfNewFile(), _ => { }, cancellation).ConfigureAwait(false);
            var listing = await folder.RequireArrivedAsync([answer], arrived => arrived.PartName, cancellation).ConfigureAwait(false);
            await folder.ReplaceAsync(listing, answer, cancellation).ConfigureAwait(false);
        }
        catch
        {
            await folder.TryRemoveHiddenAsync([answer]).ConfigureAwait(false);
            throw;
        }
    }

    public async Task PutUploadAsync(string recipient, string file, Stream content, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(content);
        content.Position = 0;
        var sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellation).ConfigureAwait(false));
        var upload = new DropFile(file, "", content.Length, sha256);
        await using var folder = await OpenAsync(recipient, cancellation, "upload").ConfigureAwait(false);
        folder.AllowFor(content.Length);
        var listing = await folder.ListAsync(cancellation).ConfigureAwait(false);
        if (listing.Find(file) is not null)
        {
            throw ErrorsFor(recipient).NameTaken(file);
        }

        try
        {
            content.Position = 0;
            await folder.UploadHiddenAsync(content, upload, RemoteMode.OfNewFile(), _ => { }, cancellation).ConfigureAwait(false);
            listing = await folder.RequireArrivedAsync([upload], arrived => arrived.PartName, cancellation).ConfigureAwait(false);
            await folder.RevealAsync(listing, upload, cancellation).ConfigureAwait(false);
        }
        catch
        {
            await folder.TryRemoveHiddenAsync([upload]).ConfigureAwait(false);
            throw;
        }
    }

    private static UploadFile UploadOf(SftpEntry entry) =>
        entry.IsFile ? new UploadFile(entry.Name, entry.Bytes, entry.Modified) : new UploadFile(entry.Name, null);
}
