using Microsoft.Data.Sqlite;
using Muutostieto.Cli.Tests.Support;
using Muutostieto.Extracts.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>
/// Whatever the register and the file: a row's outcome and content are those of the person that plain SQL finds over tables of the same
/// persons, and it is empty otherwise. FsCheck prints the seed of what breaks this.
/// </summary>
public sealed class UpdateSqlTests
{
    private const string Ban = "ASIAKASREKISTERIN_PAIVITYS";
    private const string Street = "vakinainen_kotimainen_osoite_katu_fi";
    private static readonly string[] Surnames = ["Maki", "André", "Andre", "Maija-Liisa", "Lahti"];
    private static readonly string[] FirstNames = ["Aino", "Aino Maria", "Maria", "Anna-Maija Sofia", "Jose", "José Antonio"];
    private static readonly string[] Days = ["19500615", "19500615", "19510616"];

    /// <summary>
    /// Persons found by each method (M1 to M6), with what is true of each; <c>alike</c> is a name as compared, <c>bare</c> without marks.
    /// </summary>
    private const string Sql = """
        WITH
        row (hetu, sukunimi, etunimet, paiva) AS (SELECT @hetu, @sukunimi, @etunimet, @paiva),
        asked AS (
            SELECT hetu, paiva, alike(sukunimi) s, alike(etunimet) e, alike(first(etunimet)) f,
                bare(sukunimi) bs, bare(etunimet) be, bare(first(etunimet)) bf FROM row),
        named AS (
            SELECT p.id,
                max((a.s = '' OR n.kind = 's' AND alike(n.name) = a.s) AND n.kind = 's' AND NOT n.former) AS s_now,
                max((a.s = '' OR alike(n.name) = a.s) AND n.kind = 's') AS s_ever,
                max((a.bs = '' OR bare(n.name) = a.bs) AND n.kind = 's' AND NOT n.former) AS bs_now,
                max((a.bs = '' OR bare(n.name) = a.bs) AND n.kind = 's') AS bs_ever,
                max(n.kind = 'e' AND NOT n.former AND (a.e = '' OR alike(n.name) = a.e)) AS all_now,
                max(NOT n.former AND (a.e = '' OR n.kind = 'e' AND alike(first(n.name)) IN (a.e, a.f)
                    OR n.kind = 'k' AND alike(n.name) IN (a.e, a.f))) AS one_now,
                max(a.e = '' OR n.kind = 'e' AND (alike(n.name) = a.e OR alike(first(n.name)) IN (a.e, a.f))
                    OR n.kind = 'k' AND alike(n.name) IN (a.e, a.f)) AS any_ever,
                max(NOT n.former AND (a.be = '' OR n.kind = 'e' AND (bare(n.name) = a.be OR bare(first(n.name)) IN (a.be, a.bf))
                    OR n.kind = 'k' AND bare(n.name) IN (a.be, a.bf))) AS bare_now,
                max(a.be = '' OR n.kind = 'e' AND (bare(n.name) = a.be OR bare(first(n.name)) IN (a.be, a.bf))
                    OR n.kind = 'k' AND bare(n.name) IN (a.be, a.bf)) AS bare_ever
            FROM person p JOIN name n ON n.person = p.id, asked a GROUP BY p.id),
        agrees AS (
            SELECT id, s_now AND all_now AS m3, s_now AND one_now AS m4, bs_now AND bare_now AS m5,
                s_ever AND any_ever OR bs_ever AND bare_ever AS m6 FROM named),
        hit (method, id) AS (
            SELECT 1, p.id FROM person p, asked a WHERE a.hetu <> '' AND p.hetu = a.hetu
            UNION SELECT 2, c.person FROM former c, asked a WHERE a.hetu <> '' AND c.hetu = a.hetu
            UNION SELECT 3, p.id FROM person p JOIN agrees g USING (id), asked a WHERE a.hetu = '' AND p.born = a.paiva AND g.m3
            UNION SELECT 4, p.id FROM person p JOIN agrees g USING (id), asked a WHERE a.hetu = '' AND p.born = a.paiva AND g.m4
            UNION SELECT 5, p.id FROM person p JOIN agrees g USING (id), asked a WHERE a.hetu = '' AND p.born = a.paiva AND g.m5
            UNION SELECT 6, p.id FROM person p JOIN agrees g USING (id), asked a WHERE a.hetu = '' AND p.born = a.paiva AND g.m6),
        first_hit AS (SELECT * FROM hit WHERE method = (SELECT min(method) FROM hit)),
        judged AS (
            SELECT h.method, p.*,
                a.hetu <> '' AND (NOT (g.m3 OR g.m4 OR g.m5 OR g.m6)
                    OR a.paiva <> '' AND a.paiva <> p.born
                        AND a.paiva <> '19' || substr(a.hetu, 5, 2) || substr(a.hetu, 3, 2) || substr(a.hetu, 1, 2)) AS other,
                municipality NOT IN ('205', '290') AS outside
            FROM first_hit h JOIN person p USING (id) JOIN agrees g USING (id), asked a)
        SELECT count(*), sum(outside OR hidden OR banned), max(method), max(outside), max(hidden), max(banned), max(other), max(dead),
            max(hetu), max(surname) FROM judged
        """;

