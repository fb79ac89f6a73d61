using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Hosting;
using Muutostieto.Records;
using Muutostieto.Records.Dates;
using Muutostieto.Records.Lists;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Applications;
using Muutostieto.SelfService.Store;

namespace Muutostieto.SelfService.Deliveries;

/// <summary>
/// Recipients' uploads in the browser: they are put into the drop's <c>upload</c> under the name by which the next run takes them in, so
/// that nothing is different from an upload over SFTP. A file arrives whole or not at all.
/// </summary>
/// <param name="store">Keeps what waits to be taken in.</param>
/// <param name="open">Opens the installation by the configuration in force; disposed of after each use.</param>
/// <param name="clock">Says when.</param>
public sealed class UploadService(SelfServiceStore store, Func<Installation> open, TimeProvider clock)
{
    /// <summary>Bytes of the largest customers' file that the intake reads.</summary>
    internal const long LargestUpdate = 128L << 20;

    /// <summary>Files of one list, or of one order, within a day of Finland.</summary>
    internal const int MostADay = 200;

    /// <summary>Files on their way at once, of one recipient and of all: each is in the data folder until it is whole.</summary>
    internal const int MostAtOnce = 2;

    private const int MostOfAll = 16;
    /// <summary>Uploads that a page can show.</summary>
    public const int MostShown = 200;

    /// <summary>Characters of a list's refused lines that are read: far more lines than a page names.</summary>
    private const int RefusedLength = 2000;

    private const int BufferSize = 1 << 16;
    private const string ListEnding = ".HTT";

    private static readonly string[] UpdateEndings = [".csv", ".xlsx"];

    private readonly Lock counting = new();
    private readonly Dictionary<string, int> underWay = new(StringComparer.Ordinal);

    /// <summary>One a recipient: two of its uploads would arrive under one hidden name.</summary>
    private readonly ConcurrentDictionary<string, SemaphoreSlim> turns = new(StringComparer.Ordinal);

    /// <summary>What the user's recipient can upload today: its lists, and customers' files for its orders.</summary>
    /// <exception cref="AccessRefusedException">The user may not upload.</exception>
    public IReadOnlyList<UploadPlace> Places(SelfServiceUser user)
    {
        var recipient = RequireRecipient(user);
        using var work = open();
        return [.. PlacesOf(work, recipient)];
    }

