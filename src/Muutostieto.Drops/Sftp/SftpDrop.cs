using Muutostieto.Records;

namespace Muutostieto.Drops.Sftp;

/// <summary>
/// A folder of an SFTP server: <c>&lt;remotePath&gt;/&lt;recipient&gt;/download/</c>, one session of OpenSSH's sftp a call.
/// The files' content is durable when publishing returns, if the server knows OpenSSH's fsync; for folders SFTP has no such request.
/// Folders are never made on the server: their owners and rights are its keeper's affair.
/// </summary>
/// <param name="name">The drop's name in the configuration.</param>
/// <param name="settings">How it is reached, with full local paths.</param>
/// <param name="workDirectory">Where content fetched for comparison stands for a moment; only its owner gets in.</param>
/// <param name="time">The clock of the time limits.</param>
internal sealed partial class SftpDrop(string name, SftpDropSettings settings, string workDirectory, TimeProvider time) : IDrop
{
    public string Name => name;

    public string LocationOf(string recipient) => SftpErrors.Address(settings) + FolderOf(recipient);

    public async Task PublishAsync(DropDelivery delivery, Action? revealing, IProgress<long>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        var errors = ErrorsFor(delivery);
        await using var folder = await EnterAsync(delivery, errors, cancellation).ConfigureAwait(false);
        var found = await InspectAsync(folder, delivery, verifyContent: true, cancellation).ConfigureAwait(false);
        if (found.Files.FirstOrDefault(file => file.State == DropFileState.Different) is { } other)
        {
            throw errors.OtherContent(other);
        }

        var missing = found.Files.Where(file => file.State == DropFileState.Missing).Select(file => file.File).ToList();
        foreach (var file in missing)
        {
            await RequireOutboxAsync(file, errors, cancellation).ConfigureAwait(false);
        }

        var done = delivery.Files.Except(missing).Sum(file => file.Bytes);
        progress?.Report(done);
        foreach (var file in missing)
        {
            await folder.UploadHiddenAsync(file, cancellation).ConfigureAwait(false);
            done += file.Bytes;
            progress?.Report(done);
        }

        await folder.RequireArrivedAsync(missing, file => file.PartName, cancellation).ConfigureAwait(false);
        if (missing.Count > 0)
        {
            await TellAsync(folder, missing, revealing, cancellation).ConfigureAwait(false);
        }

        // In the delivery's order, so the manifest comes last.
        foreach (var file in missing)
        {
            await folder.RevealAsync(file, cancellation).ConfigureAwait(false);
        }

        await folder.RequireArrivedAsync(delivery.Files, file => file.Name, cancellation).ConfigureAwait(false);
    }

    public async Task<DropInspection> InspectAsync(DropDelivery delivery, bool verifyContent, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        await using var folder = await EnterAsync(delivery, ErrorsFor(delivery), cancellation).ConfigureAwait(false);
        return await InspectAsync(folder, delivery, verifyContent, cancellation).ConfigureAwait(false);
    }

    public async Task<IReadOnlySet<string>> FindGoneAsync(string recipient, IReadOnlyCollection<string> names, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(names);
        var errors = new SftpErrors(name, settings, FolderOf(recipient));
        await using var folder = Open(errors);
        await folder.EnterAsync(FolderOf(recipient), cancellation).ConfigureAwait(false);
        var listing = await folder.ListAsync(cancellation).ConfigureAwait(false);
        return names.Where(file => listing.Find(file) is null).ToHashSet();
    }

