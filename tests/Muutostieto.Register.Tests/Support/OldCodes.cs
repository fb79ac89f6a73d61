namespace Muutostieto.Register.Tests.Support;

/// <summary>Takes a register's codes back to the tables that they had before version 4.</summary>
internal static class OldCodes
{
    public const string Sql = """
        DROP VIEW merger;
        ALTER TABLE identity_code RENAME TO new_code;
        CREATE TABLE identity_code(code TEXT PRIMARY KEY, person INTEGER NOT NULL
            REFERENCES person(id), active INTEGER NOT NULL CHECK (active IN (0, 1))) STRICT, WITHOUT ROWID;
        CREATE TABLE code_before_merge(
          code TEXT NOT NULL REFERENCES identity_code(code), until_key INTEGER NOT NULL, person INTEGER NOT NULL REFERENCES person(id), PRIMARY KEY (code, until_key)) STRICT, WITHOUT ROWID;
        INSERT INTO identity_code SELECT code, person, active FROM new_code WHERE until_key IS NULL;
        INSERT INTO code_before_merge SELECT code, until_key, person FROM new_code WHERE until_key IS NOT NULL;
        DROP TABLE new_code;
        """;
}
