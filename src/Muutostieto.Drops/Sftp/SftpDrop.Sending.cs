namespace Muutostieto.Drops.Sftp;

internal sealed partial class SftpDrop
{
    // The library asks for 32 kB at a time, which would be a read by another thread each.
    private const int ReadAhead = 1 << 20;

    public async Task<IReadOnlyList<DropFile>> HealAsync(
        DropDelivery delivery, bool verifyContent, Action? revealing, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        var errors = ErrorsFor(delivery.Recipient);
        await using var folder = await OpenAsync(delivery.Recipient, cancellation).ConfigureAwait(false);
        folder.AllowFor(2 * delivery.Files.Sum(file => file.Bytes));
        var listing = await folder.ListAsync(cancellation).ConfigureAwait(false);
        var found = await InspectAsync(folder, listing, delivery, verifyContent, cancellation).ConfigureAwait(false);
        var damaged = found.Files.Where(file => file.State == DropFileState.Different).Select(file => file.File).ToList();
        if (damaged.Count == 0)
        {
            return [];
        }

        await using var outbox = new OutboxCheck(files, errors, cancellation);
        listing = await UploadAsync(folder, listing, damaged, outbox, new SftpProgress(null, 0), revealing, cancellation)
            .ConfigureAwait(false);

        // A file that its recipient has taken away meanwhile stays away.
        var there = damaged.Where(file => listing.Find(file.Name) is not null || listing.Find(file.AsideName) is not null).ToList();
        await folder.TryRemoveHiddenAsync(damaged.Except(there)).ConfigureAwait(false);
        try
        {
            foreach (var file in there)
            {
                await folder.ReplaceAsync(listing, file, cancellation).ConfigureAwait(false);
            }

            return there;
        }
        catch
        {
            await folder.TryRemoveHiddenAsync(there).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Sends files under their hidden names and has that noted; whatever fails, nothing of them stays there.</summary>
    private async Task<SftpListing> UploadAsync(
        SftpFolder folder, SftpListing listing, List<DropFile> sending, OutboxCheck outbox, SftpProgress progress, Action? revealing,
            CancellationToken cancellation)
    {
        await folder.RequireRoomAsync(sending.Sum(file => file.Bytes), cancellation).ConfigureAwait(false);
        await RemoveLeftoversAsync(folder, listing, sending, cancellation).ConfigureAwait(false);

        try
        {
            progress.Begin();
            for (var at = 0; at < sending.Count; at++)
            {
                await outbox.Of(sending[at]).ConfigureAwait(false);

                // The next file is read and hashed while this one is on its way.
                _ = at + 1 < sending.Count ? outbox.Of(sending[at + 1]) : null;
                using var content = files.FileStream.New(
                    sending[at].LocalPath,
                    FileMode.Open,
                    FileAccess.Read,
                    FileShare.Read,
                    ReadAhead,
                    FileOptions.SequentialScan);
                await folder
                    .UploadHiddenAsync(content, sending[at], RemoteMode.Of(files, sending[at].LocalPath), progress.Sent, cancellation)
                    .ConfigureAwait(false);
                progress.End(sending[at]);
            }

            var arrived = await folder.RequireArrivedAsync(sending, file => file.PartName, cancellation).ConfigureAwait(false);
            revealing?.Invoke();
            return arrived;
        }
        catch
        {
            await folder.TryRemoveHiddenAsync(sending).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>What a run left there that was stopped, or whose server died.</summary>
    private static async Task RemoveLeftoversAsync(
        SftpFolder folder, SftpListing listing, IEnumerable<DropFile> files, CancellationToken cancellation)
    {
        foreach (var entry in listing.Hidden.Where(name => files.Any(file => file.IsEarlierPart(name))).Select(listing.Find)
            .OfType<SftpEntry>().ToList())
        {
            await folder.RemoveAsync(entry, cancellation).ConfigureAwait(false);
        }
    }
}
