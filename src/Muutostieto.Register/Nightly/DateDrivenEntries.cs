using System.Globalization;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;
using Muutostieto.Records.State;

namespace Muutostieto.Register.Nightly;

/// <summary>
/// Enters what happens because a day has come: non-disclosure orders run out, municipalities become part of others, addresses end.
/// Deliveries then know one kind of
/// change only. It also repeats relations that reveal where a person lives when an order begins or ends for that person.
/// Run again for the same day, it enters nothing; a day that was missed is made up by the next run.
/// </summary>
/// <param name="catalog">The record layouts.</param>
/// <param name="mergers">All mergers, past ones too.</param>
/// <param name="graceDays">In a fed register, how many days after an order's last day an import must have succeeded before the order
/// ends.</param>
public sealed class DateDrivenEntries(
    GroupCatalog catalog,
    IReadOnlyList<MunicipalMerger> mergers,
    int graceDays = DateDrivenEntries.DefaultGraceDays
) : IDisposable
{
    /// <summary>Two weeks: the longest usual pause of a feed.</summary>
    public const int DefaultGraceDays = 14;

    private const string NonDisclosureEvent = "XCG";
    private const string UpkeepEvent = "XCF";
    private const int PersonsPerTransaction = 2000;

    private readonly StateChange change = new(catalog);
    private readonly Record groups = new();
    private readonly Record record = new();

    /// <summary>Enters everything that is due on a day and has not been entered.</summary>
    /// <param name="read">The register.</param>
    /// <param name="write">The same register.</param>
    /// <param name="day">The present day: an order holds through its last day, a merger is in force on its date.</param>
    /// <param name="cancellation">Ends the run between two persons; what is committed stays.</param>
    /// <exception cref="Records.MuutostietoException">Transient: another program is writing.</exception>
    public DateDrivenResult Run(IRegister read, IRegisterWriter write, DateOnly day, CancellationToken cancellation = default)
    {
        ForgetImportOfTheFuture(write, day);

        // Mergers first: an order's end says the municipality again, and should say the one that is.
        var merged = 0L;
        foreach (var merger in mergers.Where(merger => merger.Date <= day).OrderBy(merger => merger.Date))
        {
            var residents = new List<long>();
            read.ScanResidents(read.LatestKey(), [merger.Code], (in row) => residents.Add(row.PersonId), cancellation);
            merged += Enter(write, residents, (transaction, person) => Merge(transaction, person, merger, day), cancellation);
        }

        var ended = Enter(write, read.EndedOrders(Digits(day)), (transaction, person) => EndOrder(transaction, person, day), cancellation);
        var repeated = new NightlyNotes(catalog, read).Update(
            write,
            (transaction, person) => Repeat(transaction, person, day),
            cancellation);
        var over = Enter(write, read.Ended(Digits(day)), (transaction, person) => EndInstances(transaction, person, day), cancellation);
        return new DateDrivenResult(ended, merged)
        {
            Repeated = repeated,
            EndedInstances = over,
            SharingDwelling = read.SharingDwellingWithProtected(),
            UnknownRelations = read.RelationsToUnknown(),
        };
    }

    /// <summary>Takes out of the person's state what has ended by a day, as a change that says so.</summary>
    /// <returns>False when nothing has.</returns>
    public bool EndInstances(RegisterTransaction transaction, long person, DateOnly day)
    {
        if (transaction.Current(person) is not { MergedInto: null } version)
        {
            return false;
        }

        Begin(version, UpkeepEvent, day);
        var state = new PersonState(groups);
        if (!state.AddEnded(record))
        {
            return false;
        }

        var entry = change.Enter(person, state, record);
        if (entry.Version.Document.Span.SequenceEqual(version.Document.Span))
        {
            return false;
        }

        transaction.Append(entry);
        return true;
    }

    /// <summary>
    /// Says the person's relations once more as they are, because what may be delivered of them depends on another person: the state stays,
    /// and recipients get what
    /// they may have now.
    /// </summary>
    /// <returns>False when no relation reveals where a person lives.</returns>
    public bool Repeat(RegisterTransaction transaction, long person, DateOnly day)
    {
        if (transaction.Current(person) is not { MergedInto: null } version)
        {
            return false;
        }

        Begin(version, UpkeepEvent, day);
        for (var group = 0; group < groups.GroupCount;)
        {
            var end = group + 1;
            while (end < groups.GroupCount && groups.Spec(end).Clarifies.Count > 0)
            {
                end++;
            }

            if (Enumerable
                    .Range(group, end - group)
                    .Any(part => groups.Spec(part).Residences.Any(field => !groups.Value(part, field.Index).IsEmpty)))
            {
                Copy(group, ChangeAttribute.Changed);
            }

            group = end;
        }

        if (record.GroupCount == 0)
        {
            return false;
        }

        transaction.Append(change.Enter(person, new PersonState(groups), record));
        return true;
    }

    /// <summary>
    /// Ends the person's non-disclosure order if its last day has passed: the order's end, and the address and municipality, which a
    /// recipient may have again. In a fed register the source has the last word: the order ends only when an import has succeeded after its
    /// last day and the days of grace.
    /// </summary>
    /// <returns>False when there was nothing to end.</returns>
    public bool EndOrder(RegisterTransaction transaction, long person, DateOnly day)
    {
        if (transaction.Current(person) is not { Alive: true, MergedInto: null, NonDisclosureEnd: { } end } version
            || DayToEndBy(transaction.Feed, day) is not { } by || string.CompareOrdinal(OrderEnd.LastDay(end), Digits(by)) >= 0)
        {
            return false;
        }

        Begin(version, NonDisclosureEvent, day);
        foreach (var group in Indexes("015"))
        {
            record.Copy(groups, group, ChangeAttribute.Deleted);
        }

        for (var group = 0; group < groups.GroupCount; group++)
        {
            if (groups.Spec(group) is { IsCovered: true } or { Holds: Sensitivity.Municipality })
            {
                Copy(group, ChangeAttribute.Supplementary);
            }
        }

        transaction.Append(change.Enter(person, new PersonState(groups), record));
        return true;
    }

    /// <summary>Moves the person to the successor of an abolished municipality. The day of moving in stays, since the dwelling is the
    /// same.</summary>
    /// <returns>False when the person does not live there, or the merger is yet to come.</returns>
    public bool Merge(RegisterTransaction transaction, long person, MunicipalMerger merger, DateOnly day)
    {
        if (merger.Date > day
            || transaction.Current(person) is not { Alive: true, MergedInto: null } version
            || version.Municipality != merger.Code)
        {
            return false;
        }

        Begin(version, UpkeepEvent, day);
        foreach (var group in Indexes("204"))
        {
            record.Set(Copy(group, ChangeAttribute.Changed), "kuntanumero", merger.Successor);
        }

        foreach (var group in Indexes("909").Where(group => groups.Text(group, "kuntanumero") == merger.Code).ToList())
        {
            record.Set(Copy(group, ChangeAttribute.Changed), "kuntanumero", merger.Successor);
        }

        transaction.Append(change.Enter(person, new PersonState(groups), record));
        return true;
    }

    public void Dispose() => change.Dispose();

    /// <summary>
    /// An import dated later than a run was recorded under a wrong clock: when it was is not known, also on the day when its date has come.
    /// </summary>
    private static void ForgetImportOfTheFuture(IRegisterWriter write, DateOnly day)
    {
        using var transaction = write.Begin();
        if (transaction.Feed.LastImport is { } import && DateOnly.FromDateTime(import.UtcDateTime) > day)
        {
            transaction.KeepImport(null);
            transaction.Commit();
        }
    }

    /// <summary>
    /// Orders end whose last day is before this one; null when none may, as it is not known when the feed last brought anything.
    /// </summary>
    private DateOnly? DayToEndBy(RegisterFeed feed, DateOnly day)
    {
        if (!feed.IsFed)
        {
            return day;
        }

        return feed.LastImport is { } import && DateOnly.FromDateTime(import.UtcDateTime) is var imported && imported <= day
            ? imported.AddDays(-graceDays)
            : null;
    }

    private static string Digits(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static long Enter(
        IRegisterWriter write, IReadOnlyList<long> persons, Func<RegisterTransaction, long, bool> enter, CancellationToken cancellation)
    {
        var count = 0L;
        foreach (var some in persons.Chunk(PersonsPerTransaction))
        {
            using var transaction = write.Begin();
            foreach (var person in some)
            {
                cancellation.ThrowIfCancellationRequested();
                count += enter(transaction, person) ? 1 : 0;
            }

            transaction.Commit();
        }

        return count;
    }

    private void Begin(PersonVersion version, string eventCode, DateOnly day)
    {
        change.Read(version, groups);
        record.Clear();
        record.Set(HeaderField.IdentityCode, version.IdentityCode);
        record.Set(HeaderField.Event, eventCode);
        record.Set(HeaderField.Registered, Digits(day));
        record.Set(HeaderField.Type, "0");
        record.Set(HeaderField.Role, "1");
    }

    /// <summary>Copies a group and what clarifies it.</summary>
    private int Copy(int group, byte attribute)
    {
        var head = record.Copy(groups, group, attribute);
        for (var next = group + 1; next < groups.GroupCount && groups.Spec(next).Clarifies.Count > 0; next++)
        {
            record.Copy(groups, next, ChangeAttribute.Supplementary);
        }

        return head;
    }

    private IEnumerable<int> Indexes(string code)
    {
        for (var group = groups.IndexOf(code); group >= 0; group = groups.IndexOf(code, group + 1))
        {
            yield return group;
        }
    }
}
