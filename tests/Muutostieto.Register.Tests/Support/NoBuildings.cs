namespace Muutostieto.Register.Tests.Support;

/// <summary>Takes away the tables of buildings, which a register has since version 5.</summary>
internal static class NoBuildings
{
    public const string Sql = """
        DROP TABLE building_entry; DROP TABLE building_owner; DROP TABLE dwelling_place; DROP TABLE dwelling; DROP TABLE building_code;
        DROP TABLE building_version; DROP TABLE building;
        """;
}
