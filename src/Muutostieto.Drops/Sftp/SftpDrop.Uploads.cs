using System.Security.Cryptography;

namespace Muutostieto.Drops.Sftp;

internal sealed partial class SftpDrop
{
    public async Task ReadUploadsAsync(
        string recipient, Func<IReadOnlyList<UploadFile>, IReadOnlyList<UploadFile>> choose, int largest, Func<UploadFile, byte[]?, Task> take, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(choose);
        ArgumentNullException.ThrowIfNull(take);
        var upload = FolderOf(recipient, "upload");
        await using var folder = Open(new SftpErrors(name, settings, upload));
        if (!await folder.TryEnterAsync(upload, cancellation).ConfigureAwait(false))
        {
            return;
        }

        var listing = await folder.ListAsync(cancellation).ConfigureAwait(false);
        foreach (var file in choose([.. listing.Names.Select(found => UploadOf(found, listing.Find(found)!))]))
        {
            cancellation.ThrowIfCancellationRequested();
            await take(file, file.Bytes <= largest ? await folder.FetchForeignAsync(file.Name, file.Bytes.Value, largest, cancellation).ConfigureAwait(false) : null).ConfigureAwait(false);
        }
    }

    private static UploadFile UploadOf(string file, SftpEntry entry) => entry.IsFile ? new UploadFile(file, entry.Bytes, entry.Modified) : new UploadFile(file, null);

    public async Task PutAnswerAsync(string recipient, string file, byte[] content, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(content);
        var download = FolderOf(recipient);
        await using var folder = Open(new SftpErrors(name, settings, download));
        await folder.EnterAsync(download, cancellation).ConfigureAwait(false);
        await folder.PutAsync(file, content, Convert.ToHexStringLower(SHA256.HashData(content)), cancellation).ConfigureAwait(false);
    }
}
