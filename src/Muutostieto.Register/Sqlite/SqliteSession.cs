using Muutostieto.Register.Sql;
using Muutostieto.Sqlite;

namespace Muutostieto.Register.Sqlite;

/// <summary>A connection to a register's file.</summary>
internal sealed class SqliteSession(SqliteDatabase database) : ISqlDatabase
{
    public string Place => database.Path;

    public int Version => (int)database.Number("PRAGMA user_version");

    public string OrderedJoin => "CROSS JOIN";

    public string VersionAt => RegisterQueries.VersionAt;

    /// <summary>The file itself, for what only SQLite has.</summary>
    public SqliteDatabase File => database;

    public ISqlStatement Prepare(string sql) => new SqliteSessionStatement(database, database.Prepare(sql));

    public string By(string index) => " INDEXED BY " + index;

    public string NumbersOf(int parameter) => FormattableString.Invariant($"SELECT value FROM json_each(?{parameter})");

    public bool HasTable(string table) => database.Number($"SELECT count(*) FROM sqlite_master WHERE name = '{table}'") > 0;

    public void Need(string table) => database.Execute(SqliteLateTables.Of(table));

    public T Snapshot<T>(Func<T> read) => database.Snapshot(read);

    /// <summary>Takes the write lock at once.</summary>
    public void BeginWrite() => database.Execute("BEGIN IMMEDIATE");

    public void Commit() => database.Execute("COMMIT");

    public void RollBack() => database.RollBack();

    public void Dispose() => database.Dispose();
}
