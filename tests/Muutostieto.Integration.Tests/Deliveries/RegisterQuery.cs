using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Muutostieto.Integration.Tests.Deliveries;

/// <summary>Asks the register's file in SQL, past everything that composes deliveries.</summary>
internal sealed class RegisterQuery : IDisposable
{
    /// <summary>The documents' groups, a row each, and from them the living residents of Kainuu's eight municipalities.</summary>
    private const string Prepare = """
        PRAGMA temp_store = MEMORY;
        CREATE TEMP TABLE said AS
          SELECT version.code AS code, grp.value ->> '$.ryhma' AS ryhma, grp.value AS content
          FROM version, json_each(CAST(version.document AS TEXT), '$.ryhmat') AS grp WHERE version.to_key IS NULL;
        CREATE TEMP TABLE resident(code TEXT PRIMARY KEY, municipality TEXT, protected INTEGER) WITHOUT ROWID;
        INSERT INTO resident
          SELECT code, max(iif(ryhma = '204', content ->> '$.kuntanumero', NULL)) AS municipality, max(ryhma = '015')
          FROM said GROUP BY code
          HAVING max(ryhma = '013') = 0 AND municipality IN ('105', '205', '290', '578', '620', '697', '765', '777');
        """;

    private readonly SqliteConnection connection;

    public RegisterQuery(string path)
    {
        connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = Prepare;
        command.ExecuteNonQuery();
    }

    public List<string> Codes(bool isProtected) =>
        Rows($"SELECT code FROM resident WHERE protected = {(isProtected ? 1 : 0)} ORDER BY code").ConvertAll(row => row[0]);

    public Dictionary<string, string> ByMunicipality() =>
        Rows("SELECT municipality, count(*) FROM resident WHERE protected = 0 GROUP BY municipality")
            .ToDictionary(row => row[0], row => row[1]);

    /// <summary>How many groups of each code the unprotected residents have.</summary>
    public Dictionary<string, long> Groups() =>
        Rows("SELECT ryhma, count(*) FROM resident JOIN said USING (code) WHERE protected = 0 GROUP BY ryhma")
            .ToDictionary(row => row[0], row => long.Parse(row[1], CultureInfo.InvariantCulture));

    /// <summary>Streets, building ids and e-mails that occur only in the documents of protected residents.</summary>
    public List<string> Secrets() =>
        Rows(
                """
                SELECT content ->> field.column1 AS value
                FROM resident JOIN said USING (code),
                  (VALUES ('$.katu_fi'), ('$.katu_sv'), ('$.osoite_fi'), ('$.osoite_sv'), ('$.lahiosoite'), ('$.osoite'),
                      ('$.rakennustunnus')) AS field
                WHERE ryhma IN ('101', '102', '103', '104', '105', '421', '909') AND length(value) >= 6
                GROUP BY value HAVING min(protected) = 1
                """
            )
            .ConvertAll(row => row[0]);

    public void Dispose() => connection.Dispose();

    private List<string[]> Rows(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string[]>();
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => reader.GetValue(column).ToString()!)]);
        }

        return rows;
    }
}
