using System.Globalization;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Drops;
using Muutostieto.Hosting;
using Muutostieto.Records;
using Muutostieto.Records.Dates;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Applications;

namespace Muutostieto.SelfService.Deliveries;

/// <content>The way into the drop.</content>
public sealed partial class UploadService
{
    /// <summary>Puts it under the first free name of the day, unless it is there.</summary>
    private async Task<UploadedFile> PutAsync(
        SelfServiceUser user,
        Installation work,
        Permit permit,
        UploadPlace place,
        string ending,
        Stream kept,
        string sha256,
        CancellationToken cancellation)
    {
        var drop = work.Drop(permit.Handover!.Drop);
        if (await FindSentAsync(work, drop, permit, place, sha256, cancellation).ConfigureAwait(false) is { } sent)
        {
            return sent;
        }

        var day = HelsinkiTime.Today(clock).ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var stem = $"{permit.CustomerNumber}_{(place.Order is null ? "" : $"PA_{place.Order}_")}{day}";
        var used = UsedNumbers(work, permit.Id, stem);
        for (var number = used.Where(number => number <= MostADay).DefaultIfEmpty().Max() + 1; number <= MostADay; number++)
        {
            var file = new UploadedFile
            {
                Permit = place.Permit,
                Order = place.Order,
                Name = string.Create(CultureInfo.InvariantCulture, $"{stem}_{number}{ending}"),
                Bytes = kept.Length,
                Sha256 = sha256,
                At = clock.GetUtcNow(),
                State = UploadState.Sending,
            };
            if (await PutAsync(user, drop, permit.Recipient, file, kept, cancellation).ConfigureAwait(false))
            {
                return file with { State = UploadState.Waiting };
            }
        }

        throw new RefusedInputException([new FieldFault("file", FieldProblem.TooLong) { Limit = MostADay }]);
    }

    /// <summary>
    /// The newest upload of the place, when it has this content, is in the drop and waits there: its sender did not learn that it arrived.
    /// Null when it has to be put there; notes of it without a file are then gone. An older one says nothing, as the order of lists counts,
    /// nor does any beside a file that the recipient has put there itself.
    /// </summary>
    private async Task<UploadedFile?> FindSentAsync(
        Installation work, IDrop drop, Permit permit, UploadPlace place, string sha256, CancellationToken cancellation)
    {
        var own = rows.Of(permit.Recipient, place);
        if (own is [var newest, ..]
            && newest.File.Sha256 == sha256
            && work.LedgerIfAny?.UploadNames(place.Permit, newest.File.Name) is null or [])
        {
            var (isThere, names) = await FindAsync(drop, permit.Recipient, newest.File, ReadTime, cancellation).ConfigureAwait(false);
            var known = own.Select(row => row.File.Name).ToHashSet(StringComparer.Ordinal);
            var ending = Path.GetExtension(newest.File.Name);
            if (isThere && !names.Any(name => !known.Contains(name)
                && name.StartsWith($"{permit.CustomerNumber}_", StringComparison.OrdinalIgnoreCase)
                && name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
            {
                rows.Settle(newest.Number, newest.File, UploadState.Waiting);
                return newest.File with { State = UploadState.Waiting };
            }

            rows.Settle(newest.Number, newest.File, isThere ? UploadState.Waiting : UploadState.Failed);
        }

        rows.RemoveFailed(permit.Recipient, place, sha256);
        return null;
    }

    /// <summary>Looks for a file with its content, one at a time: it is read whole.</summary>
    private async Task<(bool IsThere, IReadOnlyList<string> Names)> FindAsync(
        IDrop drop, string recipient, UploadedFile file, TimeSpan most, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(most, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            await TurnOfReading.WaitAsync(either.Token).ConfigureAwait(false);
            try
            {
                return await UploadLook.FindAsync(drop, recipient, file, either.Token).ConfigureAwait(false);
            }
            finally
            {
                _ = TurnOfReading.Release();
            }
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            throw new MuutostietoException(
                FailureKind.Transient,
                $"recipient \"{recipient}\": looking into upload/ of the drop took longer than {most.TotalSeconds} seconds. Try again.",
                late);
        }
    }

    /// <summary>Notes it, and puts it under its name.</summary>
    /// <returns>Whether it is there; false: another file has its name.</returns>
    private async Task<bool> PutAsync(
        SelfServiceUser user, IDrop drop, string recipient, UploadedFile file, Stream kept, CancellationToken cancellation)
    {
        var noted = rows.Add(user, file);
        try
        {
            await drop.PutUploadAsync(recipient, file.Name, kept, cancellation).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            if (failure is MuutostietoException { Kind: FailureKind.Integrity })
            {
                // Another user was first, or the recipient has put one of that name there itself.
                rows.Remove(noted);
                return false;
            }

            var state = await StateAfterFailureAsync(drop, recipient, file).ConfigureAwait(false);
            if (state != UploadState.Waiting)
            {
                rows.Settle(noted, file, state);
                throw;
            }
        }

        try
        {
            rows.Settle(noted, file, UploadState.Waiting);
        }
        catch (MuutostietoException)
        {
            // The file is there: a failure would have it sent once more. Its row is settled when the page looks for it.
        }

        return true;
    }

    /// <summary>Whether a file is there whose put failed or was broken off, also by its user who has left.</summary>
    private async Task<UploadState> StateAfterFailureAsync(IDrop drop, string recipient, UploadedFile file)
    {
        try
        {
            return (await FindAsync(drop, recipient, file, LookTime, CancellationToken.None).ConfigureAwait(false)).IsThere
                ? UploadState.Waiting
                : UploadState.Failed;
        }
        catch (MuutostietoException)
        {
            return UploadState.Unsure;
        }
    }

    private List<int> UsedNumbers(Installation work, string permit, string stem)
    {
        var recorded = work.LedgerIfAny?.UploadNames(permit, stem) ?? [];
        return
        [
            .. recorded.Concat(rows.Names(permit, stem))
                .Where(name => name.StartsWith(stem, StringComparison.OrdinalIgnoreCase))
                .Select(name => Path.GetFileNameWithoutExtension(name)[stem.Length..].TrimStart('_'))
                .Select(number => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0),
        ];
    }
}
