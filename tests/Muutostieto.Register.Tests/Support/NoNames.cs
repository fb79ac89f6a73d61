namespace Muutostieto.Register.Tests.Support;

/// <summary>Takes away the index of names and days of birth, which a register has since version 7.</summary>
internal static class NoNames
{
    public const string Sql = "DROP TABLE name_key;";
}
