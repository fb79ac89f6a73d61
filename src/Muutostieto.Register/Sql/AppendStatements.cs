using Muutostieto.Records.Identity;

namespace Muutostieto.Register.Sql;

/// <summary>What an append says to a database, prepared once for a transaction.</summary>
internal sealed class AppendStatements(ISqlDatabase database) : IDisposable
{
    private readonly ISqlStatement holdersOf = database.Prepare(RegisterQueries.HoldersOf);
    private readonly ISqlStatement hasLost = database.Prepare(
        "SELECT 1 FROM identity_code WHERE code = ?1 AND person = ?2 AND until_key IS NOT NULL LIMIT 1");
    private readonly ISqlStatement current = database.Prepare(database.VersionAt);
    private readonly ISqlStatement heldFor = database.Prepare(
        "SELECT s.id, s.at_key, s.record FROM held_code c JOIN held_statement s ON s.id = c.statement WHERE c.code = ?1");
    private readonly ISqlStatement insertPerson = database.Prepare(
        "INSERT INTO person(id) SELECT coalesce(max(id), 0) + 1 FROM person RETURNING id");
    private readonly ISqlStatement setActive = database.Prepare(
        "UPDATE identity_code SET active = ?3 WHERE code = ?1 AND person = ?2 AND until_key IS NULL");
    private readonly ISqlStatement loseCode = database.Prepare(
        "UPDATE identity_code SET active = 0, until_key = ?3 WHERE code = ?1 AND person = ?2 AND until_key IS NULL");
    private readonly ISqlStatement codesOf = database.Prepare(
        "SELECT code FROM identity_code WHERE person = ?1 AND until_key IS NULL ORDER BY code");

    private readonly ISqlStatement insertCode = database.Prepare("""
        INSERT INTO identity_code(code, person, since_key, active)
        SELECT ?1, ?2, ?3, 0 WHERE NOT EXISTS (SELECT 1 FROM identity_code WHERE code = ?1 AND person = ?2 AND until_key IS NULL)
        """);

    private readonly ISqlStatement closeVersion = database.Prepare("UPDATE version SET to_key = ?2 WHERE person = ?1 AND to_key IS NULL");

    private readonly ISqlStatement insertVersion = database.Prepare("""
        INSERT INTO version(person, from_key, code, municipality, alive, ban_end, merged_into, document, born, sex, mother_tongue,
            postal_code)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
        """);

    private readonly ISqlStatement insertName = database.Prepare(
        "INSERT INTO name_key(key, person) VALUES (?1, ?2) ON CONFLICT DO NOTHING");

    private readonly ISqlStatement insertEntry = database.Prepare("""
        INSERT INTO journal(key, kind, person, event, registered, type, role, record) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        """);

    public CodeHolders HoldersOf(string code)
    {
        try
        {
            holdersOf.BindText(1, code);
            long? inForce = null;
            List<long>? former = null;
            while (holdersOf.Step())
            {
                if (holdersOf.Number(1) == 1)
                {
                    inForce = holdersOf.Number(0);
                }
                else
                {
                    (former ??= []).Add(holdersOf.Number(0));
                }
            }

            return inForce is null && former is null ? CodeHolders.None : new CodeHolders(inForce, former ?? []);
        }
        finally
        {
            holdersOf.Reset();
        }
    }

    public bool HasLost(long person, string code)
    {
        try
        {
            return hasLost.BindText(1, code).Bind(2, person).Step();
        }
        finally
        {
            hasLost.Reset();
        }
    }

    public PersonVersion? Current(long person, JournalKey latest)
    {
        try
        {
            return current.Bind(1, person).Bind(2, latest.Value).Step() ? VersionRows.Read(current) : null;
        }
        finally
        {
            current.Reset();
        }
    }

    public IReadOnlyList<HeldStatement> HeldFor(IEnumerable<string> codes) => FeedRows.HeldFor(heldFor, codes);

    public long InsertPerson() => insertPerson.NewId();

    /// <summary>Makes a code one of the person's from a key on, unless it is one already.</summary>
    public void InsertCode(string code, long person, JournalKey key) =>
        insertCode.BindText(1, code).Bind(2, person).Bind(3, key.Value).Run();

    public void SetActive(string code, long person, bool active) =>
        setActive.BindText(1, code).Bind(2, person).Bind(3, active ? 1 : 0).Run();

    /// <summary>Makes a code the person's no more from a key on.</summary>
    public void LoseCode(string code, long person, JournalKey key) => loseCode.BindText(1, code).Bind(2, person).Bind(3, key.Value).Run();

    /// <summary>Gives all codes of one person to another from a key on.</summary>
    public void MoveCodes(long from, long to, JournalKey key)
    {
        foreach (var code in CodesOf(from))
        {
            LoseCode(code, from, key);
            InsertCode(code, to, key);
        }
    }

    public void CloseVersion(long person, JournalKey key) => closeVersion.Bind(1, person).Bind(2, key.Value).Run();

    public void InsertVersion(long person, JournalKey key, NewVersion version, long? mergedInto = null)
    {
        insertVersion
            .Bind(1, person)
            .Bind(2, key.Value)
            .BindText(3, version.IdentityCode)
            .BindText(4, version.Municipality)
            .Bind(5, version.Alive ? 1 : 0)
            .BindText(6, version.NonDisclosureEnd)
            .Bind(7, mergedInto)
            .BindBlob(8, version.Document.Span);
        FactColumns.Bind(insertVersion, 9, FactColumns.Of(version)).Run();
        NameRows.Enter(insertName, person, version);
    }

    public void InsertEntry(JournalKey key, long person, NewEntry entry) => insertEntry
        .Bind(1, key.Value)
        .Bind(2, (long)JournalEntryKind.Record)
        .Bind(3, person)
        .BindText(4, entry.Event)
        .BindText(5, entry.RegistrationDay)
        .BindText(6, entry.Type)
        .BindText(7, entry.Role)
        .BindBlob(8, entry.Record.Span)
        .Run();

    public void Dispose()
    {
        holdersOf.Dispose();
        hasLost.Dispose();
        current.Dispose();
        heldFor.Dispose();
        insertPerson.Dispose();
        insertCode.Dispose();
        setActive.Dispose();
        loseCode.Dispose();
        codesOf.Dispose();
        closeVersion.Dispose();
        insertVersion.Dispose();
        insertName.Dispose();
        insertEntry.Dispose();
    }

    private List<string> CodesOf(long person)
    {
        try
        {
            codesOf.Bind(1, person);
            var codes = new List<string>();
            while (codesOf.Step())
            {
                codes.Add(codesOf.Text(0));
            }

            return codes;
        }
        finally
        {
            codesOf.Reset();
        }
    }
}
