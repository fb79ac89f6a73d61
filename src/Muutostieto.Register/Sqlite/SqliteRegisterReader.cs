using System.Globalization;
using Muutostieto.Records.Names;
using Muutostieto.Register.Buildings;
using Muutostieto.Sqlite;

namespace Muutostieto.Register.Sqlite;

internal sealed partial class SqliteRegisterReader(Func<SqliteDatabase> open) : IRegister
{
    private readonly SqliteDatabase database = open();

    // Asked several times an entry of a change delivery: prepared once.
    private SqliteStatement? holdersAt;
    private SqliteStatement? everHeldBy;
    private SqliteStatement? versionAt;
    private SqliteStatement? shown;
    private SqliteStatement? codesOf;
    private SqliteStatement? named;
    private bool? hasNames;
    private SqliteBuildings? buildings;

    public T InOneState<T>(Func<T> read) => database.Snapshot(read);

    public IBuildings Buildings => buildings ??= new SqliteBuildings(database, open);

    public RegisterDescription Describe()
    {
        using var row = database.Prepare("SELECT kind, note, seed, created FROM register");
        row.Step();
        return new RegisterDescription(
            new RegisterOrigin((RegisterKind)row.Number(0), row.Text(1), row.NumberOrNull(2)),
            (int)database.Number("PRAGMA user_version"),
            DateTimeOffset.Parse(row.Text(3), CultureInfo.InvariantCulture));
    }

    public RegisterFeed Feed() => database.Snapshot(() => SqliteFeed.Read(database));

    public JournalKey LatestKey() => new(database.Number(SqliteSchema.LatestKey));

    public RegisterStatus Status() => database.Snapshot(() =>
    {
        var municipalities = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var protectedPersons = 0L;
        using var row = database.Prepare("""
            SELECT municipality, count(*), count(ban_end) FROM version INDEXED BY version_scan
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
            SizeOf(database.Path) + SizeOf(database.Path + "-wal"));
    });

    public void ScanResidents(
        JournalKey asOf,
        IReadOnlyList<string> municipalities,
        ResidentFilter? filter,
        PersonVisitor visit,
        CancellationToken cancellation = default)
    {
        // A connection of its own: its read transaction lasts as long as the scan, and what else is asked meanwhile sees what is new.
        using var own = open();
        own.Execute("BEGIN");
        var hasFacts = own.Number("PRAGMA user_version") >= SqliteMigration.WithFacts;
        using var scan = new ResidentScan(
            own, new ResidentQuery(SqliteSchema.Residents, asOf, hasFacts ? filter : null), municipalities);
        scan.Run(hasFacts || filter is null ? visit : Passing, cancellation);

        void Passing(in ResidentRow row)
        {
            if (filter.Passes(ResidentFacts.Of(row.IdentityCode, row.Document)))
            {
                visit(in row);
            }
        }
    }

    public void ScanDead(
        JournalKey asOf, IReadOnlyList<string> municipalities, PersonVisitor visit, CancellationToken cancellation = default)
    {
        using var own = open();
        own.Execute("BEGIN");
        using var scan = new ResidentScan(own, new ResidentQuery(SqliteSchema.Dead, asOf, null), municipalities);
        scan.Run(visit, cancellation);
    }

    public PersonVersion? Find(string identityCode, JournalKey asOf)
    {
        var found = FindAll(identityCode, asOf);
        if (found.Count > 0)
        {
            return found.Count == 1 ? found[0] : null;
        }

        using var next = database.Prepare(SqliteSchema.NextHolder);
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
        // Asked once of a register that has them: it never loses them again.
        if (hasNames != true && !(hasNames = database.Number("PRAGMA user_version") >= SqliteMigration.WithNames).Value)
        {
            throw SqliteFailure.NoNames(database.Path);
        }

        var folded = NameForm.Folded(surname);
        if (folded.Length == 0)
        {
            return [];
        }

        named ??= database.Prepare(SqliteSchema.Named);
        return
        [
            .. Persons(named.Bind(1, NameKey.Of(folded, born)))
                .Select(person => At(person, asOf))
                .OfType<PersonVersion>()
                .Where(person => person.MergedInto is null && PersonNames.Of(person).IsNamed(folded, born)),
        ];
    }

    public IReadOnlyList<long> EverHeldBy(string identityCode, JournalKey until) =>
        Persons((everHeldBy ??= database.Prepare(SqliteSchema.EverHeldBy)).BindText(1, identityCode).Bind(2, until.Value));

    public PersonVersion? At(long personId, JournalKey asOf)
    {
        var row = versionAt ??= database.Prepare(SqliteSchema.VersionAt);
        try
        {
            return row.Bind(1, personId).Bind(2, asOf.Value).Step() ? SqliteVersion.Read(row) : null;
        }
        finally
        {
            row.Reset();
        }
    }

    public bool Show(long personId, JournalKey asOf, VersionVisitor visit)
    {
        // The visitor may read another person, so the buffers in use are not shared meanwhile.
        var row = Interlocked.Exchange(ref shown, null) ?? database.Prepare(SqliteSchema.VersionAt);
        try
        {
            if (!row.Bind(1, personId).Bind(2, asOf.Value).Step())
            {
                return false;
            }

            SqliteVersion.Show(row, visit);
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
        using var row = database.Prepare(SqliteSchema.MergedInto);
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
        using var row = database.Prepare("""
            SELECT person FROM version INDEXED BY version_ban
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
        using var order = database.Prepare(SqliteSchema.OrdersFrom);
        order.Bind(1, key.Value);
        while (order.Step())
        {
            orders.Add((order.Number(0), order.Number(1) == 1));
        }

        using var merger = database.Prepare(SqliteSchema.Mergers);
        while (merger.Step())
        {
            mergers.Add(merger.Number(0), (merger.Number(1), new JournalKey(merger.Number(2))));
        }

        var (heldAtKey, heldLater) = SqliteFeed.CodesHeld(database, key);
        return ProtectedPersons.Of(key, orders, mergers) with { HeldAtKey = heldAtKey, HeldLater = heldLater };
    });

    public IReadOnlyList<string> CodesOf(long personId)
    {
        var row = codesOf ??= database.Prepare(SqliteSchema.CodesOf);
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

    public IEnumerable<JournalEntry> ReadJournal(JournalKey from, JournalKey to)
    {
        using var row = database.Prepare("""
            SELECT key, kind, person, event, registered, type, role, record FROM journal WHERE key > ?1 AND key <= ?2 ORDER BY key
            """);
        row.Bind(1, from.Value).Bind(2, to.Value);
        while (row.Step())
        {
            yield return new JournalEntry(
                new JournalKey(row.Number(0)),
                (JournalEntryKind)row.Number(1),
                row.NumberOrNull(2),
                row.Text(3),
                row.Text(4),
                row.Text(5),
                row.Text(6),
                row.Bytes(7).ToArray());
        }
    }

    private SqliteStatement HoldersAt(string identityCode, JournalKey asOf) =>
        (holdersAt ??= database.Prepare(SqliteSchema.HoldersAt)).BindText(1, identityCode).Bind(2, asOf.Value);

    public void Dispose()
    {
        holdersAt?.Dispose();
        everHeldBy?.Dispose();
        versionAt?.Dispose();
        shown?.Dispose();
        codesOf?.Dispose();
        named?.Dispose();
        buildings?.Dispose();
        database.Dispose();
    }

    /// <summary>The rows' first column; the statement is ready for the next question when it returns.</summary>
    private static List<long> Persons(SqliteStatement row)
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

    private static long SizeOf(string path) => File.Exists(path) ? new FileInfo(path).Length : 0;
}
