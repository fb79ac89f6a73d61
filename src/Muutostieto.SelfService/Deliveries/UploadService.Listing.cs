using System.Collections.Concurrent;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Hosting;
using Muutostieto.Records;
using Muutostieto.SelfService.Access;

namespace Muutostieto.SelfService.Deliveries;

/// <content>What was sent, and what became of it.</content>
public sealed partial class UploadService
{
    /// <summary>Uploads that a page can show.</summary>
    public const int MostShown = 200;

    /// <summary>Characters of a list's refused lines that are read: far more lines than a page names.</summary>
    private const int RefusedLength = 2000;

    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    /// <summary>After it an upload that no run has taken in is looked for: its recipient may have removed it.</summary>
    private static readonly TimeSpan Overdue = TimeSpan.FromDays(1);

    /// <summary>When a page last looked into a recipient's folder.</summary>
    private readonly ConcurrentDictionary<(string Drop, string Recipient), DateTimeOffset> looked = new();

    /// <summary>
    /// The newest <see cref="MostShown"/> uploads of the user's recipient, also those into its drop, with their results; the newest first.
    /// </summary>
    /// <param name="user">Of the recipient.</param>
    /// <param name="cancellation">Ends a look into the drop.</param>
    /// <exception cref="AccessRefusedException">The user may not upload.</exception>
    public async Task<IReadOnlyList<UploadedFile>> ListAsync(SelfServiceUser user, CancellationToken cancellation)
    {
        var recipient = RequireRecipient(user);
        using var work = open();
        var own = rows.Newest(recipient, MostShown);

        // Also those of a permit that has left the configuration since: its name is in the recipient's own rows.
        var permits = work.Configuration.Permits.Where(permit => permit.Recipient == recipient).Select(permit => permit.Id)
            .Union(own.Select(row => row.File.Permit)).ToList();
        var taken = work.LedgerIfAny is { } ledger ? TakenIn(ledger, permits).ToList() : [];

        // An upload that waits is older than the run that takes it in: one that was taken in and is not among the newest there is not
        // among the newest here either.
        // A name is taken in once, whatever the recipient has put in the place of what the browser sent.
        var known = taken.Select(upload => (upload.Permit, upload.Name)).ToHashSet();
        var shown = own
            .Where(row => !known.Contains((row.File.Permit, row.File.Name)))
            .Concat(taken.Select(file => new UploadRow(0, file)))
            .OrderByDescending(row => row.File.At)
            .Take(MostShown)
            .ToList();
        return [.. (await SettledAsync(work, recipient, shown, cancellation).ConfigureAwait(false)).Select(row => row.File)];
    }

    /// <summary>
    /// Looks in the drop for files of which it is not known whether they are there, and for those that no run has taken in for a day.
    /// While another file of the recipient is being put there nothing is looked for.
    /// </summary>
    private async Task<IReadOnlyList<UploadRow>> SettledAsync(
        Installation work, string recipient, IReadOnlyList<UploadRow> seen, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var open = seen
            .Where(row => row.Number > 0 && (row.File.State is UploadState.Sending or UploadState.Unsure
                || (row.File.State == UploadState.Failed && now - row.File.At <= Overdue)
                || (row.File.State == UploadState.Waiting && now - row.File.At > Overdue)))
            .ToList();
        var turn = TurnOf(recipient);
        if (open.Count == 0 || !await turn.WaitAsync(0, cancellation).ConfigureAwait(false))
        {
            return seen;
        }

        try
        {
            var states = new Dictionary<long, UploadState>();
            foreach (var group in open.GroupBy(row => DropOf(work, recipient, row.File.Permit)))
            {
                var there = group.Key is null
                    ? null
                    : await TryLookAsync(work, group.Key, recipient, [.. group.Select(row => row.File)], cancellation)
                        .ConfigureAwait(false);
                foreach (var row in group)
                {
                    states[row.Number] = there is not null ? there.Contains(row.File.Name) ? UploadState.Waiting : UploadState.Failed
                        : row.File.State is UploadState.Waiting or UploadState.Failed ? row.File.State
                        : UploadState.Unsure;
                    if (states[row.Number] != row.File.State)
                    {
                        rows.Settle(row.Number, row.File, states[row.Number]);
                    }
                }
            }

            return
            [
                .. seen.Select(row =>
                    states.TryGetValue(row.Number, out var state) ? row with { File = row.File with { State = state } } : row),
            ];
        }
        finally
        {
            _ = turn.Release();
        }
    }

    /// <summary>Null when the permit is no more, or no more the recipient's.</summary>
    private static string? DropOf(Installation work, string recipient, string permit) => work.Configuration.Permits
        .FirstOrDefault(each => each.Id == permit && each.Recipient == recipient)?.Handover?.Drop;

    /// <summary>The names that are there; null when that cannot be seen, and for a minute after each look.</summary>
    private async Task<IReadOnlySet<string>?> TryLookAsync(
        Installation work, string drop, string recipient, IReadOnlyCollection<UploadedFile> files, CancellationToken cancellation)
    {
        if (looked.TryGetValue((drop, recipient), out var since) && clock.GetUtcNow() - since < Rest)
        {
            return null;
        }

        looked[(drop, recipient)] = clock.GetUtcNow();
        using var limit = new CancellationTokenSource(LookTime, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            return await UploadLook.NamesAsync(work.Drop(drop), recipient, files, either.Token).ConfigureAwait(false);
        }
        catch (Exception failure)
            when (failure is MuutostietoException || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }

    private static IEnumerable<UploadedFile> TakenIn(ILedger ledger, IReadOnlyCollection<string> permits) =>
        ledger.NewestListUploads(permits, MostShown, RefusedLength)
            .Select(list => new UploadedFile
            {
                Permit = list.Permit,
                Name = list.Name,
                Bytes = list.Bytes,
                Sha256 = list.Sha256,
                At = list.Taken,
                State = list.Refusal is not null ? UploadState.Refused
                    : list.RefusedLines > 0 ? UploadState.Partly
                    : UploadState.Taken,
                Lines = list.Lines,
                Added = list.Added,
                Removed = list.Removed,
                RefusedLines = list.RefusedLines > 0 ? list.Refused : null,
                RefusedCount = list.RefusedLines,
                Refusal = list.Refusal,
            })
            .Concat(ledger.NewestUpdateUploads(permits, MostShown).Select(file => new UploadedFile
            {
                Permit = file.Permit,
                Order = file.Order,
                Name = file.Name,
                Bytes = file.Bytes,
                Sha256 = file.Sha256,
                At = file.Taken,
                State = file.Refusal is not null ? UploadState.Refused : UploadState.Taken,
                Lines = file.Rows,
                Refusal = file.Refusal,
                Result = file.Number,
            }));
}
