using System.IO.Abstractions;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Drops;
using Muutostieto.Records;
using Muutostieto.Records.Files;

namespace Muutostieto.Deliveries.Engine.Receipts;

/// <summary>
/// Finds out what recipients have done with the deliveries that wait for an answer: receipts in <c>upload/</c>, a manifest that its
/// recipient has removed, and downloads where the drop's log can be read. Everything seen is recorded once; running again changes nothing.
/// A failure with one recipient never hides another's answer.
/// </summary>
internal sealed class ReceiptRun(
    DeliveryConfiguration configuration,
    ILedger ledger,
    Func<string, IDrop> drops,
    TimeProvider clock,
    IFileSystem files)
{
    /// <summary>Looks at every delivery that is published or overdue.</summary>
    /// <returns>The permits whose drop or log could not be looked at.</returns>
    public async Task<IReadOnlyList<BatchFailure>> RunAsync(IDeliveryObserver observer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var failures = new List<BatchFailure>();
        var waiting = ledger
            .List()
            .Where(delivery => delivery.State is DeliveryState.Published or DeliveryState.Overdue)
            .Select(delivery => (Delivery: delivery, Terms: delivery.Terms.Value));
        foreach (var dropped in waiting.GroupBy(waiting => waiting.Terms.Drop).ToList())
        {
            var permits = dropped.Select(waiting => waiting.Delivery.Permit).Distinct().ToList();
            var log = Guard(permits, failures, () => LogOf(dropped.Key));
            foreach (var own in dropped.GroupBy(waiting => waiting.Terms.Recipient))
            {
                try
                {
                    await LookAsync(drops(dropped.Key), own.Key, [.. own.Select(waiting => waiting.Delivery)], log, observer, cancellation)
                        .ConfigureAwait(false);
                }
                catch (MuutostietoException failure)
                {
                    failures.AddRange(
                        own.Select(waiting => waiting.Delivery.Permit).Distinct().Select(permit => BatchFailure.Of(permit, failure)));
                }
            }
        }

        return failures;
    }

    private static DownloadLog? Guard(List<string> permits, List<BatchFailure> failures, Func<DownloadLog?> read)
    {
        try
        {
            return read();
        }
        catch (MuutostietoException failure)
        {
            failures.AddRange(permits.Select(permit => BatchFailure.Of(permit, failure)));
            return null;
        }
    }

    private DownloadLog? LogOf(string drop)
    {
        if (configuration.Settings.Drops.GetValueOrDefault(drop)?.DownloadLog is not { } path)
        {
            return null;
        }

        var full = DataPath.Resolve(configuration.Settings.DataDirectory, path);
        return DownloadLog.Read(files, full, drop, clock.GetUtcNow(), TimeZoneInfo.Local);
    }

    private async Task LookAsync(
        IDrop drop,
        string recipient,
        List<Delivery> deliveries,
        DownloadLog? log,
        IDeliveryObserver observer,
        CancellationToken cancellation)
    {
        var answers = (
            await drop.ReadReceiptsAsync(recipient, [.. deliveries.Select(StemOf)], cancellation).ConfigureAwait(false)
        ).ToLookup(answer => answer.Stem);
        var unanswered = new List<Delivery>();
        foreach (var delivery in deliveries)
        {
            var now = clock.GetUtcNow();
            var current = delivery;
            foreach (var download in log?.Of(delivery, recipient, now) ?? [])
            {
                current = Record(current, download, observer);
            }

            // The acceptance last: a recipient that finally loaded it may have left the refusal in place.
            foreach (
                var answer in answers[StemOf(delivery)]
                    .Select(answer => ReceiptAnswer.Read(answer, delivery, now))
                    .OfType<DeliveryReceipt>()
                    .OrderBy(answer => answer.Source == ReceiptSource.Accepted))
            {
                current = Record(current, answer, observer);
            }

            if (current.State != DeliveryState.Received && WhenFetched(current) is { } fetched)
            {
                current = ledger.MarkReceived(current.Id, fetched);
                observer.Happened(current, DeliveryNote.Received);
            }

            // A recipient that refuses a delivery may remove it too: that is no receipt.
            if (current.State != DeliveryState.Received && current.OpenRefusal is null)
            {
                unanswered.Add(current);
            }
        }

        await LookForRemovedAsync(drop, recipient, unanswered, observer, cancellation).ConfigureAwait(false);
    }

    /// <summary>One look for all of them, however many have gathered: each would cost a session of its own.</summary>
    private async Task LookForRemovedAsync(
        IDrop drop,
        string recipient,
        List<Delivery> deliveries,
        IDeliveryObserver observer,
        CancellationToken cancellation)
    {
        if (deliveries.Count == 0)
        {
            return;
        }

        var gone = await drop.FindGoneAsync(recipient, [.. deliveries.Select(delivery => delivery.Manifest!.Name)], cancellation)
            .ConfigureAwait(false);
        var now = clock.GetUtcNow();
        foreach (var delivery in deliveries.Where(delivery => gone.Contains(delivery.Manifest!.Name)))
        {
            Record(delivery, new DeliveryReceipt(ReceiptSource.ManifestRemoved, now, now, null, null, "manifest removed"), observer);
        }
    }

    private Delivery Record(Delivery delivery, DeliveryReceipt receipt, IDeliveryObserver observer)
    {
        var recorded = ledger.RecordReceipt(delivery.Id, receipt);
        if (recorded.Receipts.Count > delivery.Receipts.Count)
        {
            observer.Happened(
                recorded,
                receipt.Source == ReceiptSource.Unclear ? DeliveryNote.Unclear
                    : receipt.IsAlert ? DeliveryNote.Refused
                    : receipt.Source == ReceiptSource.Downloaded ? DeliveryNote.Downloaded
                    : DeliveryNote.Received);
        }

        return recorded;
    }

    /// <summary>When the last of its files had been fetched; null when one has not been.</summary>
    private static DateTimeOffset? WhenFetched(Delivery delivery)
    {
        var fetched = delivery
            .Receipts.Where(receipt => receipt.Source == ReceiptSource.Downloaded)
            .ToDictionary(receipt => receipt.File!, receipt => receipt.At);
        return delivery.OpenRefusal is null && delivery.Files.All(file => fetched.ContainsKey(file.Name)) ? fetched.Values.Max() : null;
    }

    private static string StemOf(Delivery delivery) => Path.GetFileNameWithoutExtension(delivery.Manifest!.Name);
}
