using System.IO.Abstractions;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Drops;

/// <summary>
/// A folder of this host: <c>&lt;root&gt;/&lt;recipient&gt;/download/</c>, with <c>upload/</c> for the recipient's answers beside it.
/// Everything is durable when publishing returns.
/// </summary>
/// <param name="name">The drop's name in the configuration.</param>
/// <param name="root">Full path of the drop.</param>
/// <param name="createRoot">Whether a missing root is made: right for the drop below the data directory, wrong for a mount that may be absent.</param>
/// <param name="files">The file system.</param>
/// <param name="disk">How it is made durable.</param>
internal sealed class DirectoryDrop(string name, string root, bool createRoot, IFileSystem files, IDiskSync disk) : IDrop
{
    private readonly DropFolderFiles _content = new(files, disk);

    public string Name => name;

    public string LocationOf(string recipient) => Path.Combine(root, recipient, "download");

    public async Task PublishAsync(DropDelivery delivery, IProgress<long>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        var errors = new DirectoryDropErrors(name, LocationOf(delivery.Recipient));
        try
        {
            await PublishMissingAsync(delivery, errors, progress, cancellation).ConfigureAwait(false);
        }
        catch (Exception failure) when (DiskFailure.Is(failure))
        {
            throw errors.From(failure);
        }
    }

    public async Task<DropInspection> InspectAsync(DropDelivery delivery, bool verifyContent, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        var folder = LocationOf(delivery.Recipient);
        var errors = new DirectoryDropErrors(name, folder);
        if (!files.Directory.Exists(root) && !createRoot)
        {
            throw errors.MissingRoot(root);
        }

        try
        {
            var found = new List<DropFileInspection>();
            foreach (var file in delivery.Files)
            {
                found.Add(await _content.CompareAsync(folder, file, verifyContent, cancellation).ConfigureAwait(false));
            }

            return new DropInspection(found);
        }
        catch (Exception failure) when (DiskFailure.Is(failure))
        {
            throw errors.From(failure);
        }
    }

    private async Task PublishMissingAsync(DropDelivery delivery, DirectoryDropErrors errors, IProgress<long>? progress, CancellationToken cancellation)
    {
        var folder = PrepareFolder(delivery.Recipient, errors);
        var missing = new List<DropFile>();
        foreach (var file in delivery.Files)
        {
            var found = await _content.CompareAsync(folder, file, verifyContent: true, cancellation).ConfigureAwait(false);
            if (found.State == DropFileState.Different)
            {
                throw errors.OtherContent(found);
            }

            if (found.State == DropFileState.Missing)
            {
                missing.Add(file);
            }
        }

        await UploadAsync(folder, delivery, missing, errors, progress, cancellation).ConfigureAwait(false);

        foreach (var file in missing.Where(file => file != delivery.Manifest))
        {
            _content.Reveal(folder, file);
        }

        // Also when nothing was missing: an earlier run may have been stopped between renaming and flushing.
        disk.FlushDirectory(folder);
        if (missing.Contains(delivery.Manifest))
        {
            _content.Reveal(folder, delivery.Manifest);
            disk.FlushDirectory(folder);
        }
    }

    private async Task UploadAsync(
        string folder, DropDelivery delivery, List<DropFile> missing, DirectoryDropErrors errors, IProgress<long>? progress, CancellationToken cancellation)
    {
        var done = delivery.Files.Except(missing).Sum(file => file.Bytes);
        progress?.Report(done);
        try
        {
            foreach (var file in missing)
            {
                await _content.CopyHiddenAsync(folder, file, errors, written => progress?.Report(done + written), cancellation).ConfigureAwait(false);
                done += file.Bytes;
            }
        }
        catch (Exception failure) when (DiskFailure.Is(failure) || failure is MuutostietoException or OperationCanceledException)
        {
            // What has arrived would be overwritten by the next run, but until then it may be what fills the disk.
            _content.RemoveHidden(folder, missing);
            throw;
        }
    }

    private string PrepareFolder(string recipient, DirectoryDropErrors errors)
    {
        if (!files.Directory.Exists(root))
        {
            if (!createRoot)
            {
                throw errors.MissingRoot(root);
            }

            files.Directory.CreateDirectory(root);
        }

        var own = Path.Combine(root, recipient);
        var folder = LocationOf(recipient);
        var upload = Path.Combine(own, "upload");
        if (!files.Directory.Exists(folder) || !files.Directory.Exists(upload))
        {
            files.Directory.CreateDirectory(folder);
            files.Directory.CreateDirectory(upload);
            disk.FlushDirectory(own);
            disk.FlushDirectory(root);
        }

        return folder;
    }
}
