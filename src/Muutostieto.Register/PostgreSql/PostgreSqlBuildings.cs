using Muutostieto.Register.Buildings;
using Muutostieto.Register.Sql;
using Npgsql;

namespace Muutostieto.Register.PostgreSql;

/// <summary>The buildings of a register in a PostgreSQL database that is open for reading.</summary>
/// <param name="session">The reader's.</param>
internal sealed class PostgreSqlBuildings(PostgreSqlSession session) : SqlBuildings(session)
{
    private const int PageRows = 256;

    private const string InMunicipality = """
        SELECT building, code, municipality, stands, document FROM building_version
        WHERE municipality = @m AND from_key <= @key AND coalesce(to_key, 9223372036854775807) > @key
        """;

    public override void Scan(
        JournalKey asOf, IReadOnlyList<string> municipalities, BuildingVisitor visit, CancellationToken cancellation = default)
    {
        var bytes = new RowBytes(3);
        new MunicipalityScan(session, InMunicipality, municipalities, asOf).Run(Show, cancellation);

        void Show(NpgsqlDataReader reader)
        {
            bytes.Clear();
            bytes.TakeText(reader, 1, 0);
            bytes.TakeText(reader, 2, 1);
            bytes.TakeBytes(reader, 4, 2);
            var building = new BuildingRow
            {
                BuildingId = reader.GetInt64(0),
                Code = bytes[0],
                Municipality = bytes[1],
                Stands = reader.GetInt16(3) == 1,
                Document = bytes[2],
            };
            visit(in building);
        }
    }

    public override IEnumerable<BuildingEntry> ReadJournal(JournalKey from, JournalKey to)
    {
        var until = new JournalKey(session.Number(RegisterQueries.LatestKey)) is var latest && latest < to ? latest : to;
        using var page = session.Prepare($"""
            SELECT key, building, event, registered, type, role, record FROM building_entry WHERE key > ?1 AND key <= ?2 ORDER BY key
            LIMIT {PageRows}
            """);
        for (var (last, isMore) = (from, true); isMore; page.Reset())
        {
            page.Bind(1, last.Value).Bind(2, until.Value);
            isMore = false;
            while (page.Step())
            {
                (last, isMore) = (new JournalKey(page.Number(0)), true);
                yield return new BuildingEntry(
                    last, page.Number(1), page.Text(2), page.Text(3), page.Text(4), page.Text(5), page.Bytes(6).ToArray());
            }
        }
    }
}