    [SeededProperty(MaxTest = 4)]
    public void A_row_has_what_the_person_has_that_SQL_finds(int seed) => CheckAsync(new Random(seed)).GetAwaiter().GetResult();

    private static async Task CheckAsync(Random random)
    {
        using var updates = new UpdateFolder();
        updates.WritePermit(
            area: """{ "municipalities": ["205", "290"] }""", kind: "other", methods: """ "M1", "M2", "M3", "M4", "M5", "M6" """);
        updates.WriteOrder("sql", """ "M1", "M2", "M3", "M4", "M5", "M6" """, purpose: "customer-register-update");
        var persons = Enumerable.Range(0, 60).Select(number => AnyPerson(random, number)).ToList();
        NamedRegister.Create(updates.Installation, persons);
        using var export = new SqliteConnection("Data Source=:memory:");
        Fill(export, persons);
        for (var merging = 0; merging < 4; merging++)
        {
            var (one, other) = (merging * 2, (merging * 2) + 1);
            persons[one] = persons[one] with
            {
                FormerCodes = [.. persons[one].FormerCodes, persons[other].IdentityCode, .. persons[other].FormerCodes],
            };
            NamedRegister.Enter(updates.Installation, (persons[one], one + 1, [other + 1]));
            Merge(export, one, other);
        }

        var rows = Enumerable.Range(0, 220).Select(_ => AnyRow(random, persons)).ToList();
        var file = updates.Write("sql.csv", rows.Index().Select(row => $"r{row.Index};{string.Join(';', row.Item)}"));
        (await updates.RunAsync("update", "run", "sql", file)).AssertDone();
        var results = updates.Results(1);
        Assert.That(results.Select(row => row["rivi"]), Is.EqualTo(rows.Index().Select(row => $"r{row.Index}")));
        foreach (var (index, row) in rows.Index())
        {
            var result = results[index];
            Assert.That(
                (result["tulos"], result["menetelma"], result["hetu_uusi"], result["henkilon_nimi_sukunimi"], result[Street]),
                Is.EqualTo(Expected(export, row)),
                $"row {index}: {string.Join(';', row)}");
        }

        Assert.That(results.Select(row => row["tulos"]).Distinct().Count(), Is.GreaterThan(4), "rows of many outcomes");
    }

    private static (string, string, string, string, string) Expected(SqliteConnection export, string[] row)
    {
        if (row[0].Length == 0 && row.Skip(1).Any(value => value.Length == 0))
        {
            return ("9", "", "", "", "");
        }

        using var command = export.CreateCommand();
        command.CommandText = Sql;
        command.Parameters.AddWithValue("@hetu", row[0]);
        command.Parameters.AddWithValue("@sukunimi", row[1]);
        command.Parameters.AddWithValue("@etunimet", row[2]);
        command.Parameters.AddWithValue("@paiva", row[3]);
        using var found = command.ExecuteReader();
        _ = found.Read();
        var persons = found.GetInt64(0);
        if (persons == 0 || found.GetInt64(1) == persons)
        {
            return ("3", "", "", "", "");
        }

        var (method, hetu) = (found.GetInt64(2), found.GetString(8));
        return persons > 1 ? ("2", $"M{method}", "", "", "")
            : found.GetInt64(6) == 1 ? ("8", "", "", "", "")
            : (
                found.GetInt64(7) == 1 ? "6" : method == 2 ? "4" : "1", $"M{method}", method == 2 ? hetu : "", found.GetString(9),
                $"Katu {hetu}");
    }