    /// <summary>Takes an upload and puts it into the drop. What breaks off, or is refused, leaves nothing.</summary>
    /// <param name="user">Of the recipient.</param>
    /// <param name="permit">The permit's id.</param>
    /// <param name="order">The order's id for a customers' file; null for a list.</param>
    /// <param name="fileName">As the user's computer calls it: its ending alone counts.</param>
    /// <param name="content">Is read once, from where it is.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <exception cref="AccessRefusedException">The user may not upload, or not there.</exception>
    /// <exception cref="RefusedInputException">It is empty, of another kind, or there are too many today.</exception>
    /// <exception cref="UploadTooLargeException">It has more bytes than may be sent.</exception>
    /// <exception cref="IOException">The content broke off.</exception>
    /// <exception cref="MuutostietoException">The drop cannot be used.</exception>
    public async Task<UploadedFile> UploadAsync(
        SelfServiceUser user, string permit, string? order, string fileName, Stream content, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(content);
        var recipient = RequireRecipient(user);
        using var work = open();
        var place = PlacesOf(work, recipient).FirstOrDefault(each => each.Permit == permit && each.Order == order)
            ?? throw new AccessRefusedException(UserAction.Upload);
        var ending = EndingOf(order, fileName);
        using var pass = Enter(recipient);
        await using var kept = TemporaryFile.New(work);
        var sha256 = await CopyAsync(content, kept, place.LargestBytes, cancellation).ConfigureAwait(false);
        if (kept.Length == 0)
        {
            throw new RefusedInputException([new FieldFault("file", FieldProblem.Missing)]);
        }

        // The permit may have ended, or changed, while the file came.
        using var now = open();
        if (!PlacesOf(now, recipient).Contains(place))
        {
            throw new AccessRefusedException(UserAction.Upload);
        }

        var known = now.Configuration.Permit(permit);
        var turn = turns.GetOrAdd(recipient, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await PutAsync(user, now, known, place, ending, kept, sha256, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _ = turn.Release();
        }
    }

    /// <summary>
    /// The newest <see cref="MostShown"/> uploads of the user's recipient, also those into its drop, with their results; the newest first.
    /// </summary>
    /// <exception cref="AccessRefusedException">The user may not upload.</exception>
    public IReadOnlyList<UploadedFile> List(SelfServiceUser user)
    {
        var recipient = RequireRecipient(user);
        using var work = open();
        var permits = work.Configuration.Permits.Where(permit => permit.Recipient == recipient).Select(permit => permit.Id).ToList();
        var taken = work.LedgerIfAny is { } ledger ? TakenIn(ledger, permits).ToList() : [];

        // An upload that waits is older than the run that takes it in: one that was taken in and is not among the newest there is not
        // among the newest here either.
        var known = taken.Select(upload => (upload.Permit, upload.Name, upload.Sha256)).ToHashSet();
        var waiting = store.Run(transaction => transaction.Query(
            "SELECT permit, name, bytes, sha256, at FROM upload WHERE recipient = $recipient ORDER BY at DESC, number DESC LIMIT $most",
            row => new UploadedFile
            {
                Permit = row.GetString(0),
                Name = row.GetString(1),
                Bytes = row.GetInt64(2),
                Sha256 = row.GetString(3),
                At = DateTimeOffset.Parse(row.GetString(4), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
                State = UploadState.Waiting,
            },
            ("$recipient", recipient),
            ("$most", MostShown)));
        return
        [
            .. waiting.Where(upload => !known.Contains((upload.Permit, upload.Name, upload.Sha256)))
                .Concat(taken)
                .OrderByDescending(upload => upload.At)
                .Take(MostShown),
        ];
    }

    private static string RequireRecipient(SelfServiceUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.RequireRecipient(UserAction.Upload);
    }

    /// <summary>Counts an upload among those on their way, until it is disposed of.</summary>
    private Pass Enter(string recipient)
    {
        lock (counting)
        {
            var own = underWay.GetValueOrDefault(recipient);
            if (own >= MostAtOnce || underWay.Values.Sum() >= MostOfAll)
            {
                throw new MuutostietoException(
                    FailureKind.Transient, $"recipient \"{recipient}\": too many files are on their way. Send it when they are there.");
            }

            underWay[recipient] = own + 1;
        }

        return new Pass(this, recipient);
    }

    private IEnumerable<UploadPlace> PlacesOf(Installation work, string recipient)
    {
        foreach (var permit in work.Configuration.PermitsValidOn(HelsinkiTime.Today(clock)).Where(permit => permit.Recipient == recipient))
        {
            if (permit is { Area.IsList: true, Files: not null })
            {
                yield return new UploadPlace(permit.Id, null, IdentityCodeList.LargestBytes);
            }

            foreach (var order in work.Configuration.Orders.Where(order =>
                order.Permit == permit.Id && order.Target == OrderTarget.Customers && permit.Orders?.Update is not null))
            {
                yield return new UploadPlace(permit.Id, order.Id, LargestUpdate);
            }
        }
    }

    private static string EndingOf(string? order, string fileName)
    {
        var ending = Path.GetExtension(fileName);
        return order is null ? ListEnding
            : UpdateEndings.FirstOrDefault(known => string.Equals(known, ending, StringComparison.OrdinalIgnoreCase))
                ?? throw new RefusedInputException([new FieldFault("file", FieldProblem.Malformed)]);
    }

    /// <summary>Copies it within the limit.</summary>
    /// <returns>Its SHA-256.</returns>
    private static async Task<string> CopyAsync(Stream content, Stream kept, long largest, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (buffer, total) = (new byte[BufferSize], 0L);
        int count;
        while ((count = await content.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0)
        {
            total += count;
            if (total > largest)
            {
                throw new UploadTooLargeException(largest);
            }

            hash.AppendData(buffer, 0, count);
            await kept.WriteAsync(buffer.AsMemory(0, count), cancellation).ConfigureAwait(false);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>
    /// Puts it under the first free name of the day. It is noted before it is put: a failure after the drop has it would have its user send
    /// it once more.
    /// </summary>
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
                State = UploadState.Waiting,
            };
            var noted = Note(user, file);
            try
            {
                await drop.PutUploadAsync(permit.Recipient, file.Name, kept, cancellation).ConfigureAwait(false);
                return file;
            }
            catch (Exception failure)
            {
                Forget(noted);
                if (failure is not MuutostietoException { Kind: FailureKind.Integrity })
                {
                    throw;
                }

                // Another user was first, or the recipient has put one of that name there itself.
            }
        }

        throw new RefusedInputException([new FieldFault("file", FieldProblem.TooLong) { Limit = MostADay }]);
    }

    /// <summary>Notes what waits to be taken in.</summary>
    /// <returns>The note's number.</returns>
    private long Note(SelfServiceUser user, UploadedFile file) => store.Run(transaction =>
    {
        var number = transaction.Query("SELECT coalesce(max(number), 0) + 1 FROM upload", row => row.GetInt64(0))[0];
        _ = transaction.Execute(
            "INSERT INTO upload (number, recipient, permit, name, bytes, sha256, user, at) "
                + "VALUES ($number, $recipient, $permit, $name, $bytes, $sha256, $user, $at)",
            ("$number", number),
            ("$recipient", user.Recipient),
            ("$permit", file.Permit),
            ("$name", file.Name),
            ("$bytes", file.Bytes),
            ("$sha256", file.Sha256),
            ("$user", user.Id),
            ("$at", file.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)));
        return number;
    });

    private void Forget(long note) =>
        store.Run(transaction => transaction.Execute("DELETE FROM upload WHERE number = $number", ("$number", note)));

    private List<int> UsedNumbers(Installation work, string permit, string stem)
    {
        var recorded = work.LedgerIfAny?.UploadNames(permit, stem) ?? [];
        var sent = store.Run(transaction => transaction.Query(
            "SELECT name FROM upload WHERE permit = $permit AND substr(name, 1, $length) = $stem",
            row => row.GetString(0),
            ("$permit", permit),
            ("$length", stem.Length),
            ("$stem", stem)));
        return
        [
            .. recorded.Concat(sent)
                .Where(name => name.StartsWith(stem, StringComparison.OrdinalIgnoreCase))
                .Select(name => Path.GetFileNameWithoutExtension(name)[stem.Length..].TrimStart('_'))
                .Select(number => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0),
        ];
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

    /// <summary>An upload on its way.</summary>
    private sealed class Pass(UploadService owner, string recipient) : IDisposable
    {
        public void Dispose()
        {
            lock (owner.counting)
            {
                owner.underWay[recipient]--;
            }
        }
    }
}
