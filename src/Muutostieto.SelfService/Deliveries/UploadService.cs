using System.Collections.Concurrent;
using System.Security.Cryptography;
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
public sealed partial class UploadService(SelfServiceStore store, Func<Installation> open, TimeProvider clock)
{
    /// <summary>Bytes of the largest customers' file that the intake reads.</summary>
    internal const long LargestUpdate = 128L << 20;

    /// <summary>Files of one list, or of one order, within a day of Finland.</summary>
    internal const int MostADay = 200;

    /// <summary>Files on their way at once, of one recipient and of all: each is in the data folder until it is whole.</summary>
    internal const int MostAtOnce = 2;

    private const int MostOfAll = 16;
    private const int BufferSize = 1 << 16;
    private const string ListEnding = ".HTT";

    private static readonly string[] UpdateEndings = [".csv", ".xlsx"];

    /// <summary>How long a page, or the answer to an upload that failed, waits for a look into the drop.</summary>
    private static readonly TimeSpan LookTime = TimeSpan.FromSeconds(5);

    /// <summary>How long a file that may be there already is read, before it is said that it cannot be sent now.</summary>
    private static readonly TimeSpan ReadTime = TimeSpan.FromMinutes(1);

    private readonly UploadRows rows = new(store);
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

    /// <summary>
    /// Takes an upload and puts it into the drop. What breaks off before it is whole, or is refused, leaves nothing. What the newest upload
    /// there has brought already, and waits, is not put there again.
    /// </summary>
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
        var turn = TurnOf(recipient);
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

    private static string RequireRecipient(SelfServiceUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.RequireRecipient(UserAction.Upload);
    }

    /// <summary>Of looks that read a file whole, which is in memory meanwhile: no recipient has this name.</summary>
    private SemaphoreSlim TurnOfReading => TurnOf("");

    private SemaphoreSlim TurnOf(string recipient) => turns.GetOrAdd(recipient, _ => new SemaphoreSlim(1));

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
