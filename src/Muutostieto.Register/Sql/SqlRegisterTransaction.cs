using Muutostieto.Records.Identity;
using Muutostieto.Register.Buildings;

namespace Muutostieto.Register.Sql;

internal sealed class SqlRegisterTransaction : RegisterTransaction
{
    private readonly ISqlDatabase database;
    private readonly AppendStatements statements;
    private PersonNoteRows? notes;
    private SourceMemory? source;
    private BuildingWriter? buildings;
    private JournalKey latest;
    private RegisterFeed? feed;
    private bool halfDone;

    public SqlRegisterTransaction(ISqlDatabase database)
    {
        this.database = database;
        // No other writer may append between reading the latest key and using it.
        database.BeginWrite();
        try
        {
            statements = new AppendStatements(database);
            latest = new JournalKey(database.Number(RegisterQueries.LatestKey));
        }
        catch
        {
            statements?.Dispose();
            database.RollBack();
            throw;
        }
    }

    public bool IsOver { get; private set; }

    public override JournalKey LatestKey => latest;

    public override IPersonNotes Notes
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsOver, this);
            return notes ??= new PersonNoteRows(database);
        }
    }

    public override ISourceMemory Source
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsOver, this);
            return source ??= new SourceMemory(database, () => latest);
        }
    }

    public override IBuildingWriter Buildings
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsOver, this);
            return buildings ??= new BuildingWriter(database, () => latest, EnterNext);
        }
    }

    public override AppendedEntry Append(NewEntry entry)
    {
        ObjectDisposedException.ThrowIf(IsOver, this);
        entry.Version.Validate();
        var version = entry.Version;
        var former = version.PersonId is { } known ? InForce(known) : null;
        var merged = version.MergedPersons.Select(InForce).ToList();
        RefuseCodesOfOthers(version);

        halfDone = true;
        var person = former?.PersonId ?? statements.InsertPerson();
        var key = new JournalKey(latest.Value + merged.Count + 1);
        for (var at = 0; at < merged.Count; at++)
        {
            End(merged[at], new JournalKey(latest.Value + at + 1), person, entry, key);
        }

        if (former is not null)
        {
            statements.CloseVersion(person, key);
            if (former.IdentityCode != version.IdentityCode)
            {
                statements.SetActive(former.IdentityCode, person, active: false);
            }
        }

        foreach (var code in CodesOf(version))
        {
            statements.InsertCode(code, person, key);
        }

        foreach (var code in version.LostCodes)
        {
            statements.LoseCode(code, person, key);
        }

        if (former?.IdentityCode != version.IdentityCode)
        {
            statements.SetActive(version.IdentityCode, person, active: true);
        }

        statements.InsertVersion(person, key, version);
        statements.InsertEntry(key, person, entry);
        halfDone = false;

        latest = key;
        return new AppendedEntry(key, person);
    }

    public override CodeHolders HoldersOf(string identityCode)
    {
        ObjectDisposedException.ThrowIf(IsOver, this);
        return statements.HoldersOf(identityCode);
    }

    public override bool HasLost(long personId, string identityCode)
    {
        ObjectDisposedException.ThrowIf(IsOver, this);
        return statements.HasLost(personId, identityCode);
    }

    public override PersonVersion? Current(long personId)
    {
        ObjectDisposedException.ThrowIf(IsOver, this);
        return statements.Current(personId, latest);
    }

    public override bool HasImported(string sha256)
    {
        ObjectDisposedException.ThrowIf(IsOver, this);
        database.Need("imported");
        using var row = database.Prepare("SELECT 1 FROM imported WHERE sha256 = ?1");
        return row.BindText(1, sha256).Step();
    }

    public override void KeepImported(string sha256)
    {
        ObjectDisposedException.ThrowIf(IsOver, this);
        database.Need("imported");
        using var row = database.Prepare("INSERT INTO imported(sha256, until_key) VALUES (?1, ?2)");
        row.BindText(1, sha256).Bind(2, latest.Value).Run();
    }

    public override void KeepNumber(string series, int number)
    {
        ObjectDisposedException.ThrowIf(IsOver, this);
        FeedNumbers.Keep(database, series, number);
        feed = null;
    }

    public override FeedPosition? PositionOf(string series)
    {
        ObjectDisposedException.ThrowIf(IsOver, this);
        return FeedNumbers.PositionOf(database, series);
    }

    public override void ForgetMissing(string series)
    {
        ObjectDisposedException.ThrowIf(IsOver, this);
        FeedNumbers.ForgetMissing(database, series);
        feed = null;
    }

    public override RegisterFeed Feed => feed ??= FeedRows.Read(database);

    public override void KeepImport(DateTimeOffset? at)
    {
        ObjectDisposedException.ThrowIf(IsOver, this);
        FeedRows.KeepImport(database, at);
        feed = null;
    }

    public override void Hold(IEnumerable<string> codes, ReadOnlyMemory<byte> record)
    {
        ObjectDisposedException.ThrowIf(IsOver, this);
        FeedRows.Hold(database, latest, codes, record);
        feed = null;
    }

    public override IReadOnlyList<HeldStatement> HeldFor(IEnumerable<string> codes)
    {
        ObjectDisposedException.ThrowIf(IsOver, this);
        return statements.HeldFor(codes);
    }

    public override void Release(IReadOnlyList<HeldStatement> held, string codeInForce)
    {
        ObjectDisposedException.ThrowIf(IsOver, this);
        if (held.Count == 0)
        {
            return;
        }

        FeedRows.Release(database, held, latest, codeInForce);
        feed = null;
    }

    public override void Commit()
    {
        ObjectDisposedException.ThrowIf(IsOver, this);
        if (halfDone)
        {
            throw new InvalidOperationException("An entry failed half way; the transaction can only be rolled back.");
        }

        try
        {
            database.Commit();
        }
        finally
        {
            Dispose();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (IsOver || !disposing)
        {
            return;
        }

        IsOver = true;
        statements.Dispose();
        notes?.Dispose();
        source?.Dispose();
        buildings?.Dispose();
        database.RollBack();
    }

    /// <summary>What fails half way can only be rolled back.</summary>
    private void EnterNext(Action<JournalKey> enter)
    {
        ObjectDisposedException.ThrowIf(IsOver, this);
        var key = new JournalKey(latest.Value + 1);
        halfDone = true;
        enter(key);
        halfDone = false;
        latest = key;
    }

    private PersonVersion InForce(long person)
    {
        var version = Current(person) ?? throw RegisterFailure.NoSuchPerson(database.Place);
        return version.MergedInto is null ? version : throw RegisterFailure.Merged(database.Place);
    }

    /// <summary>Gives a merged person a last version without a residence, and the other person its codes as of the key of the
    /// merging.</summary>
    private void End(PersonVersion person, JournalKey key, long mergedInto, NewEntry entry, JournalKey merging)
    {
        var last = new NewVersion
        {
            IdentityCode = person.IdentityCode,
            Municipality = "",
            Alive = person.Alive,
            NonDisclosureEnd = person.NonDisclosureEnd,
            Document = person.Document,
        };
        statements.CloseVersion(person.PersonId, key);
        statements.InsertVersion(person.PersonId, key, last, mergedInto);
        statements.InsertEntry(key, person.PersonId, entry);
        statements.MoveCodes(person.PersonId, mergedInto, merging);
    }

    private static IEnumerable<string> CodesOf(NewVersion version) =>
        version.FormerCodes.Append(version.IdentityCode).Distinct(StringComparer.Ordinal);

    /// <summary>A code in force belongs to one person and is no other person's former code; a former code may belong to several
    /// persons.</summary>
    private void RefuseCodesOfOthers(NewVersion version)
    {
        foreach (var code in CodesOf(version))
        {
            var holders = statements.HoldersOf(code);
            if (IsOther(holders.InForce) || (code == version.IdentityCode && holders.Former.Any(person => IsOther(person))))
            {
                throw RegisterFailure.SharedCode(database.Place);
            }
        }

        bool IsOther(long? holder) => holder is { } person && person != version.PersonId && !version.MergedPersons.Contains(person);
    }
}
