using System.IO.Abstractions;
using Muutostieto.Deliveries.Composition;
using Muutostieto.Deliveries.Ledger;

namespace Muutostieto.Deliveries.Engine;

public sealed partial class BatchRun
{
    /// <summary>
    /// Removes from this worker's outbox what the ledger says is no longer in it: where each of several workers has an outbox of its own,
    /// the one that did the night has cleared only its own.
    /// </summary>
    /// <returns>The permits whose files could not be removed.</returns>
    internal async Task<IReadOnlyList<BatchFailure>> ClearOutboxAsync(IFileSystem files, CancellationToken cancellation)
    {
        var (failures, outbox) = (new List<BatchFailure>(), configuration.Settings.OutboxPath);
        if (!workers.AreSeveral || !files.Directory.Exists(outbox))
        {
            return failures;
        }

        foreach (var permit in files.Directory.EnumerateDirectories(outbox).Select(path => Path.GetFileName(path)).ToList())
        {
            var there = files.Directory
                .EnumerateDirectories(Path.Combine(outbox, permit))
                .Select(path => Path.GetFileName(path))
                .ToHashSet(StringComparer.Ordinal);
            var over = ledger.List(new DeliveryFilter(permit))
                .Where(delivery => delivery is { OutboxCleared: not null, Manifest: not null } && there.Contains(StemOf(delivery)))
                .ToList();
            foreach (var delivery in over)
            {
                await GuardAsync([delivery], failures, async () =>
                {
                    // Composed again at this moment, it is no longer cleared when the turn comes.
                    using var slot = await limits.PermitAsync(permit, cancellation).ConfigureAwait(false);
                    using var turn = await workers.TakeAsync(permit, cancellation).ConfigureAwait(false);
                    if (turn.Ledger.Find(delivery.Key) is { OutboxCleared: not null })
                    {
                        Outbox.Remove(files, Outbox.FolderOf(outbox, permit, StemOf(delivery)));
                    }
                }).ConfigureAwait(false);
            }
        }

        return failures;
    }

    private static string StemOf(Delivery delivery) => Path.GetFileNameWithoutExtension(delivery.Manifest!.Name);
}
