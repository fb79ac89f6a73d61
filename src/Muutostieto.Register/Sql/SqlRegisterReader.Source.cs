namespace Muutostieto.Register.Sql;

/// <summary>What is kept of the interface that feeds the register.</summary>
internal abstract partial class SqlRegisterReader
{
    public SourceState? Source() => database.Snapshot(() => SourceRows.Read(database));

    public long? SourceKeyAt(JournalKey key) => database.Snapshot(() => SourceRows.KeyAt(database, key));

    public IReadOnlyList<string> SourceCodes() => database.Snapshot(() => SourceRows.Codes(database));

    public SourceRemains SourceRemains() => database.Snapshot(() => SourceRows.Remains(database));

    public IReadOnlyList<KeptGroup> KeptOf(long personId) => database.Snapshot(() => SourceRows.KeptOf(database, personId));
}
