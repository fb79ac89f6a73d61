namespace Muutostieto.Register.Sqlite;

/// <summary>What is kept of the interface that feeds the register.</summary>
internal sealed partial class SqliteRegisterReader
{
    public SourceState? Source() => database.Snapshot(() => SqliteSource.Read(database));

    public long? SourceKeyAt(JournalKey key) => database.Snapshot(() => SqliteSource.KeyAt(database, key));

    public IReadOnlyList<string> SourceCodes() => database.Snapshot(() => SqliteSource.Codes(database));

    public SourceRemains SourceRemains() => database.Snapshot(() => SqliteSource.Remains(database));

    public IReadOnlyList<KeptGroup> KeptOf(long personId) => database.Snapshot(() => SqliteSource.KeptOf(database, personId));
}
