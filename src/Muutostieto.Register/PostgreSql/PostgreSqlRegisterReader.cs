using System.Globalization;
using System.Text;
using Muutostieto.Register.Sql;
using Npgsql;
using NpgsqlTypes;

namespace Muutostieto.Register.PostgreSql;

/// <summary>A register in a PostgreSQL database that is open for reading.</summary>
/// <param name="session">The reader's own.</param>
/// <param name="connections">How many a large scan of residents may use at once.</param>
/// <param name="personsInRange">How many persons one of them reads before the next; for tests.</param>
internal sealed class PostgreSqlRegisterReader(
    PostgreSqlSession session, int connections = 1, int personsInRange = RangeScan.PersonsInRange)
    : SqlRegisterReader(session, new PostgreSqlBuildings(session))
{
    private const int PageRows = 256;

    // Says it twice: to the planner, which leaves out the partitions of what ended before, and in the words of the index.
    private const string InForce =
        "AND from_key <= @key AND (to_key IS NULL OR to_key > @key) AND coalesce(to_key, 9223372036854775807) > @key";

    private const string Columns = "SELECT person, code, municipality, ban_end, document FROM version WHERE municipality = @m";

    /// <summary>The residents of one municipality (@m) as of a key (@key).</summary>
    internal const string Residents = $"{Columns} AND alive = 1 {InForce}";


    public override void ScanResidents(
        JournalKey asOf,
        IReadOnlyList<string> municipalities,
        ResidentFilter? filter,
        PersonVisitor visit,
        CancellationToken cancellation = default)
    {
        var parameters = new List<NpgsqlParameter>();
        var narrowed = filter is null ? "" : Narrowed(filter, parameters);
        Scan(Residents + narrowed, asOf, municipalities, [.. parameters], visit, cancellation);
    }

    public override void ScanDead(
        JournalKey asOf, IReadOnlyList<string> municipalities, PersonVisitor visit, CancellationToken cancellation = default) =>
        Scan($"{Columns} AND alive = 0 {InForce} AND merged_into IS NULL", asOf, municipalities, [], visit, cancellation);

    public override void ShowChanged(JournalKey after, VersionVisitor visit) => _ = session.Snapshot(() =>
    {
        if (after != JournalKey.BeforeEverything)
        {
            ShowEach(ChangedSince(after), visit);
            return true;
        }

        // By pages: the visitor may ask the register on the same connection.
        using var page = session.Prepare($"""
            SELECT {RegisterQueries.VersionColumns} FROM version WHERE to_key IS NULL AND person > ?1 ORDER BY person LIMIT {PageRows}
            """);
        for (var (last, isMore) = (0L, true); isMore; page.Reset())
        {
            page.Bind(1, last);
            isMore = false;
            while (page.Step())
            {
                (last, isMore) = (page.Number(0), true);
                VersionRows.Show(page, visit);
            }
        }

        return true;
    });

    public override IEnumerable<JournalEntry> ReadJournal(JournalKey from, JournalKey to)
    {
        var until = LatestKey() is var latest && latest < to ? latest : to;
        using var page = session.Prepare($"""
            SELECT key, kind, person, event, registered, type, role, record FROM journal WHERE key > ?1 AND key <= ?2 ORDER BY key
            LIMIT {PageRows}
            """);
        for (var (last, isMore) = (from, true); isMore; page.Reset())
        {
            page.Bind(1, last.Value).Bind(2, until.Value);
            isMore = false;
            while (page.Step())
            {
                (last, isMore) = (new JournalKey(page.Number(0)), true);
                yield return new JournalEntry(
                    last,
                    (JournalEntryKind)page.Number(1),
                    page.NumberOrNull(2),
                    page.Text(3),
                    page.Text(4),
                    page.Text(5),
                    page.Text(6),
                    page.Bytes(7).ToArray());
            }
        }
    }

    protected override long Bytes() => session.Number("""
        SELECT CAST(sum(pg_total_relation_size(oid)) AS bigint) FROM pg_class
        WHERE relnamespace = CAST(current_schema() AS regnamespace) AND relkind = 'r'
        """);

    /// <summary>The conditions of a <see cref="ResidentFilter"/>; the rows that it rules out do not cross the wire.</summary>
    private static string Narrowed(ResidentFilter filter, List<NpgsqlParameter> parameters)
    {
        var text = new StringBuilder();
        if (filter.BornFrom is not null || filter.BornTo is not null)
        {
            text.Append(" AND (born = 0 OR born BETWEEN @from AND @to)");
            parameters.Add(Day("from", filter.BornFrom ?? DateOnly.MinValue));
            parameters.Add(Day("to", filter.BornTo ?? DateOnly.MaxValue));
        }

        Narrow("sex", filter.Sexes);
        Narrow("tongue", filter.MotherTongues, "mother_tongue");
        Narrow("postal", filter.PostalCodes, "postal_code");
        return text.ToString();

        static NpgsqlParameter Day(string name, DateOnly day) =>
            new(name, NpgsqlDbType.Integer) { Value = ResidentFacts.Number(day) };

        void Narrow(string name, IReadOnlyCollection<string>? wanted, string? column = null)
        {
            if (wanted is not null)
            {
                text.Append(CultureInfo.InvariantCulture, $" AND {column ?? name} = ANY(@{name})");
                parameters.Add(new NpgsqlParameter(name, NpgsqlDbType.Array | NpgsqlDbType.Text)
                {
                    Value = wanted.Append(ResidentFacts.Several).ToArray(),
                });
            }
        }
    }

    private void Scan(
        string select,
        JournalKey asOf,
        IReadOnlyList<string> municipalities,
        NpgsqlParameter[] parameters,
        PersonVisitor visit,
        CancellationToken cancellation)
    {
        if (connections > 1 && session.Outer is null && municipalities.Count > 0)
        {
            // Later entries than the last would be in the state of one connection and not in that of another.
            var until = LatestKey() is var latest && latest < asOf ? latest : asOf;
            var ranges = 1 + (ScanOf(default, until).EstimatedRows() / personsInRange);
            if (ranges > 1)
            {
                new RangeScan(range => ScanOf(range, until), CodeRange.All((int)Math.Min(ranges, int.MaxValue)), connections)
                    .Run(visit, cancellation);
                return;
            }
        }

        var bytes = new RowBytes(4);
        ScanOf(default, asOf).Run(Show, cancellation);

        MunicipalityScan ScanOf(CodeRange range, JournalKey key) =>
            new(session, select + range.Condition, municipalities, key, [.. parameters, .. range.Parameters]);

        void Show(NpgsqlDataReader reader)
        {
            bytes.TakeResident(reader);
            var resident = new ResidentRow
            {
                PersonId = reader.GetInt64(0),
                IdentityCode = bytes[0],
                Municipality = bytes[1],
                NonDisclosureEnd = bytes[2],
                Document = bytes[3],
            };
            visit(in resident);
        }
    }

    private List<long> ChangedSince(JournalKey after)
    {
        using var row = session.Prepare("SELECT DISTINCT person FROM journal WHERE key > ?1 AND person IS NOT NULL ORDER BY person");
        row.Bind(1, after.Value);
        var persons = new List<long>();
        while (row.Step())
        {
            persons.Add(row.Number(0));
        }

        return persons;
    }

    private void ShowEach(List<long> persons, VersionVisitor visit)
    {
        foreach (var person in persons)
        {
            Show(person, new JournalKey(long.MaxValue), visit);
        }
    }
}
