namespace Muutostieto.Integration.Tests.Interface;

/// <summary>What of a recipient's tables both files and the interface have fields for.</summary>
internal static class SharedTables
{
    /// <summary>Of files alone: a guardian's right and remarks.</summary>
    private static readonly string[] OfFiles = ["oikeus", "lisatieto"];

    /// <summary>Columns that the interface has no field or no name for.</summary>
    private static readonly Dictionary<string, string[]> Missing = new()
    {
        ["ammatti"] = ["ammattikoodi"],
        ["sahkopostiosoite"] = ["laji"],
        ["siviilisaaty"] = ["alkupv"],
        ["edunvalvonta"] = ["tehtavienjako", "toimintakelpoisuus", "edunvalvojien_lkm"],
        ["edunvalvoja"] = ["y_tunnus", "kunta", "oikeusaputoimisto", "alkupv", "loppupv"],
        ["edunvalvontavaltuutus"] = ["tehtavienjako"],
        ["edunvalvontavaltuutettu"] = ["alkupv", "loppupv"],
    };

    /// <summary>With which guardian a child lives: the interface has a name for one answer alone.</summary>
    private const string Residence = "asuminen";
    private const string WithMother = "'2'";

    /// <summary>Guardians who are no persons are of files alone.</summary>
    private const string Guardians = "edunvalvoja";

    /// <summary>Every row about a resident, with the identity code for the key, and the residents.</summary>
    internal static string[] Rows(string database)
    {
        var rows = new List<string>(DatabaseContents.Query(database, "SELECT hetu, 'resident' FROM residents"));
        foreach (
            var table in DatabaseContents.Query(
                database,
                "SELECT name FROM sqlite_schema s WHERE type = 'table' AND name NOT IN ('former_codes', 'lost_codes') AND EXISTS "
                    + "(SELECT 1 FROM pragma_table_info(s.name) WHERE name = 'person_id')").Except(OfFiles))
        {
            string[] left = ["person_id", "place", "parent_place", .. Missing.GetValueOrDefault(table, [])];
            var columns = DatabaseContents.Query(database, $"SELECT name FROM pragma_table_info('{table}')").Except(left)
                .Select(column => column == Residence ? $"nullif(t.{column} = {WithMother}, 0)" : $"t.\"{column}\"");
            rows.AddRange(DatabaseContents.Query(
                database,
                $"SELECT p.hetu, '{table}', {string.Join(", ", columns)} FROM \"{table}\" t JOIN residents p USING (person_id)"
                    + (table == Guardians ? " WHERE t.hetu IS NOT NULL" : "")));
        }

        return [.. rows.Order(StringComparer.Ordinal)];
    }
}
