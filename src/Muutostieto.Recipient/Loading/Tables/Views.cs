using Muutostieto.Records.Groups;

namespace Muutostieto.Recipient.Loading.Tables;

/// <summary>The views over the tables. Made anew when the layouts have changed.</summary>
internal static class Views
{
    internal static readonly IReadOnlyList<string> Names = ["residents", "current_addresses"];

    /// <summary>The views that the layouts have groups for.</summary>
    internal static IEnumerable<string> Sql(GroupCatalog catalog)
    {
        string Table(string code) => $"\"{catalog.Newest(code)!.Name}\"";
        string[] codes = ["002", "003", "004", "013", "015", "101", "102", "103", "104", "105", "204", "423", "901"];
        return codes.All(code => catalog.Newest(code) is not null) ? [Residents(Table), Addresses(Table)] : [];
    }

    private static string Residents(Func<string, string> table) =>
        $"""
            CREATE VIEW residents AS
            -- Who lives in the permit's area now: the municipality of residence is of the area, and no death is known.
            -- With a list in place of an area: who is on it and lives.
            -- A date may be partial (1966-05, 1971). syntymapv is the register's date of birth, else that of the identity code.
            -- turvakielto is the end of a non-disclosure order (9999 until further notice); the address is NULL then.
            SELECT p.id AS person_id, p.hetu, n.sukunimi, n.etunimet,
              (SELECT c.nimi FROM {table("423")} c
                WHERE c.person_id = p.id AND c.nimilaji = '04' AND c.loppupv IS NULL ORDER BY c.place DESC LIMIT 1) AS kutsumanimi,
              coalesce(b.syntymapv, CASE WHEN substr(p.hetu, 7, 1) = '+' THEN '18'
                WHEN substr(p.hetu, 7, 1) IN ('-', 'Y', 'X', 'W', 'V', 'U') THEN '19' ELSE '20' END
                || substr(p.hetu, 5, 2) || '-' || substr(p.hetu, 3, 2) || '-' || substr(p.hetu, 1, 2)) AS syntymapv,
              s.sukupuoli, l.kielikoodi AS aidinkieli, k.kuntanumero, k.muuttopv,
              a.katu_fi, a.katu_sv, a.katunumero, a.porraskirjain, a.huoneistonumero, a.jakokirjain, a.postinumero,
              CASE WHEN t.person_id IS NOT NULL THEN coalesce(t.paattymispv, '9999') END AS turvakielto
            FROM persons p
            LEFT JOIN {table("204")} k ON k.person_id = p.id
            LEFT JOIN {table("004")} n ON n.person_id = p.id
            LEFT JOIN {table("003")} s ON s.person_id = p.id
            LEFT JOIN {table("002")} l ON l.person_id = p.id
            LEFT JOIN {table("901")} b ON b.person_id = p.id
            LEFT JOIN {table("015")} t ON t.person_id = p.id
            LEFT JOIN {table("101")} a ON a.person_id = p.id
              AND a.place = (SELECT min(x.place) FROM {table("101")} x
                WHERE x.person_id = p.id AND coalesce(x.katu_fi, '') NOT LIKE '***%' AND coalesce(x.katu_sv, '') NOT LIKE '***%')
            WHERE p.in_area = 1 AND NOT EXISTS (SELECT 1 FROM {table("013")} d WHERE d.person_id = p.id)
            """;

    private static string Addresses(Func<string, string> table) =>
        $"""
            CREATE VIEW current_addresses AS
            -- Addresses in force of those who live in the area; ryhma is the group: 101 permanent, 102 temporary, 103 postal,
            -- 104 and 105 abroad. Masked addresses are left out.
            SELECT p.id AS person_id, p.hetu, a.ryhma, a.osoite_fi, a.osoite_sv, a.postinumero, a.paikkakunta, a.maa, a.alkupv, a.loppupv
            FROM persons p JOIN (
              {Street(table("101"), "101")}
              UNION ALL {Street(table("102"), "102")}
              UNION ALL SELECT person_id, '103', osoite_fi, osoite_sv, postinumero, NULL, NULL, alkupv, loppupv FROM {table("103")}
              UNION ALL SELECT person_id, '104', lahiosoite, NULL, NULL, paikkakunta, maa, alkupv, loppupv FROM {table("104")}
              UNION ALL SELECT person_id, '105', lahiosoite, NULL, NULL, paikkakunta, maa, alkupv, loppupv FROM {table("105")}
            ) a ON a.person_id = p.id
            WHERE p.in_area = 1 AND NOT EXISTS (SELECT 1 FROM {table("013")} d WHERE d.person_id = p.id)
              AND coalesce(a.osoite_fi, '') NOT LIKE '***%' AND coalesce(a.osoite_sv, '') NOT LIKE '***%'
            """;

    private static string Street(string table, string code)
    {
        const string rest =
            "|| coalesce(' ' || katunumero, '') || coalesce(' ' || porraskirjain, '') || coalesce(' ' || huoneistonumero, '') || "
                + "coalesce(jakokirjain, '')";
        return $"SELECT person_id, '{code}' AS ryhma, katu_fi {rest} AS osoite_fi, katu_sv {rest} AS osoite_sv, postinumero, NULL AS "
            + $"paikkakunta, NULL AS maa, alkupv, loppupv FROM {table}";
    }
}
