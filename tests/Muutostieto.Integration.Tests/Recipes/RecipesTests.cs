using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Muutostieto.Integration.Tests.Support;

namespace Muutostieto.Integration.Tests.Recipes;

/// <summary>
/// The recipes run on a base that the program delivered, and give what <c>load</c> gives. Power Query runs in Excel and Power BI only: its
/// recipe is parsed, and the files and columns that it names are looked up.
/// </summary>
[Parallelizable(ParallelScope.Self)]
public sealed partial class RecipesTests
{
    private const string People = "henkilotunnus, sukunimi, etunimet, kutsumanimi, sukupuoli, aidinkieli, kuntanumero, muuttopv";
    private const string Places = "henkilotunnus, ryhma, osoite, postinumero, alkupv";
    /// <summary>Debian's own interpreter, which has pandas; the first on the path may be another.</summary>
    private const string Python = "/usr/bin/python3";

    private DeliveredBase delivered = null!;
    private string[] people = null!;
    private string[] places = null!;
    private HashSet<string>? odds;

    [OneTimeSetUp]
    public async Task Deliver()
    {
        delivered = await DeliveredBase.MakeAsync(1_500);
        await delivered.LoadAsync();
        people = Sorted(
            DatabaseContents.Query(
                delivered.Database,
                $"SELECT {People.Replace("henkilotunnus", "hetu", StringComparison.Ordinal)} FROM residents"));
        places = Sorted(
            DatabaseContents.Query(
                delivered.Database,
                "SELECT hetu, ryhma, coalesce(osoite_fi, osoite_sv), postinumero, alkupv FROM current_addresses WHERE ryhma < '104'"));
        Assert.That(people, Has.Length.EqualTo(delivered.Persons));
        Assert.That(places, Has.Length.GreaterThan(1_400));
    }

    [OneTimeTearDown]
    public void Remove() => delivered?.Dispose();

