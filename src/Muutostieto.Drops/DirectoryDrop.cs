using System.IO.Abstractions;
using Muutostieto.Records;
using Muutostieto.Records.Files;

namespace Muutostieto.Drops;

/// <summary>
/// A folder of this host: <c>&lt;root&gt;/&lt;recipient&gt;/download/</c>, with <c>upload/</c> for the recipient's answers beside it.
/// Everything is durable when publishing returns.
/// </summary>
/// <param name="name">The drop's name in the configuration.</param>
/// <param name="root">Full path of the drop.</param>
/// <param name="createRoot">Whether a missing root is made: right for the drop below the data directory, wrong for a mount that may be
/// absent.</param>
/// <param name="files">The file system.</param>
/// <param name="disk">How it is made durable.</param>
/// <param name="time">The clock that files' times are compared with.</param>
internal sealed partial class DirectoryDrop(
    string name, string root, bool createRoot, IFileSystem files, IDiskSync disk, TimeProvider time) : IDrop
{
    private readonly DropFolderFiles content = new(files, disk);

    public string Name => name;

    public string LocationOf(string recipient) => Path.Combine(root, recipient, "download");

    public async Task PublishAsync(DropDelivery delivery, Action? revealing, IProgress<long>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        var errors = new DirectoryDropErrors(name, LocationOf(delivery.Recipient));
        try
        {
            await PublishMissingAsync(delivery, revealing, errors, progress, cancellation).ConfigureAwait(false);
        }
        catch (Exception failure) when (DiskFailure.Is(failure))
        {
            throw errors.From(failure);
        }
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
        var folder = LocationOf(recipient);
        var errors = new DirectoryDropErrors(name, folder);
        RequireRoot(errors);
        var parts = HiddenIn(folder, errors);
        var found = new List<DropInspection>();
        foreach (var delivery in deliveries)
        {
            try
            {
                found.Add(await InspectAsync(folder, delivery, parts, verifyContent, errors, cancellation).ConfigureAwait(false));
            }
            catch (MuutostietoException failure) when (failure.Kind != FailureKind.Transient)
            {
                found.Add(new DropInspection([]) { Failure = failure });
            }
        }

        return found;
    }

    public Task<IReadOnlySet<string>> FindGoneAsync(string recipient, IReadOnlyCollection<string> names, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(names);
        var folder = LocationOf(recipient);
        RequireRoot(new DirectoryDropErrors(name, folder));
        var gone = files.Directory.Exists(folder) ? names.Where(file => !ForeignFile.Exists(Path.Combine(folder, file))) : [];
        return Task.FromResult<IReadOnlySet<string>>(gone.ToHashSet());
    }

    public async Task<IReadOnlyList<ReceiptFile>> ReadReceiptsAsync(
        string recipient,
        IReadOnlyCollection<string> stems,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(stems);
        var upload = UploadOf(recipient);
        var errors = new DirectoryDropErrors(name, upload);
        RequireRoot(errors);
        var found = new List<ReceiptFile>();
        foreach (var (stem, kind, file) in ReceiptNames.Among(EntriesOf(upload, errors).Select(path => Path.GetFileName(path)), stems))
        {
            var path = Path.Combine(upload, file);
            var content =
                kind == ReceiptKind.Misnamed
                    ? null
                    : await ForeignFile.ReadAsync(path, ReceiptFile.LargestBytes, cancellation).ConfigureAwait(false);

            // After its content: what is written to meanwhile is young.
            found.Add(new ReceiptFile(stem, kind, content) { FileName = file, Modified = files.File.GetLastWriteTimeUtc(path) });
        }

        return found;
    }

    public Task RemoveAsync(DropDelivery delivery, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        var folder = LocationOf(delivery.Recipient);
        var errors = new DirectoryDropErrors(name, folder);
        RequireRoot(errors);
        if (!files.Directory.Exists(folder))
        {
            return Task.CompletedTask;
        }

        try
        {
            Remove(folder, delivery.Manifest.Name);
            disk.FlushDirectory(folder);
            var parts = this.content.HiddenIn(folder).Where(entry => delivery.Files.Any(file => file.IsPart(entry)));
            foreach (var name in delivery.DataFiles.Select(file => file.Name).Concat(parts).ToList())
            {
                cancellation.ThrowIfCancellationRequested();
                Remove(folder, name);
            }

            disk.FlushDirectory(folder);
            return Task.CompletedTask;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw errors.From(failure);
        }
    }

    private async Task<DropInspection> InspectAsync(
        string folder, DropDelivery delivery, List<string> parts, bool verifyContent, DirectoryDropErrors errors,
        CancellationToken cancellation)
    {
        try
        {
            var found = new List<DropFileInspection>();
            foreach (var file in delivery.Files)
            {
                var compared = await this.content.CompareAsync(folder, file, verifyContent, cancellation).ConfigureAwait(false);
                found.Add(compared with { HasArrivedHidden = parts.Contains(file.PartName), IsHidden = parts.Exists(file.IsPart) });
            }

            return new DropInspection(found);
        }
        catch (Exception failure) when (DiskFailure.Is(failure))
        {
            throw errors.From(failure);
        }
    }

    private List<string> HiddenIn(string folder, DirectoryDropErrors errors)
    {
        try
        {
            return this.content.HiddenIn(folder);
        }
        catch (Exception failure) when (DiskFailure.Is(failure))
        {
            throw errors.From(failure);
        }
    }

    private void Remove(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        if (files.File.Exists(path))
        {
            files.File.Delete(path);
        }
    }

    private async Task PublishMissingAsync(
        DropDelivery delivery,
        Action? revealing,
        DirectoryDropErrors errors,
        IProgress<long>? progress,
        CancellationToken cancellation)
    {
        var folder = PrepareFolder(delivery.Recipient, errors);
        var missing = new List<DropFile>();
        foreach (var file in delivery.Files)
        {
            var found = await this.content.CompareAsync(folder, file, verifyContent: true, cancellation).ConfigureAwait(false);
            if (found.State == DropFileState.Different)
            {
                throw errors.OtherContent(found);
            }

            if (found.State == DropFileState.Missing)
            {
                missing.Add(file);
            }
        }

        await UploadAsync(folder, delivery, missing, revealing, errors, progress, cancellation).ConfigureAwait(false);

        foreach (var file in missing.Where(file => file != delivery.Manifest))
        {
            this.content.Reveal(folder, file);
        }

        // Also when nothing was missing: an earlier run may have been stopped between renaming and flushing.
        disk.FlushDirectory(folder);
        if (missing.Contains(delivery.Manifest))
        {
            this.content.Reveal(folder, delivery.Manifest);
            disk.FlushDirectory(folder);
        }
    }

    private async Task UploadAsync(
        string folder,
        DropDelivery delivery,
        List<DropFile> missing,
        Action? revealing,
        DirectoryDropErrors errors,
        IProgress<long>? progress,
        CancellationToken cancellation)
    {
        var done = delivery.Files.Except(missing).Sum(file => file.Bytes);
        progress?.Report(done);
        try
        {
            this.content.RemoveEarlier(folder, missing);
            foreach (var file in missing)
            {
                await this
                    .content.CopyHiddenAsync(folder, file, errors, written => progress?.Report(done + written), cancellation)
                    .ConfigureAwait(false);
                done += file.Bytes;
            }

            if (revealing is not null && missing.Count > 0)
            {
                // The callback relies on the hidden names surviving a power cut.
                disk.FlushDirectory(folder);
                revealing();
            }
        }
        catch (Exception failure) when (DiskFailure.Is(failure) || failure is MuutostietoException or OperationCanceledException)
        {
            // What has arrived would be overwritten by the next run, but until then it may be what fills the disk.
            this.content.RemoveHidden(folder, missing);
            throw;
        }
    }

    private string PrepareFolder(string recipient, DirectoryDropErrors errors)
    {
        RequireRoot(errors);
        files.Directory.CreateDirectory(root);

        var own = Path.Combine(root, recipient);
        var folder = LocationOf(recipient);
        var upload = UploadOf(recipient);
        if (!files.Directory.Exists(folder) || !files.Directory.Exists(upload))
        {
            files.Directory.CreateDirectory(folder);
            files.Directory.CreateDirectory(upload);
            disk.FlushDirectory(own);
            disk.FlushDirectory(root);
        }

        return folder;
    }

    private string UploadOf(string recipient) => Path.Combine(root, recipient, "upload");

    /// <summary>A mount that is absent is a failure; the drop below the data directory is made when it is first needed.</summary>
    private void RequireRoot(DirectoryDropErrors errors)
    {
        if (!createRoot && !files.Directory.Exists(root))
        {
            throw errors.MissingRoot(root);
        }
    }
}
