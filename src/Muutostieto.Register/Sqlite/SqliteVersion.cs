namespace Muutostieto.Register.Sqlite;

/// <summary>Reads a row of <see cref="SqliteSchema.VersionColumns"/>.</summary>
internal static class SqliteVersion
{
    public static PersonVersion Read(SqliteStatement row) => new(
        row.Number(0),
        new JournalKey(row.Number(1)),
        row.NumberOrNull(2) is { } to ? new JournalKey(to) : null,
        row.Text(3),
        row.Text(4),
        row.Number(5) == 1,
        row.TextOrNull(6),
        row.Bytes(7).ToArray());
}
