using System.Globalization;
using Muutostieto.Records.Names;
using Muutostieto.Register.Buildings;

namespace Muutostieto.Register.Sql;

/// <summary>A register in a database; how a scan is made, its database says.</summary>
/// <param name="database">The reader's own, of which it disposes.</param>
/// <param name="buildings">The reader's own.</param>
internal abstract partial class SqlRegisterReader(ISqlDatabase database, SqlBuildings buildings) : IRegister
{

    // Asked several times an entry of a change delivery: prepared once.
    private ISqlStatement? holdersAt;
    private ISqlStatement? everHeldBy;
    private ISqlStatement? versionAt;
    private ISqlStatement? shown;
    private ISqlStatement? codesOf;
    private ISqlStatement? named;

    public T InOneState<T>(Func<T> read) => database.Snapshot(read);

    public IBuildings Buildings => buildings;

    public RegisterDescription Describe()
    {
        using var row = database.Prepare("SELECT kind, note, seed, created FROM register");
        row.Step();
        return new RegisterDescription(
            new RegisterOrigin((RegisterKind)row.Number(0), row.Text(1), row.NumberOrNull(2)),
            database.Version,
            DateTimeOffset.Parse(row.Text(3), CultureInfo.InvariantCulture));
    }

    public virtual RegisterFeed Feed() => database.Snapshot(() => FeedRows.Read(database));

    public JournalKey LatestKey() => new(database.Number(RegisterQueries.LatestKey));

    public RegisterStatus Status() => database.Snapshot(() =>
    {
        var municipalities = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var protectedPersons = 0L;
        using var row = database.Prepare($"""
            SELECT municipality, count(*), count(ban_end) FROM version{database.By("version_scan")}
            WHERE alive = 1 AND to_key IS NULL GROUP BY municipality
            """);
        while (row.Step())
        {
            if (!ResidenceCode.IsMunicipality(row.Text(0)))
            {
                continue;
            }

            municipalities.Add(row.Text(0), row.Number(1));
            protectedPersons += row.Number(2);
        }

        return new RegisterStatus(
            database.Number("SELECT count(*) FROM person"),
            municipalities.Values.Sum(),
            protectedPersons,
            municipalities,
            LatestKey(),
            Bytes());
    });

    public abstract void ScanResidents(
        JournalKey asOf,
        IReadOnlyList<string> municipalities,
        ResidentFilter? filter,
        PersonVisitor visit,
        CancellationToken cancellation = default);

    public abstract void ScanDead(
        JournalKey asOf, IReadOnlyList<string> municipalities, PersonVisitor visit, CancellationToken cancellation = default);

    public PersonVersion? Find(string identityCode, JournalKey asOf)
    {
        var found = FindAll(identityCode, asOf);
        if (found.Count > 0)
        {
            return found.Count == 1 ? found[0] : null;
        }

        using var next = database.Prepare(RegisterQueries.NextHolder);
        return next.BindText(1, identityCode).Bind(2, asOf.Value).Step() ? At(next.Number(0), asOf) : null;
    }

    public long? FindId(string identityCode, JournalKey asOf) =>
        Persons(HoldersAt(identityCode, asOf)) is [var only] ? only : Find(identityCode, asOf)?.PersonId;

    public IReadOnlyList<PersonVersion> FindAll(string identityCode, JournalKey asOf)
    {
        var found = Persons(HoldersAt(identityCode, asOf))
            .ConvertAll(person => At(person, asOf))
            .OfType<PersonVersion>()
            .ToList();
        return found.Find(person => person.IdentityCode == identityCode && person.MergedInto is null) is { } inForce ? [inForce] : found;
    }

    public IReadOnlyList<PersonVersion> FindNamed(string surname, DateOnly born, JournalKey asOf)
    {
        RequireNames();
        var folded = NameForm.Folded(surname);
        if (folded.Length == 0)
        {
            return [];
        }

        named ??= database.Prepare(RegisterQueries.Named);
        return
        [
            .. Persons(named.Bind(1, NameKey.Of(folded, born)))
                .Select(person => At(person, asOf))
                .OfType<PersonVersion>()
                .Where(person => person.MergedInto is null && PersonNames.Of(person).IsNamed(folded, born)),
        ];
    }

