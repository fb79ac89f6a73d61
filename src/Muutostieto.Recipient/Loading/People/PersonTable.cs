using Muutostieto.Recipient.Loading.Sqlite;

namespace Muutostieto.Recipient.Loading.People;

/// <summary>The tables persons and former_codes: who is known, under which codes.</summary>
internal sealed class PersonTable(SqliteConnection connection) : IDisposable
{
    private const string Columns = "p.id, p.hetu, p.last_delivery, p.in_area FROM";
    private readonly SqliteStatement find = connection.Prepare($"SELECT {Columns} persons p WHERE p.hetu = ?1");
    private readonly SqliteStatement findFormer = connection.Prepare($"SELECT {Columns} former_codes f JOIN persons p ON p.id = f.person_id WHERE f.hetu = ?1");
    private readonly SqliteStatement insert = connection.Prepare("INSERT INTO persons (hetu, in_area, first_delivery, last_delivery) VALUES (?1, ?2, ?3, ?3)");
    private readonly SqliteStatement update = connection.Prepare("UPDATE persons SET hetu = ?2, in_area = ?3, last_delivery = ?4 WHERE id = ?1");
    private readonly SqliteStatement delete = connection.Prepare("DELETE FROM persons WHERE id = ?1");
    private readonly SqliteStatement addFormer = connection.Prepare("INSERT INTO former_codes (hetu, person_id) VALUES (?1, ?2) ON CONFLICT (hetu) DO UPDATE SET person_id = excluded.person_id");
    private readonly SqliteStatement removeFormer = connection.Prepare("DELETE FROM former_codes WHERE hetu = ?1");
    private readonly SqliteStatement moveFormer = connection.Prepare("UPDATE former_codes SET person_id = ?2 WHERE person_id = ?1");
    private readonly SqliteStatement deleteFormer = connection.Prepare("DELETE FROM former_codes WHERE person_id = ?1");

    /// <summary>Who has the code now.</summary>
    internal KnownPerson? Find(string code) => Find(find, code);

    /// <summary>Who had the code before.</summary>
    internal KnownPerson? FindFormer(string code) => Find(findFormer, code);

    internal KnownPerson Insert(string code, bool inArea, long delivery)
    {
        insert.Bind(1, code).Bind(2, inArea ? 1 : 0).Bind(3, delivery).Run();
        return new KnownPerson(connection.LastInsertRowId, code, delivery, inArea);
    }

    internal void Update(KnownPerson person) =>
        update.Bind(1, person.Id).Bind(2, person.Code).Bind(3, person.InArea ? 1 : 0).Bind(4, person.LastDelivery).Run();

    internal void Delete(long person) => delete.Bind(1, person).Run();

    /// <summary>Notes a code as one that the person had before.</summary>
    internal void AddFormer(string code, long person) => addFormer.Bind(1, code).Bind(2, person).Run();

    internal void RemoveFormer(string code) => removeFormer.Bind(1, code).Run();

    /// <summary>Forgets which codes the person had.</summary>
    internal void RemoveFormerOf(long person) => deleteFormer.Bind(1, person).Run();

    /// <summary>Gives the former codes of one person to another.</summary>
    internal void MoveFormer(long from, long to) => moveFormer.Bind(1, from).Bind(2, to).Run();

    public void Dispose()
    {
        foreach (var statement in (SqliteStatement[])[find, findFormer, insert, update, delete, addFormer, removeFormer, moveFormer, deleteFormer])
            statement.Dispose();
    }

    private static KnownPerson? Find(SqliteStatement statement, string code)
    {
        statement.Bind(1, code);
        var known = statement.Step() ? new KnownPerson(statement.Number(0), statement.Text(1), statement.Number(2), statement.Number(3) != 0) : null;
        statement.Reset();
        return known;
    }
}