    public async Task<IReadOnlyList<ReceiptFile>> ReadReceiptsAsync(string recipient, IReadOnlyCollection<string> stems, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(stems);
        var upload = FolderOf(recipient, "upload");
        var errors = new SftpErrors(name, settings, upload);
        await using var folder = Open(errors);
        if (!await folder.TryEnterAsync(upload, cancellation).ConfigureAwait(false))
        {
            return [];
        }

        var listing = await folder.ListAsync(cancellation).ConfigureAwait(false);
        var found = new List<ReceiptFile>();
        foreach (var (stem, kind, file) in ReceiptNames.Among(listing.Names, stems))
        {
            var entry = listing.Find(file)!;
            var readable = kind != ReceiptKind.Misnamed && entry.IsFile && entry.Bytes <= ReceiptFile.LargestBytes;
            var content = readable ? await folder.FetchSmallAsync(file, ReceiptFile.LargestBytes, cancellation).ConfigureAwait(false) : null;

            // Another size than when it was listed: somebody writes to it now.
            found.Add(new ReceiptFile(stem, kind, content) { FileName = file, Modified = content is null || content.Length == entry.Bytes ? entry.Modified : time.GetUtcNow() });
        }

        return found;
    }

    public async Task RemoveAsync(DropDelivery delivery, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        await using var folder = await EnterAsync(delivery, ErrorsFor(delivery), cancellation).ConfigureAwait(false);
        var listing = await folder.ListAsync(cancellation).ConfigureAwait(false);
        var names = delivery.DataFiles.Prepend(delivery.Manifest).Select(file => file.Name).Concat(delivery.Files.Select(file => file.PartName));
        foreach (var name in names.Where(name => listing.Find(name) is not null))
        {
            await folder.RemoveAsync(name, cancellation).ConfigureAwait(false);
        }
    }

    private static async Task<DropInspection> InspectAsync(
        SftpFolder folder, DropDelivery delivery, bool verifyContent, CancellationToken cancellation)
    {
        var listing = await folder.ListAsync(cancellation).ConfigureAwait(false);
        var found = new List<DropFileInspection>();
        foreach (var file in delivery.Files)
        {
            var compared = await folder.CompareAsync(listing, file, verifyContent, cancellation).ConfigureAwait(false);
            found.Add(compared with { HasArrivedHidden = listing.Find(file.PartName) is not null });
        }

        return new DropInspection(found);
    }

    private static async Task TellAsync(SftpFolder folder, List<DropFile> arrived, Action? revealing, CancellationToken cancellation)
    {
        try
        {
            revealing?.Invoke();
        }
        catch (MuutostietoException)
        {
            foreach (var file in arrived)
            {
                await folder.RemoveAsync(file.PartName, cancellation).ConfigureAwait(false);
            }

            throw;
        }
    }

    private static async Task RequireOutboxAsync(DropFile file, SftpErrors errors, CancellationToken cancellation)
    {
        var local = new FileInfo(file.LocalPath);
        if (!local.Exists)
        {
            throw errors.OutboxMissing(file);
        }

        using var content = local.OpenRead();
        if (local.Length != file.Bytes || !file.HasHash(await DropHash.OfAsync(content, cancellation).ConfigureAwait(false)))
        {
            throw errors.OutboxDiffers(file, local.Length);
        }
    }

    private async Task<SftpFolder> EnterAsync(DropDelivery delivery, SftpErrors errors, CancellationToken cancellation)
    {
        var folder = Open(errors);
        try
        {
            await folder.EnterAsync(FolderOf(delivery.Recipient), cancellation).ConfigureAwait(false);
            return folder;
        }
        catch
        {
            await folder.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private SftpFolder Open(SftpErrors errors)
    {
        SftpKeyFiles.Check(name, settings);
        return new SftpFolder(SftpSession.Start(settings, errors, time), errors, TimeSpan.FromSeconds(settings.TimeoutSeconds), workDirectory, time);
    }

    private SftpErrors ErrorsFor(DropDelivery delivery) => new(name, settings, FolderOf(delivery.Recipient));

    private string FolderOf(string recipient, string folder = "download")
    {
        var root = settings.RemotePath.TrimEnd('/');
        return settings.RecipientFolder ? $"{root}/{recipient}/{folder}" : $"{root}/{folder}";
    }
}