    private static void Fill(SqliteConnection export, List<NamedPerson> persons)
    {
        export.Open();
        export.CreateFunction("alike", (string name) => name.Trim().Replace('-', ' ').ToUpperInvariant(), isDeterministic: true);
        export.CreateFunction(
            "bare", (string name) => name.Trim().Replace('-', ' ').ToUpperInvariant().Replace('É', 'E'), isDeterministic: true);
        export.CreateFunction("first", (string name) => name.Trim().Split(' ')[0], isDeterministic: true);
        Execute(export, """
            CREATE TABLE person (id INTEGER PRIMARY KEY, hetu, surname, born, municipality, dead, hidden, banned);
            CREATE TABLE name (person, kind, name, former);
            CREATE TABLE former (person, hetu);
            """);
        foreach (var (id, person) in persons.Index())
        {
            Execute(
                export, "INSERT INTO person VALUES (@0, @1, @2, @3, @4, @5, @6, @7)", id, person.IdentityCode, person.Surname, person.Born,
                person.Municipality, person.IsDead, person.IsProtected, person.Ban is not null);
            Names(id, "s", false, person.Surname);
            Names(id, "e", false, person.FirstNames);
            Names(id, "s", true, [.. person.FormerSurnames]);
            Names(id, "e", true, [.. person.FormerFirstNames]);
            if (person.CallName is { } name)
            {
                Names(id, "k", false, name);
            }

            foreach (var code in person.FormerCodes)
            {
                Execute(export, "INSERT INTO former VALUES (@0, @1)", id, code);
            }
        }

        void Names(int id, string kind, bool former, params string[] names)
        {
            foreach (var name in names)
            {
                Execute(export, "INSERT INTO name VALUES (@0, @1, @2, @3)", id, kind, name, former);
            }
        }
    }

    private static void Merge(SqliteConnection export, int one, int other)
    {
        Execute(export, "INSERT INTO former SELECT @0, hetu FROM person WHERE id = @1", one, other);
        Execute(export, "UPDATE former SET person = @0 WHERE person = @1", one, other);
        Execute(export, "DELETE FROM name WHERE person = @0", other);
        Execute(export, "DELETE FROM person WHERE id = @0", other);
    }

    private static void Execute(SqliteConnection export, string sql, params object[] values)
    {
        using var command = export.CreateCommand();
        command.CommandText = sql;
        foreach (var (index, value) in values.Index())
        {
            command.Parameters.AddWithValue($"@{index}", value is bool flag ? flag ? 1 : 0 : value);
        }

        _ = command.ExecuteNonQuery();
    }

    private static NamedPerson AnyPerson(Random random, int number) => new(NamedPerson.Code(number))
    {
        Surname = Pick(random, Surnames),
        FirstNames = Pick(random, FirstNames),
        CallName = random.Next(4) == 0 ? Pick(random, FirstNames).Split(' ')[0] : null,
        FormerSurnames = random.Next(3) == 0 ? [Pick(random, Surnames)] : [],
        FormerFirstNames = random.Next(5) == 0 ? [Pick(random, FirstNames)] : [],
        FormerCodes = random.Next(3) == 0 ? [NamedPerson.Code(1000 + random.Next(12))] : [],
        Born = random.Next(3) == 0 ? Pick(random, Days) : $"19{random.Next(40, 60)}0615",
        Municipality = Pick(random, ["205", "290", "205", "091"]),
        Ban = random.Next(8) == 0 ? Ban : null,
        IsProtected = random.Next(8) == 0,
        IsDead = random.Next(8) == 0,
    };

    /// <summary>Identity code, surname, first names, day of birth.</summary>
    private static string[] AnyRow(Random random, List<NamedPerson> persons)
    {
        var person = persons[random.Next(persons.Count)];
        var code = random.Next(4) switch
        {
            0 => person.IdentityCode,
            1 => NamedPerson.Code(1000 + random.Next(14)),
            _ => "",
        };
        return
        [
            code,
            random.Next(10) == 0 ? "" : random.Next(6) == 0 ? Pick(random, Surnames).ToUpperInvariant()
                : person.FormerSurnames.Count > 0 && random.Next(3) == 0 ? person.FormerSurnames[0] : person.Surname.Replace('-', ' '),
            random.Next(10) == 0 ? "" : random.Next(6) == 0 ? Pick(random, FirstNames)
                : random.Next(3) == 0 ? person.FirstNames.Split(' ')[0] : person.CallName ?? person.FirstNames,
            random.Next(12) == 0 ? "" : random.Next(8) == 0 ? "19500615" : person.Born,
        ];
    }

    private static T Pick<T>(Random random, T[] values) => values[random.Next(values.Length)];
}