    public IReadOnlyList<long> EverHeldBy(string identityCode, JournalKey until) =>
        Persons((everHeldBy ??= database.Prepare(RegisterQueries.EverHeldBy)).BindText(1, identityCode).Bind(2, until.Value));

    public PersonVersion? At(long personId, JournalKey asOf)
    {
        var row = versionAt ??= database.Prepare(database.VersionAt);
        try
        {
            return row.Bind(1, personId).Bind(2, asOf.Value).Step() ? VersionRows.Read(row) : null;
        }
        finally
        {
            row.Reset();
        }
    }

    public bool Show(long personId, JournalKey asOf, VersionVisitor visit)
    {
        // The visitor may read another person, so the buffers in use are not shared meanwhile.
        var row = Interlocked.Exchange(ref shown, null) ?? database.Prepare(database.VersionAt);
        try
        {
            if (!row.Bind(1, personId).Bind(2, asOf.Value).Step())
            {
                return false;
            }

            VersionRows.Show(row, visit);
            return true;
        }
        finally
        {
            row.Reset();
            Interlocked.Exchange(ref shown, row)?.Dispose();
        }
    }

    public IReadOnlyList<long> MergedInto(long personId, JournalKey asOf)
    {
        using var row = database.Prepare(RegisterQueries.MergedInto);
        row.Bind(1, personId).Bind(2, asOf.Value);
        var persons = new List<long>();
        while (row.Step())
        {
            persons.Add(row.Number(0));
        }

        return persons;
    }

    public IReadOnlyList<long> EndedOrders(string day)
    {
        using var row = database.Prepare($"""
            SELECT person FROM version{database.By("version_ban")}
            WHERE ban_end IS NOT NULL AND to_key IS NULL AND ban_end < ?1 AND alive = 1 AND merged_into IS NULL ORDER BY person
            """);
        row.BindText(1, day);
        var persons = new List<long>();
        while (row.Step())
        {
            persons.Add(row.Number(0));
        }

        return persons;
    }

    public ProtectedPersons ProtectedSince(JournalKey key) => database.Snapshot(() =>
    {
        var (orders, mergers) = (new List<(long Person, bool AtKey)>(), new Dictionary<long, (long Survivor, JournalKey Since)>());
        using var order = database.Prepare(RegisterQueries.OrdersFrom);
        order.Bind(1, key.Value);
        while (order.Step())
        {
            orders.Add((order.Number(0), order.Number(1) == 1));
        }

        using var merger = database.Prepare(RegisterQueries.Mergers);
        while (merger.Step())
        {
            mergers.Add(merger.Number(0), (merger.Number(1), new JournalKey(merger.Number(2))));
        }

        var (heldAtKey, heldLater) = FeedRows.CodesHeld(database, key);
        return ProtectedPersons.Of(key, orders, mergers) with { HeldAtKey = heldAtKey, HeldLater = heldLater };
    });

    public IReadOnlyList<string> CodesOf(long personId)
    {
        var row = codesOf ??= database.Prepare(RegisterQueries.CodesOf);
        var codes = new List<string>();
        try
        {
            row.Bind(1, personId);
            while (row.Step())
            {
                codes.Add(row.Text(0));
            }

            return codes;
        }
        finally
        {
            row.Reset();
        }
    }

    public abstract IEnumerable<JournalEntry> ReadJournal(JournalKey from, JournalKey to);

    private ISqlStatement HoldersAt(string identityCode, JournalKey asOf) =>
        (holdersAt ??= database.Prepare(RegisterQueries.HoldersAt)).BindText(1, identityCode).Bind(2, asOf.Value);

    public void Dispose()
    {
        holdersAt?.Dispose();
        everHeldBy?.Dispose();
        versionAt?.Dispose();
        shown?.Dispose();
        codesOf?.Dispose();
        named?.Dispose();
        buildings.Dispose();
        database.Dispose();
    }

    /// <summary>What the register takes on disk.</summary>
    protected abstract long Bytes();

    /// <exception cref="Records.MuutostietoException">Usage: the register is of an older program, without an index of names.</exception>
    protected virtual void RequireNames()
    {
    }

    /// <summary>The rows' first column; the statement is ready for the next question when it returns.</summary>
    private static List<long> Persons(ISqlStatement row)
    {
        var persons = new List<long>();
        try
        {
            while (row.Step())
            {
                persons.Add(row.Number(0));
            }

            return persons;
        }
        finally
        {
            row.Reset();
        }
    }
}
