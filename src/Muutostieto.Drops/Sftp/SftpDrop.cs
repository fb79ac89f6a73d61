using System.IO.Abstractions;
using Muutostieto.Records;

namespace Muutostieto.Drops.Sftp;

/// <summary>
/// A folder of an SFTP server: <c>&lt;remotePath&gt;/&lt;recipient&gt;/download/</c>, one connection a call.
/// SFTP cannot demand that a server writes to its disk: what a server loses after it has taken it is put there again by
/// <see cref="HealAsync"/>. Folders are never made on the server: their owners and rights are its keeper's affair.
/// </summary>
/// <param name="name">The drop's name in the configuration.</param>
/// <param name="settings">How it is reached, with full local paths.</param>
/// <param name="time">The clock of the time limits.</param>
/// <param name="files">Where the files to publish are.</param>
internal sealed partial class SftpDrop(string name, SftpDropSettings settings, TimeProvider time, IFileSystem files) : IDrop
{
    public string Name => name;

    public string LocationOf(string recipient) => SftpErrors.Address(settings) + FolderOf(recipient);

    public async Task PublishAsync(DropDelivery delivery, Action? revealing, IProgress<long>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        var errors = ErrorsFor(delivery.Recipient);

        // Most of the time every file is sent: the first is read and hashed while the connection is made.
        await using var outbox = new OutboxCheck(files, errors, cancellation);
        _ = outbox.Of(delivery.Files[0]);
        await using var folder = await OpenAsync(delivery.Recipient, cancellation).ConfigureAwait(false);
        folder.AllowFor(2 * delivery.Files.Sum(file => file.Bytes));
        var listing = await folder.ListAsync(cancellation).ConfigureAwait(false);
        var found = await InspectAsync(folder, listing, delivery, verifyContent: true, cancellation).ConfigureAwait(false);
        if (found.Files.FirstOrDefault(file => file.State == DropFileState.Different) is { } other)
        {
            throw errors.OtherContent(other);
        }

        var missing = found.Files.Where(file => file.State == DropFileState.Missing).Select(file => file.File).ToList();
        if (missing.Count > 0)
        {
            var sent = new SftpProgress(progress, delivery.Files.Except(missing).Sum(file => file.Bytes));
            listing = await UploadAsync(folder, listing, missing, outbox, sent, revealing, cancellation).ConfigureAwait(false);

            // In the delivery's order, so the manifest comes last.
            foreach (var file in missing)
            {
                await folder.RevealAsync(listing, file, cancellation).ConfigureAwait(false);
            }
        }
        else
        {
            progress?.Report(delivery.Files.Sum(file => file.Bytes));
        }

        await folder.RequireArrivedAsync(delivery.Files, file => file.Name, cancellation).ConfigureAwait(false);
    }

    public async Task<DropInspection> InspectAsync(DropDelivery delivery, bool verifyContent, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        var found = await InspectAsync(delivery.Recipient, [delivery], verifyContent, cancellation).ConfigureAwait(false);
        return found[0].Failure is { } failure ? throw failure : found[0];
    }

    public async Task<IReadOnlyList<DropInspection>> InspectAsync(
        string recipient, IReadOnlyList<DropDelivery> deliveries, bool verifyContent, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(deliveries);
        await using var folder = await OpenAsync(recipient, cancellation).ConfigureAwait(false);
        folder.AllowFor(verifyContent ? deliveries.Sum(delivery => delivery.Files.Sum(file => file.Bytes)) : 0);
        var listing = await folder.ListAsync(cancellation).ConfigureAwait(false);
        var found = new List<DropInspection>();
        foreach (var delivery in deliveries)
        {
            try
            {
                found.Add(await InspectAsync(folder, listing, delivery, verifyContent, cancellation).ConfigureAwait(false));
            }
            catch (MuutostietoException failure) when (failure.Kind != FailureKind.Transient)
            {
                found.Add(new DropInspection([]) { Failure = failure });
            }
        }

        return found;
    }

