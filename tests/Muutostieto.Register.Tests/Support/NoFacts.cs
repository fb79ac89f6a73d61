namespace Muutostieto.Register.Tests.Support;

/// <summary>Takes away the columns by which a scan can be narrowed, which a register has since version 6.</summary>
internal static class NoFacts
{
    public const string Sql = """
        DROP INDEX version_scan;
        ALTER TABLE version DROP COLUMN born; ALTER TABLE version DROP COLUMN sex;
        ALTER TABLE version DROP COLUMN mother_tongue; ALTER TABLE version DROP COLUMN postal_code;
        CREATE INDEX version_scan ON version(municipality, code, from_key, to_key, alive, ban_end);
        """;
}
