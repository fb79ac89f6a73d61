using System.Text.Json;
using System.Text.RegularExpressions;
using Muutostieto.Integration.Tests.Support;
using Muutostieto.Recipient.Tests.Support;

namespace Muutostieto.Integration.Tests.Recipes;

/// <summary>
/// The recipes run on a base that the program delivered, and give what <c>load</c> gives. For pandas and Power Query there is no program here: the files and columns
/// that they name are looked up.
/// </summary>
public sealed partial class RecipesTests
{
    private const string People = "henkilotunnus, sukunimi, etunimet, kutsumanimi, sukupuoli, aidinkieli, kuntanumero, muuttopv";
    private const string Places = "henkilotunnus, ryhma, osoite, postinumero, alkupv";
    private DeliveredBase delivered = null!;
    private string[] people = null!;
    private string[] places = null!;
    private HashSet<string>? odds;

    [OneTimeSetUp]
    public async Task Deliver()
    {
        delivered = await DeliveredBase.MakeAsync(1_500);
        await delivered.LoadAsync();
        people = Sorted(DatabaseContents.Query(delivered.Database, $"SELECT {People.Replace("henkilotunnus", "hetu", StringComparison.Ordinal)} FROM residents"));
        places = Sorted(DatabaseContents.Query(delivered.Database, "SELECT hetu, ryhma, coalesce(osoite_fi, osoite_sv), postinumero, alkupv FROM current_addresses WHERE ryhma < '104'"));
        Assert.That(people, Has.Length.EqualTo(delivered.Persons));
        Assert.That(places, Has.Length.GreaterThan(1_400));
    }

    [OneTimeTearDown]
    public void Remove() => delivered?.Dispose();

    [Test]
    public async Task The_DuckDB_recipe_gives_the_residents_and_addresses()
    {
        Assert.That(Repository.File("tests", "recipes", "node_modules"), Does.Exist, "DuckDB is missing. Run the tests with \"bash tests/run.sh\", which installs what they need.");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await DuckDbAsync($"SELECT {People} FROM residents"), Is.EqualTo(Latin(people)));
            Assert.That(await DuckDbAsync($"SELECT {Places} FROM addresses"), Is.EqualTo(Latin(places)));
        }
    }

    [Test]
    public async Task The_PostgreSQL_recipe_gives_the_residents_and_addresses_and_can_be_run_again()
    {
        await using var server = await PostgresServer.StartAsync();
        await server.PsqlAsync(delivered.Folder, "-f", Repository.File("samples", "recipes", "postgresql.sql"));
        await server.PsqlAsync(delivered.Folder, "-f", Repository.File("samples", "recipes", "postgresql.sql"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await RowsAsync(server, $"SELECT {People} FROM vtj.residents"), Is.EqualTo(Latin(people)));
            Assert.That(await RowsAsync(server, $"SELECT {Places} FROM vtj.addresses"), Is.EqualTo(Latin(places)));
        }
    }

    [TestCase("pandas_base.py")]
    [TestCase("residents.pq")]
    public void A_recipe_names_files_and_columns_that_there_are(string recipe)
    {
        var text = File.ReadAllText(Repository.File("samples", "recipes", recipe));
        var files = FileNames().Matches(text).Select(match => match.Value).Distinct().ToArray();
        var columns = files.SelectMany(file => Header(file)).ToHashSet();
        var columnsOfPersons = Header("henkilot.csv").Where(column => column.Contains('_', StringComparison.Ordinal)).Select(column => column.Split('_')[0]).ToHashSet();
        var named = Words().Matches(text).Select(match => match.Value).Where(word => columnsOfPersons.Contains(word.Split('_')[0])).Distinct().ToArray();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(files, Does.Contain("henkilot.csv").And.Contains("101_vakinainen_kotimainen_osoite.csv"));
            Assert.That(named, Is.Not.Empty.And.SubsetOf(columns.Concat(files.Select(Path.GetFileNameWithoutExtension)).ToArray()));
            Assert.That(Bracketed().Matches(text).Select(match => match.Groups[1].Value).Except(["osoite", "muuttopaiva", "ryhma", "henkilotunnus"]), Is.SubsetOf(columns.Concat(People.Split(", "))));
        }
    }

    [GeneratedRegex(@"(?:\d{3}_)?[a-z_]+\.csv(?![.\w])")]
    private static partial Regex FileNames();

    /// <summary>Names with an underscore, as the columns of henkilot.csv have.</summary>
    [GeneratedRegex(@"(?<![\w.])[a-z]+(?:_[a-z]+)+(?![\w.(])")]
    private static partial Regex Words();

    /// <summary>[column] of Power Query, ["column"] of pandas.</summary>
    [GeneratedRegex(@"(?<=[\w\s{(,])\[""?([a-z_]+)""?\]")]
    private static partial Regex Bracketed();

    private string[] Header(string file) => File.ReadLines(Path.Combine(delivered.Csv, file)).First().TrimStart('\uFEFF').Split(';');

    private async Task<string[]> DuckDbAsync(string query)
    {
        var output = await Programs.RunAsync("node", delivered.Folder, Repository.File("tests", "recipes", "duckdb.mjs"), Repository.File("samples", "recipes", "duckdb.sql"), query);
        return Latin(JsonSerializer.Deserialize<string?[][]>(output)!.Select(row => string.Join('|', row.Select(value => value ?? ""))));
    }

    private async Task<string[]> RowsAsync(PostgresServer server, string query) =>
        Latin((await server.PsqlAsync(delivered.Folder, "-At", "-c", query)).Split('\n', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The load read the fixed-width file, where letters beyond ISO-8859-1 are written with their nearest ones: persons with such letters are left out.</summary>
    private string[] Latin(IEnumerable<string> rows)
    {
        var odd = odds ??= [.. File.ReadLines(Path.Combine(delivered.Csv, "henkilot.csv")).Skip(1)
            .Concat(File.ReadLines(Path.Combine(delivered.Csv, "423_kutsumanimi.csv")).Skip(1).Select(line => line[(line.IndexOf(';', StringComparison.Ordinal) + 1)..]))
            .Concat(File.ReadLines(Path.Combine(delivered.Csv, "101_vakinainen_kotimainen_osoite.csv")).Skip(1).Select(line => line[(line.IndexOf(';', StringComparison.Ordinal) + 1)..]))
            .Where(line => line.Any(letter => letter > 0xFF)).Select(line => line[..11])];
        return Sorted(rows.Where(row => !odd.Contains(row[..11])));
    }

    private static string[] Sorted(IEnumerable<string> rows) => [.. rows.Order(StringComparer.Ordinal)];
}