    public async Task<IReadOnlySet<string>> FindGoneAsync(
        string recipient, IReadOnlyCollection<string> names, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(names);
        await using var folder = await OpenAsync(recipient, cancellation).ConfigureAwait(false);
        var listing = await folder.ListAsync(cancellation).ConfigureAwait(false);
        return names.Where(file => listing.Find(file) is null && listing.Find(DropFile.AsideOf(file)) is null).ToHashSet();
    }

    public async Task<IReadOnlyList<ReceiptFile>> ReadReceiptsAsync(
        string recipient, IReadOnlyCollection<string> stems, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(stems);
        await using var folder = await OpenAsync(recipient, cancellation, "upload").ConfigureAwait(false);
        if (await folder.TryListAsync(cancellation).ConfigureAwait(false) is not { } listing)
        {
            return [];
        }

        var found = new List<ReceiptFile>();
        foreach (var (stem, kind, file) in ReceiptNames.Among(listing.Names, stems))
        {
            var entry = listing.Find(file)!;
            var readable = kind != ReceiptKind.Misnamed && entry.IsFile && entry.Bytes <= ReceiptFile.LargestBytes;
            var content = readable ? await folder.FetchForeignAsync(file, ReceiptFile.LargestBytes, cancellation).ConfigureAwait(false)
                : null;

            // Another size than when it was listed: it is being written.
            found.Add(new ReceiptFile(stem, kind, content)
            {
                FileName = file,
                Modified = content is null || content.Length == entry.Bytes
                ? entry.Modified : time.GetUtcNow()
            });
        }

        return found;
    }

    public async Task RemoveAsync(DropDelivery delivery, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        await using var folder = await OpenAsync(delivery.Recipient, cancellation).ConfigureAwait(false);
        var listing = await folder.ListAsync(cancellation).ConfigureAwait(false);
        var names = delivery.DataFiles.Prepend(delivery.Manifest).Select(file => file.Name)
            .Concat(delivery.Files.Select(file => file.AsideName))
            .Concat(listing.Hidden.Where(name => delivery.Files.Any(file => file.IsPart(name))))
            .ToList();
        foreach (var entry in names.Select(listing.Find).OfType<SftpEntry>().Where(entry => !entry.IsFolder))
        {
            await folder.RemoveAsync(entry, cancellation).ConfigureAwait(false);
        }
    }

    private static async Task<DropInspection> InspectAsync(
        SftpFolder folder, SftpListing listing, DropDelivery delivery, bool verifyContent, CancellationToken cancellation)
    {
        var found = new List<DropFileInspection>();
        foreach (var file in delivery.Files)
        {
            var compared = await folder.CompareAsync(listing, file, verifyContent, cancellation).ConfigureAwait(false);
            found.Add(
                compared with
                {
                    State =
                        compared.State == DropFileState.Missing && listing.Find(file.AsideName) is not null
                            ? DropFileState.Different
                            : compared.State,
                    HasArrivedHidden = listing.Find(file.PartName) is not null,
                    IsHidden = listing.Hidden.Any(file.IsPart),
                });
        }

        return new DropInspection(found);
    }

    private async Task<SftpFolder> OpenAsync(string recipient, CancellationToken cancellation, string folder = "download")
    {
        var path = FolderOf(recipient, folder);
        var errors = new SftpErrors(name, settings, path);
        return new SftpFolder(
            await SftpConnection.OpenAsync(name, settings, errors, time, cancellation).ConfigureAwait(false), path, errors);
    }

    private SftpErrors ErrorsFor(string recipient) => new(name, settings, FolderOf(recipient));

    private string FolderOf(string recipient, string folder = "download")
    {
        var root = settings.RemotePath.TrimEnd('/');
        return settings.RecipientFolder ? $"{root}/{recipient}/{folder}" : $"{root}/{folder}";
    }
}
