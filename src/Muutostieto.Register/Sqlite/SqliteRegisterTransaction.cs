namespace Muutostieto.Register.Sqlite;

internal sealed class SqliteRegisterTransaction : RegisterTransaction
{
    private readonly SqliteDatabase _database;
    private readonly AppendStatements _statements;
    private JournalKey _latest;
    private bool _halfDone;

    public SqliteRegisterTransaction(SqliteDatabase database)
    {
        _database = database;
        // At once the right to write: between reading the latest key and using it nobody else may append.
        database.Execute("BEGIN IMMEDIATE");
        try
        {
            _statements = new AppendStatements(database);
            _latest = new JournalKey(database.Number(SqliteSchema.LatestKey));
        }
        catch
        {
            _statements?.Dispose();
            database.RollBack();
            throw;
        }
    }

    public bool IsOver { get; private set; }

    public override JournalKey LatestKey => _latest;

    public override AppendedEntry Append(NewEntry entry)
    {
        ObjectDisposedException.ThrowIf(IsOver, this);
        entry.Version.Validate();
        var version = entry.Version;
        var key = _latest.Next;
        var former = version.PersonId is { } known ? Current(known) ?? throw SqliteFailure.NoSuchPerson(_database.Path) : null;
        var newCodes = NewCodesOf(version);

        _halfDone = true;
        var person = former?.PersonId ?? _statements.InsertPerson();
        if (former is not null)
        {
            _statements.CloseVersion(person, key);
            if (former.IdentityCode != version.IdentityCode) _statements.SetActive(former.IdentityCode, active: false);
        }

        foreach (var code in newCodes) _statements.InsertCode(code, person, code == version.IdentityCode);
        if (former is not null && former.IdentityCode != version.IdentityCode) _statements.SetActive(version.IdentityCode, active: true);
        _statements.InsertVersion(person, key, version);
        _statements.InsertEntry(key, person, entry);
        _halfDone = false;

        _latest = key;
        return new AppendedEntry(key, person);
    }

    public override long? PersonOf(string identityCode)
    {
        ObjectDisposedException.ThrowIf(IsOver, this);
        return _statements.PersonOf(identityCode);
    }

    public override PersonVersion? Current(long personId)
    {
        ObjectDisposedException.ThrowIf(IsOver, this);
        return _statements.Current(personId, _latest);
    }

    public override void Commit()
    {
        ObjectDisposedException.ThrowIf(IsOver, this);
        if (_halfDone) throw new InvalidOperationException("An entry failed half way; the transaction can only be rolled back.");
        try
        {
            _database.Execute("COMMIT");
        }
        finally
        {
            Dispose();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (IsOver || !disposing) return;
        IsOver = true;
        _statements.Dispose();
        _database.RollBack();
    }

    /// <summary>Those of the version's codes that the register does not have yet; refuses one that is another person's.</summary>
    private List<string> NewCodesOf(NewVersion version)
    {
        var codes = new List<string>();
        foreach (var code in version.FormerCodes.Append(version.IdentityCode).Distinct(StringComparer.Ordinal))
        {
            var owner = _statements.PersonOf(code);
            if (owner is null) codes.Add(code);
            else if (owner != version.PersonId) throw SqliteFailure.SharedCode(_database.Path);
        }

        return codes;
    }
}
