
namespace Muutostieto.Register.Sql;

/// <summary>Writes the nightly job's notes in a register's transaction.</summary>
internal sealed class PersonNoteRows : IPersonNotes, IDisposable
{
    private readonly bool wasEmpty;
    private readonly ISqlStatement[] forget;
    private readonly ISqlStatement end;
    private readonly ISqlStatement relation;
    private readonly ISqlStatement place;
    private readonly ISqlStatement until;

    public PersonNoteRows(ISqlDatabase database)
    {
        database.Need("noted");
        Until = new JournalKey(database.Number("SELECT coalesce(max(until_key), 0) FROM noted"));
        wasEmpty = Until == JournalKey.BeforeEverything;
        if (wasEmpty)
        {
            database.Run("DELETE FROM noted_end");
            database.Run("DELETE FROM noted_relation");
            database.Run("DELETE FROM noted_place");
        }

        forget =
        [
            database.Prepare("DELETE FROM noted_end WHERE person = ?1"),
            database.Prepare("DELETE FROM noted_relation WHERE person = ?1"),
            database.Prepare("DELETE FROM noted_place WHERE person = ?1"),
        ];
        end = database.Prepare("INSERT INTO noted_end(person, day) VALUES (?1, ?2)");
        relation = database.Prepare("INSERT INTO noted_relation(person, code) VALUES (?1, ?2) ON CONFLICT DO NOTHING");
        place = database.Prepare("INSERT INTO noted_place(person, place) VALUES (?1, ?2) ON CONFLICT DO NOTHING");
        until = database.Prepare(
            "INSERT INTO noted(id, until_key) VALUES (1, ?1) ON CONFLICT(id) DO UPDATE SET until_key = excluded.until_key");
    }

    public JournalKey Until { get; private set; }

    public void Keep(long person, PersonNotes notes)
    {
        if (!wasEmpty)
        {
            foreach (var statement in forget)
            {
                statement.Bind(1, person).RunLater();
            }
        }

        if (notes.EarliestEnd is { } day)
        {
            end.Bind(1, person).BindText(2, day).RunLater();
        }

        foreach (var code in notes.Related)
        {
            relation.Bind(1, person).BindText(2, code).RunLater();
        }

        foreach (var hash in notes.Places)
        {
            place.Bind(1, person).Bind(2, hash).RunLater();
        }
    }

    public void KeepUntil(JournalKey key)
    {
        until.Bind(1, key.Value).Run();
        Until = key;
    }

    public void Dispose()
    {
        foreach (var statement in forget)
        {
            statement.Dispose();
        }

        end.Dispose();
        relation.Dispose();
        place.Dispose();
        until.Dispose();
    }
}
