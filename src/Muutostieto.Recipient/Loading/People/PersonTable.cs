using Muutostieto.Sqlite;

namespace Muutostieto.Recipient.Loading.People;

/// <summary>The tables persons, former_codes and lost_codes: who is known, under which codes.</summary>
internal sealed class PersonTable(SqliteDatabase connection) : IDisposable
{
    private const string Columns = "p.id, p.hetu, p.last_delivery, p.in_area FROM";
    private readonly SqliteStatement find = connection.Prepare($"SELECT {Columns} persons p WHERE p.hetu = ?1");
    private readonly SqliteStatement get = connection.Prepare($"SELECT {Columns} persons p WHERE p.id = ?1");
    private readonly SqliteStatement findFormer = connection.Prepare(
        "SELECT person_id FROM former_codes WHERE hetu = ?1 ORDER BY person_id");
    private readonly SqliteStatement insert = connection.Prepare(
        "INSERT INTO persons (hetu, in_area, first_delivery, last_delivery) VALUES (?1, ?2, ?3, ?3)");
    private readonly SqliteStatement update = connection.Prepare(
        "UPDATE persons SET hetu = ?2, in_area = ?3, last_delivery = ?4 WHERE id = ?1");
    private readonly SqliteStatement delete = connection.Prepare("DELETE FROM persons WHERE id = ?1");
    private readonly SqliteStatement addFormer = connection.Prepare("INSERT OR IGNORE INTO former_codes (hetu, person_id) VALUES (?1, ?2)");
    private readonly SqliteStatement removeFormer = connection.Prepare(
        "DELETE FROM former_codes WHERE hetu = ?1 AND (?2 IS NULL OR person_id = ?2)");
    private readonly SqliteStatement addLost = connection.Prepare(
        "INSERT OR IGNORE INTO lost_codes (hetu, person_id) SELECT hetu, person_id FROM former_codes WHERE hetu = ?1 AND (?2 IS NULL OR "
            + "person_id = ?2) AND person_id IS NOT ?3");
    private readonly SqliteStatement findLost = connection.Prepare("SELECT 1 FROM lost_codes WHERE hetu = ?1 AND person_id = ?2");
    private readonly SqliteStatement deleteLost = connection.Prepare("DELETE FROM lost_codes WHERE person_id = ?1");
    private readonly SqliteStatement moveFormer = connection.Prepare(
        "INSERT OR IGNORE INTO former_codes (hetu, person_id) SELECT hetu, ?2 FROM former_codes WHERE person_id = ?1");
    private readonly SqliteStatement deleteFormer = connection.Prepare("DELETE FROM former_codes WHERE person_id = ?1");

    /// <summary>Who has the code now.</summary>
    internal KnownPerson? Find(string code) => First(find.BindTextOrNull(1, code));

    /// <summary>The person of a key.</summary>
    internal KnownPerson? Get(long person) => First(get.Bind(1, person));

    /// <summary>The persons with this former code, in the order of their keys.</summary>
    internal IReadOnlyList<long> FindFormer(string code)
    {
        findFormer.BindTextOrNull(1, code);
        var found = new List<long>();
        while (findFormer.Step())
        {
            found.Add(findFormer.Number(0));
        }

        findFormer.Reset();
        return found;
    }

    /// <summary>The person that the code names: by the code in force, else the only one who has it as a former code.</summary>
    internal KnownPerson? Named(string code) => Find(code) ?? (FindFormer(code) is [var only] ? Get(only) : null);

    internal KnownPerson Insert(string code, bool inArea, long delivery)
    {
        insert.BindTextOrNull(1, code).Bind(2, inArea ? 1 : 0).Bind(3, delivery).Run();
        return new KnownPerson(connection.LastInsertRowId, code, delivery, inArea);
    }

    internal void Update(KnownPerson person) =>
        update.Bind(1, person.Id).BindTextOrNull(2, person.Code).Bind(3, person.InArea ? 1 : 0).Bind(4, person.LastDelivery).Run();

    /// <summary>Removes the person with all codes; the key may become another person's.</summary>
    internal void Delete(long person)
    {
        RemoveFormerOf(person);
        deleteLost.Bind(1, person).Run();
        delete.Bind(1, person).Run();
    }

    /// <summary>Notes a code as one that the person had before.</summary>
    internal void AddFormer(string code, long person) => addFormer.BindTextOrNull(1, code).Bind(2, person).Run();

    /// <summary>From now on the code is in force for one person: all others lose it as a former code.</summary>
    /// <param name="code">The code.</param>
    /// <param name="owner">Its owner now; null for a person not known yet.</param>
    internal void RemoveFormer(string code, long? owner)
    {
        addLost.BindTextOrNull(1, code).Bind(2, (long?)null).Bind(3, owner).Run();
        removeFormer.BindTextOrNull(1, code).Bind(2, (long?)null).Run();
    }

    /// <summary>Makes the person lose a former code.</summary>
    internal void Lose(string code, long person)
    {
        addLost.BindTextOrNull(1, code).Bind(2, person).Bind(3, (long?)null).Run();
        removeFormer.BindTextOrNull(1, code).Bind(2, person).Run();
    }

    /// <summary>Whether the person has ever lost the code.</summary>
    internal bool HasLost(long person, string code)
    {
        var lost = findLost.BindTextOrNull(1, code).Bind(2, person).Step();
        findLost.Reset();
        return lost;
    }

    /// <summary>Forgets which codes the person had.</summary>
    internal void RemoveFormerOf(long person) => deleteFormer.Bind(1, person).Run();

    /// <summary>Gives the former codes of one person to another.</summary>
    internal void MoveFormer(long from, long to)
    {
        moveFormer.Bind(1, from).Bind(2, to).Run();
        RemoveFormerOf(from);
    }

    public void Dispose()
    {
        foreach (
            var statement in (SqliteStatement[])
                [
                    find,
                    get,
                    findFormer,
                    insert,
                    update,
                    delete,
                    addFormer,
                    removeFormer,
                    moveFormer,
                    deleteFormer,
                    addLost,
                    findLost,
                    deleteLost,
                ])
        {
            statement.Dispose();
        }
    }

    private static KnownPerson? First(SqliteStatement statement)
    {
        var known = statement.Step()
            ? new KnownPerson(statement.Number(0), statement.Text(1), statement.Number(2), statement.Number(3) != 0)
            : null;
        statement.Reset();
        return known;
    }
}
