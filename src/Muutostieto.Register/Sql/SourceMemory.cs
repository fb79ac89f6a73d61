using System.Globalization;

namespace Muutostieto.Register.Sql;

/// <summary>Writes what is kept of a source in a register's transaction.</summary>
internal sealed class SourceMemory : ISourceMemory, IDisposable
{
    private readonly ISqlDatabase database;
    private readonly Func<JournalKey> latest;
    private readonly ISqlStatement isPresumed;
    private readonly ISqlStatement keep;

    /// <param name="database">In a transaction.</param>
    /// <param name="latest">The transaction's latest key.</param>
    public SourceMemory(ISqlDatabase database, Func<JournalKey> latest)
    {
        (this.database, this.latest) = (database, latest);
        database.Need(SourceRows.Table);
        State = SourceRows.Read(database);
        isPresumed = database.Prepare("SELECT 1 FROM source_presumed WHERE person = ?1");
        keep = database.Prepare(
            "INSERT INTO source_group(person, name, json, at_key) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING");
    }

    public SourceState? State { get; private set; }

    public void Keep(SourceState state)
    {
        using var row = database.Prepare("""
            INSERT INTO source(id, source, key, loaded, at) VALUES (1, ?1, ?2, ?3, ?4)
            ON CONFLICT(id) DO UPDATE SET source = excluded.source, key = excluded.key, loaded = excluded.loaded, at = excluded.at
            """);
        row.BindText(1, state.Source)
            .Bind(2, state.Key)
            .Bind(3, state.IsLoaded ? 1 : 0)
            .BindText(4, state.At.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture))
            .Run();

        // Pages that enter nothing leave the key at which the register came to be so: a delivery that is composed again says the same.
        var isOn = State is { } before && before.Source == state.Source && before.Key <= state.Key;
        using var history = database.Prepare(
            "INSERT INTO source_key(journal_key, source_key) VALUES (?1, ?2) ON CONFLICT(journal_key) DO "
                + (isOn ? "NOTHING" : "UPDATE SET source_key = excluded.source_key"));
        history.Bind(1, latest().Value).Bind(2, state.Key).Run();
        State = state;
    }

    public bool IsPresumed(long person)
    {
        var found = isPresumed.Bind(1, person).Step();
        isPresumed.Reset();
        return found;
    }

    public void SetPresumed(long person, bool isPresumed)
    {
        using var row = database.Prepare(
            isPresumed
                ? "INSERT INTO source_presumed(person) VALUES (?1) ON CONFLICT DO NOTHING"
                : "DELETE FROM source_presumed WHERE person = ?1");
        row.Bind(1, person).Run();
    }

    public void Keep(long person, KeptGroup group) =>
        keep.Bind(1, person).BindText(2, group.Name).BindText(3, group.Json).Bind(4, latest().Value).Run();

    public IReadOnlyList<string> Pending() => SourceRows.Pending(database);

    public void AddPending(string identityCode) =>
        Change("INSERT INTO source_pending(code) VALUES (?1) ON CONFLICT DO NOTHING", identityCode);

    public void RemovePending(string identityCode) => Change("DELETE FROM source_pending WHERE code = ?1", identityCode);

    public bool AddCode(string identityCode) => Change("INSERT INTO source_list(code) VALUES (?1) ON CONFLICT DO NOTHING", identityCode);

    public bool RemoveCode(string identityCode) => Change("DELETE FROM source_list WHERE code = ?1", identityCode);

    public void Dispose()
    {
        isPresumed.Dispose();
        keep.Dispose();
    }

    private bool Change(string sql, string code)
    {
        using var row = database.Prepare(sql);
        return row.BindText(1, code).Run() > 0;
    }
}