    [Test]
    public async Task The_DuckDB_recipe_gives_the_residents_and_addresses()
    {
        Assert.That(
            Repository.File("tests", "recipes", "node_modules"),
            Does.Exist,
            "DuckDB is missing. Run the tests with \"bash tests/run.sh\", which installs what they need.");
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

    [Test]
    public async Task The_pandas_recipe_gives_the_residents_and_addresses()
    {
        var tables = await PandasAsync(Package);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Rows(tables, "residents"), Is.EqualTo(Latin(people)));
            Assert.That(Rows(tables, "addresses"), Is.EqualTo(Latin(places)));
            Assert.That(
                tables.GetProperty("wholeDates").GetInt32(),
                Is.EqualTo(people.Count(row => row.Split('|')[^1].Length == 10)),
                "a partial date is no date");
        }
    }

    [Test]
    public async Task The_pandas_recipe_prints_how_many_there_are_when_it_is_run()
    {
        var output = await Programs.RunAsync(Python, delivered.Folder, Repository.File("samples", "recipes", "pandas_base.py"), Package);
        Assert.That(output, Does.StartWith($"{delivered.Persons} residents, "));
    }

    [Test]
    public async Task The_pandas_recipe_takes_a_surname_that_means_missing_elsewhere_for_a_surname()
    {
        var changed = Path.Combine(delivered.Folder, "changed.csv.zip");
        File.Copy(Package, changed);
        using (var package = await ZipFile.OpenAsync(changed, ZipArchiveMode.Update))
        {
            var lines = File.ReadAllLines(Path.Combine(delivered.Csv, "henkilot.csv"));
            var surname = Array.IndexOf(Header("henkilot.csv"), "henkilon_nimi_sukunimi");
            package.GetEntry("henkilot.csv")!.Delete();
            await using var writer = new StreamWriter(await package.CreateEntry("henkilot.csv").OpenAsync(), new UTF8Encoding(true));
            await writer.WriteAsync(string.Join("\r\n", [lines[0], .. lines.Skip(1).Select(line => WithField(line, surname, "Null")), ""]));
        }

        var names = Rows(await PandasAsync(changed), "residents").Select(row => row.Split('|')[1]);
        Assert.That(names, Is.Not.Empty.And.All.EqualTo("Null"));
    }

    [Test]
    public async Task The_Power_Query_recipe_parses()
    {
        var (code, output, errors) = await ParseQueryAsync(Repository.File("samples", "recipes", "residents.pq"));
        Assert.That(code, Is.Zero, output + errors);
    }

    [TestCase("in\n    Result", "in\n", "Expected")]
    [TestCase("[muutos] = \"1\" and", "[muutos] = \"1\" and and", "Expected")]
    [TestCase("            Permanent,", "            Permanently,", "not defined: Permanently")]
    public async Task A_broken_Power_Query_recipe_does_not_parse(string part, string broken, string fault)
    {
        var query = await File.ReadAllTextAsync(Repository.File("samples", "recipes", "residents.pq"));
        Assert.That(query, Does.Contain(part));
        var path = Path.Combine(delivered.Folder, "broken.pq");
        await File.WriteAllTextAsync(path, query.Replace(part, broken, StringComparison.Ordinal));

        var (code, output, errors) = await ParseQueryAsync(path);

        Assert.That(code, Is.EqualTo(1), output + errors);
        Assert.That(output, Does.Contain(fault), errors);
    }

    [Test]
    public void The_Power_Query_recipe_names_files_and_columns_that_there_are()
    {
        var text = File.ReadAllText(Repository.File("samples", "recipes", "residents.pq"));
        var files = FileNames().Matches(text).Select(match => match.Value).Distinct().ToArray();
        var columns = files.SelectMany(file => Header(file)).ToHashSet();
        var columnsOfPersons = Header("henkilot.csv")
            .Where(column => column.Contains('_', StringComparison.Ordinal))
            .Select(column => column.Split('_')[0])
            .ToHashSet();
        var named = Words()
            .Matches(text)
            .Select(match => match.Value)
            .Where(word => columnsOfPersons.Contains(word.Split('_')[0]))
            .Distinct()
            .ToArray();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(files, Does.Contain("henkilot.csv").And.Contains("101_vakinainen_kotimainen_osoite.csv"));
            Assert.That(named, Is.Not.Empty.And.SubsetOf(columns.Concat(files.Select(Path.GetFileNameWithoutExtension)).ToArray()));
            Assert.That(Bracketed().Matches(text).Select(match => match.Groups[1].Value).Distinct(), Is.Not.Empty.And.SubsetOf(columns));
        }
    }

    [GeneratedRegex(@"(?:\d{3}_)?[a-z_]+\.csv(?![.\w])")]
    private static partial Regex FileNames();

    /// <summary>Names with an underscore, as the columns of henkilot.csv have.</summary>
    [GeneratedRegex(@"(?<![\w.])[a-z]+(?:_[a-z]+)+(?![\w.(])")]
    private static partial Regex Words();

    /// <summary>[column].</summary>
    [GeneratedRegex(@"(?<=[\w\s{(,])\[([a-z_]+)\]")]
    private static partial Regex Bracketed();

    private string[] Header(string file) => File.ReadLines(Path.Combine(delivered.Csv, file)).First().TrimStart('\uFEFF').Split(';');

    private string Package => Directory.GetFiles(delivered.Download, "*.csv.zip").Single();

    /// <summary>Replaces a field by a text; does not parse lines with quotes.</summary>
    private static string WithField(string line, int field, string text)
    {
        if (line.Contains('"', StringComparison.Ordinal))
        {
            return line;
        }

        var fields = line.Split(';');
        fields[field] = text;
        return string.Join(';', fields);
    }

    private async Task<JsonElement> PandasAsync(string package)
    {
        var output = await Programs.RunAsync(
            Python,
            delivered.Folder,
            Repository.File("tests", "recipes", "pandas_base_rows.py"),
            Repository.File("samples", "recipes", "pandas_base.py"),
            package);
        return JsonDocument.Parse(output).RootElement;
    }

    private string[] Rows(JsonElement tables, string table) =>
        Latin(
            tables
                .GetProperty(table)
                .EnumerateArray()
                .Select(row => string.Join('|', row.EnumerateArray().Select(value => value.GetString()))));

    private Task<(int Code, string Output, string Errors)> ParseQueryAsync(string query) =>
        Programs.TryAsync("node", delivered.Folder, Repository.File("tests", "recipes", "powerquery.mjs"), query);

    private async Task<string[]> DuckDbAsync(string query)
    {
        var output = await Programs.RunAsync(
            "node",
            delivered.Folder,
            Repository.File("tests", "recipes", "duckdb.mjs"),
            Repository.File("samples", "recipes", "duckdb.sql"),
            query);
        return Latin(JsonSerializer.Deserialize<string?[][]>(output)!.Select(row => string.Join('|', row.Select(value => value ?? ""))));
    }

    private async Task<string[]> RowsAsync(PostgresServer server, string query) =>
        Latin((await server.PsqlAsync(delivered.Folder, "-At", "-c", query)).Split('\n', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>
    /// The load read the fixed-width file, where letters beyond ISO-8859-1 are written with their nearest ones: persons with such letters
    /// are left out.
    /// </summary>
    private string[] Latin(IEnumerable<string> rows)
    {
        var odd = odds ??= [
            .. File.ReadLines(Path.Combine(delivered.Csv, "henkilot.csv"))
                .Skip(1)
                .Concat(
                    File.ReadLines(Path.Combine(delivered.Csv, "423_kutsumanimi.csv"))
                        .Skip(1)
                        .Select(line => line[(line.IndexOf(';', StringComparison.Ordinal) + 1)..]))
                .Concat(
                    File.ReadLines(Path.Combine(delivered.Csv, "101_vakinainen_kotimainen_osoite.csv"))
                        .Skip(1)
                        .Select(line => line[(line.IndexOf(';', StringComparison.Ordinal) + 1)..]))
                .Where(line => line.Any(letter => letter > 0xFF))
                .Select(line => line[..11]),
        ];
        return Sorted(rows.Where(row => !odd.Contains(row[..11])));
    }

    private static string[] Sorted(IEnumerable<string> rows) => [.. rows.Order(StringComparer.Ordinal)];
}
