using System.Globalization;
using Muutostieto.Interface.Mapping;
using Muutostieto.Records;
using Muutostieto.Records.Dates;
using Muutostieto.Records.Identity;
using Muutostieto.Records.Model;
using Muutostieto.Register;
using Muutostieto.Register.Import;

namespace Muutostieto.Interface.Feed;

/// <summary>
/// Feeds a register from an interface: a first load, then pages of changes. Each page and its key come into force together, so that a feed
/// that is stopped anywhere goes on without loss and without doubling.
/// </summary>
/// <param name="source">The interface.</param>
/// <param name="client">Calls it.</param>
/// <param name="catalog">The mapping of its groups.</param>
/// <param name="register">The register's read side.</param>
/// <param name="open">Opens its write side.</param>
/// <param name="clock">The time.</param>
/// <param name="isMunicipality">Whether a number is a municipality's; null asks nothing.</param>
public sealed class FeedRun(
    FeedSource source,
    SourceClient client,
    InterfaceCatalog catalog,
    IRegister register,
    Func<IRegisterWriter> open,
    TimeProvider clock,
    Func<string, bool>? isMunicipality = null)
{
    private readonly FeedReader reader = new(catalog);
    private readonly FeedTally tally = new();

    /// <summary>Is shown what a long run has done so far, see <see cref="FeedSource.PagesOfCheck"/>; null for no one.</summary>
    public Action<FeedReport>? OnProgress { get; init; }

    /// <summary>Loads the persons of the scope, and keeps the key that changes go on from.</summary>
    /// <param name="again">Whether a register that has been loaded is loaded once more.</param>
    /// <param name="cancellation">Ends it; what has been entered by then is kept, and the load has to be made again.</param>
    /// <exception cref="MuutostietoException">See <see cref="SourceClient"/>. Usage: the register has been loaded. Fault: the source gave
    /// something that cannot be entered; nothing of that answer is.</exception>
    public async Task<FeedReport> LoadAsync(bool again, CancellationToken cancellation)
    {
        if (register.Source() is { IsLoaded: true } state && !again)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"The register has been loaded, and has come to the source's key {Text(state.Key)}; only changes are fetched from there "
                    + "on. Nothing was fetched. If everything is to be loaded once more, say so.")
            {
                Remedy = new FeedRemedy.LoadAgain(),
            };
        }

        return source.Scope.Municipalities is { } area
            ? await LoadAreaAsync(area, cancellation).ConfigureAwait(false)
            : await LoadListAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Fetches changes until there are no more.</summary>
    /// <exception cref="MuutostietoException">See <see cref="SourceClient"/>. Usage: the register has not been loaded. Integrity: the
    /// register was fed from another source or scope, or the source's key went backwards. Fault: a page cannot be entered; the register and
    /// the key are as after the page before it.</exception>
    public async Task<FeedReport> RunAsync(CancellationToken cancellation)
    {
        var state = await EnterPagesAsync(Require(), cancellation).ConfigureAwait(false);
        await SettleAsync(state, cancellation).ConfigureAwait(false);
        return tally.Report;
    }

    /// <summary>
    /// Compares persons of the scope with what the source shows now; call it when no changes are left. What is different is entered, or
    /// only counted.
    /// </summary>
    /// <param name="sample">How many, chosen at random; null: all.</param>
    /// <param name="repairs">Whether differences are entered, each as a whole person.</param>
    /// <param name="cancellation">Ends it between two calls; what has been entered is kept.</param>
    public async Task<FeedVerification> VerifyAsync(int? sample, bool repairs, CancellationToken cancellation)
    {
        var state = Require();
        var codes = CodesOfScope(cancellation);
        if (sample is { } count)
        {
            string[] shuffled = [.. codes];
            Random.Shared.Shuffle(shuffled);
            codes = [.. shuffled.Take(count)];
        }

        var result = new FeedVerification(0, 0, 0, 0, repairs);
        foreach (var chunk in codes.Chunk(source.PersonsOfCall))
        {
            var persons = await PersonsAsync(chunk, HelsinkiTime.Today(clock), cancellation).ConfigureAwait(false);
            using var import = Begin();
            RequireUnchanged(import, state);
            var shown = new HashSet<string>(StringComparer.Ordinal);
            foreach (var person in persons)
            {
                person.Record.Set(HeaderField.Event, OutOfSight.Event);
                shown.UnionWith(RecordCodes.Of(person.Record).Own.Prepend(person.Record.Text(HeaderField.IdentityCode)));
                import.Apply(person);
            }

            var absent = chunk.Where(code => !shown.Contains(code) && IsInSight(code)).ToList();
            foreach (var code in absent.Where(_ => repairs))
            {
                import.Apply(Gone.Of(code));
            }

            var counts = import.Counts;
            result = result with
            {
                Checked = result.Checked + chunk.Length,
                Different = result.Different + counts.Added + counts.Replaced,
                NotShown = result.NotShown + absent.Count,
                OrdersKept = result.OrdersKept + counts.OrdersKept,
            };
            if (repairs)
            {
                _ = import.Commit(state, null);
            }
        }

        return result;
    }

    /// <summary>The codes in force of the living residents of the area, or those on the list.</summary>
    private List<string> CodesOfScope(CancellationToken cancellation)
    {
        if (source.Scope.Municipalities is not { } area)
        {
            return [.. register.SourceCodes()];
        }

        var codes = new List<string>();
        register.ScanResidents(
            register.LatestKey(),
            area,
            (in ResidentRow row) => codes.Add(System.Text.Encoding.ASCII.GetString(row.IdentityCode)),
            cancellation);
        return codes;
    }

    /// <summary>Whether the register has a person, and as one that the source shows.</summary>
    private bool IsInSight(string code) =>
        register.Find(code, register.LatestKey()) is { } person && person.Municipality != OutOfSight.Municipality;

    private static string Text(long key) => key.ToString(CultureInfo.InvariantCulture);

    private SourceState Require()
    {
        if (register.Source() is not { IsLoaded: true } state)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                "The register has not been loaded from its source, so that there is no key to fetch changes from.")
            {
                Remedy = new FeedRemedy.Load(),
            };
        }

        return state.Source == source.Name
            ? state
            : throw new MuutostietoException(
                FailureKind.Integrity,
                "The register was fed from another source, user or scope than Feed in appsettings.json has now, and its key means nothing "
                    + "to this one. Nothing was fetched. Correct Feed, or load once more.")
            {
                Remedy = new FeedRemedy.LoadAgain(),
            };
    }

    private async Task<FeedReport> LoadAreaAsync(IReadOnlyList<string> area, CancellationToken cancellation)
    {
        FeedImport? import = null;
        var (day, elements) = (DateOnly.MinValue, 0L);
        var unseen = new UnseenPersons(register, asked: null);
        try
        {
            tally.Call();
            var registered = HelsinkiTime.Today(clock);
            day = await client.WeeklyAsync(
                area,
                () =>
                {
                    import?.Dispose();
                    import = Begin();
                    elements = 0;
                    tally.Restart();
                    unseen.Restart();
                },
                element =>
                {
                    var record = reader.Base(element, registered, $"perustiedot[{Text(elements++)}]");
                    import!.Apply(record);
                    tally.Keep(record);
                    unseen.Show(record.Record);
                },
                cancellation).ConfigureAwait(false);
            var key = await client.KeyAsync(day, cancellation).ConfigureAwait(false);
            unseen.Withhold(import!, Gone);
            var counts = import!.Counts;
            var latest = import.Commit(StateAt(key), HelsinkiTime.At(day.AddDays(1), TimeOnly.MinValue));
            tally.Add(elements, 0, counts);
            return tally.At(key, latest);
        }
        finally
        {
            import?.Dispose();
        }
    }

    private async Task<FeedReport> LoadListAsync(CancellationToken cancellation)
    {
        var codes = register.SourceCodes();
        if (codes.Count == 0)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                "The list of identity codes is empty: there is nothing to ask the source for.")
            {
                Remedy = new FeedRemedy.AddToList(),
            };
        }

        // The key is asked before the persons, so that nothing that is entered meanwhile is lost; it comes twice.
        var day = HelsinkiTime.Today(clock);
        var key = await client.KeyAsync(day, cancellation).ConfigureAwait(false);
        var latest = register.LatestKey();
        var unseen = new UnseenPersons(register, codes);
        var chunks = codes.Chunk(source.PersonsOfCall).ToList();
        foreach (var (at, chunk) in chunks.Index())
        {
            var records = await PersonsAsync(chunk, day, cancellation).ConfigureAwait(false);
            using var import = Begin();
            foreach (var record in records)
            {
                import.Apply(record);
                unseen.Show(record.Record);
            }

            var isLast = at == chunks.Count - 1;
            if (isLast)
            {
                unseen.Withhold(import, Gone);
            }

            var counts = import.Counts;
            latest = import.Commit(StateAt(key) with { IsLoaded = isLast }, isLast ? clock.GetUtcNow() : null);
            tally.Add(records, chunk.Length - records.Count, counts);
        }

        return tally.At(key, latest);
    }

    private async Task<List<FeedRecord>> PersonsAsync(IReadOnlyList<string> codes, DateOnly day, CancellationToken cancellation)
    {
        tally.Call();
        using var answer = await client.PersonsAsync(codes, cancellation).ConfigureAwait(false);
        try
        {
            return [
                .. SourceAnswer.ElementsOf(answer.RootElement, "perustiedot").Select(each => reader.Base(each.Element, day, each.Place)),
            ];
        }
        catch (FormatException failure)
        {
            throw client.Fault("perustiedot", failure);
        }
    }

    /// <summary>Enters page after page until the source has no more; the next page is fetched meanwhile.</summary>
    private async Task<SourceState> EnterPagesAsync(SourceState state, CancellationToken cancellation)
    {
        var guard = new KeyGuard(source, client, clock);
        await using var pages = new PageAhead(client, reader, cancellation);
        pages.Fetch(state.Key, Asked);
        while (true)
        {
            tally.Call();
            var page = await pages.TakeAsync().ConfigureAwait(false);
            await guard.RequireAsync(state.Key, page, cancellation).ConfigureAwait(false);

            // A list may follow a change of code on this page: its next page is asked for when this one has been entered.
            var isAhead = !page.IsUpToDate && !source.Scope.IsList;
            if (isAhead)
            {
                pages.Fetch(page.Key, null);
            }

            var before = tally.Report.LatestKey;
            state = Enter(state, page);
            guard.Note(page, tally.Report.LatestKey > before);
            if (guard.IsTimeToTell)
            {
                OnProgress?.Invoke(tally.Report);
            }

            if (page.IsUpToDate)
            {
                return state;
            }

            if (!isAhead)
            {
                pages.Fetch(page.Key, Asked);
            }
        }
    }

    /// <summary>The codes on the list; null: the area is asked for.</summary>
    private IReadOnlyList<string>? Asked => source.Scope.IsList ? register.SourceCodes() : null;

    /// <summary>Enters a page and its key.</summary>
    private SourceState Enter(SourceState state, ChangePage page)
    {
        using var import = Begin();
        RequireUnchanged(import, state);
        foreach (var record in page.Records)
        {
            if (record.Record.Type == RecordType.New || import.Knows(record.Record))
            {
                import.Apply(record);
            }
            else
            {
                import.Postpone(record);
            }
        }

        var (counts, next) = (import.Counts, StateAt(page.Key));
        var latest = import.Commit(next, null);
        tally.Add(page.Records, 0, counts);
        tally.At(page.Key, latest);
        return next;
    }

    /// <summary>
    /// When no changes are left, the persons who are pending are asked for; those that the source does not show are passed over. Then the
    /// source has been heard up to now.
    /// </summary>
    private async Task SettleAsync(SourceState state, CancellationToken cancellation)
    {
        IReadOnlyList<string> pending;
        using (var import = Begin())
        {
            RequireUnchanged(import, state);
            pending = import.Pending;
        }

        foreach (var chunk in pending.Chunk(source.PersonsOfCall))
        {
            var persons = await PersonsAsync(chunk, HelsinkiTime.Today(clock), cancellation).ConfigureAwait(false);
            using var import = Begin();
            RequireUnchanged(import, state);
            foreach (var person in persons)
            {
                import.Apply(person);
            }

            foreach (var code in chunk)
            {
                import.Settle(code);
            }

            var counts = import.Counts;
            _ = import.Commit(state, null);
            tally.Add(persons, Math.Max(0, chunk.Length - persons.Count), counts);
        }

        using var last = Begin();
        RequireUnchanged(last, state);
        tally.At(state.Key, last.Commit(StateAt(state.Key), clock.GetUtcNow()));
    }

    private static void RequireUnchanged(FeedImport import, SourceState state)
    {
        if (import.State is not { } now || now.Key != state.Key || now.Source != state.Source)
        {
            throw new MuutostietoException(
                FailureKind.Transient,
                "Another feed has entered pages meanwhile. Nothing is entered twice.")
            {
                Remedy = new FeedRemedy.Run(),
            };
        }
    }

    private OutOfSight Gone => new(catalog.Layouts, HelsinkiTime.Today(clock), "perustiedot");

    private FeedImport Begin() => new(open(), catalog.Layouts, isMunicipality, source.Scope.Municipalities);

    private SourceState StateAt(long key) => new(source.Name, key, IsLoaded: true, clock.GetUtcNow());
}
