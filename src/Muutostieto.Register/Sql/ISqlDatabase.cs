namespace Muutostieto.Register.Sql;

/// <summary>
/// A connection to a register in a database. Its statements are in the SQL that all databases know: parameters are ?1, ?2 and so on; what
/// they say differently, they say here. For one thread at a time.
/// </summary>
internal interface ISqlDatabase : IDisposable
{
    /// <summary>The file or the database, for messages.</summary>
    string Place { get; }

    /// <summary>The version of the tables.</summary>
    int Version { get; }

    /// <summary>For statements with few rows: a database may keep all of them in memory.</summary>
    ISqlStatement Prepare(string sql);

    /// <summary>Follows a table's name where a statement is made for one index; empty where the database finds it itself.</summary>
    string By(string index);

    /// <summary>The join whose left side is gone through first, where the database has one.</summary>
    string OrderedJoin { get; }

    /// <summary>The query for a person (?1) as of a key (?2): <see cref="RegisterQueries.VersionColumns"/> of one row or none.</summary>
    string VersionAt { get; }

    /// <summary>A query for the numbers of a parameter, which is a text: a JSON array.</summary>
    string NumbersOf(int parameter);

    /// <summary>Whether a table is there that some registers do without.</summary>
    bool HasTable(string table);

    /// <summary>Makes a table that some registers do without, with those that belong to it, unless it is there.</summary>
    void Need(string table);

    /// <summary>
    /// Runs something in a read transaction, so that all its statements see one state; in the one that is open, where there is one.
    /// </summary>
    T Snapshot<T>(Func<T> read);

    /// <summary>Begins a transaction beside which no other writes.</summary>
    /// <exception cref="Records.MuutostietoException">Transient: another one stayed open for the whole waiting time.</exception>
    void BeginWrite();

    void Commit();

    /// <summary>Ends a transaction, if there is one.</summary>
    void RollBack();
}
