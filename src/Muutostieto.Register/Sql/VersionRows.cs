
namespace Muutostieto.Register.Sql;

/// <summary>Reads a row of <see cref="RegisterQueries.VersionColumns"/>.</summary>
internal static class VersionRows
{
    public static PersonVersion Read(ISqlStatement row) => new(
        row.Number(0),
        new JournalKey(row.Number(1)),
        row.NumberOrNull(2) is { } to ? new JournalKey(to) : null,
        row.Text(3),
        row.Text(4),
        row.Number(5) == 1,
        row.TextOrNull(6),
        row.Bytes(8).ToArray())
    {
        MergedInto = row.NumberOrNull(7),
    };

    public static void Show(ISqlStatement row, VersionVisitor visit)
    {
        var version = new VersionRow
        {
            PersonId = row.Number(0),
            From = new JournalKey(row.Number(1)),
            To = row.NumberOrNull(2) is { } to ? new JournalKey(to) : null,
            IdentityCode = row.Bytes(3),
            Municipality = row.Bytes(4),
            Alive = row.Number(5) == 1,
            NonDisclosureEnd = row.Bytes(6),
            MergedInto = row.NumberOrNull(7),
            Document = row.Bytes(8),
        };
        visit(in version);
    }
}
