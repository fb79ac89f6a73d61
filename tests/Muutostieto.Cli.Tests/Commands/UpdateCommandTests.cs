using System.Text;
using System.Text.Json;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>A customer's register is brought up to date: rows in, rows out.</summary>
public sealed class UpdateCommandTests
{
    private const string Street = "vakinainen_kotimainen_osoite_katu_fi";
    private UpdateFolder updates = null!;
    private IReadOnlyList<IReadOnlyDictionary<string, string>> everyone = null!;

    [OneTimeSetUp]
    public async Task SetUpAsync()
    {
        updates = new UpdateFolder();
        await updates.Installation.FillAsync(300);
        everyone = await updates.EveryoneAsync();
        var orders = updates.Installation.In("orders.MTT");
        await File.WriteAllTextAsync(orders, $"{Code(250)}XCG202611160101|015120290101|\r\n{Code(251)}XCG202611160101|015120290101|\r\n");
        (await updates.RunAsync("register", "import", orders)).AssertDone();
    }

    [OneTimeTearDown]
    public void TearDown() => updates.Dispose();

    [Test]
    public async Task Each_row_is_answered_in_its_place_with_its_reference_and_its_own_columns()
    {
        var rows = Enumerable.Range(0, 60).Select(row => row % 3 == 0 ? $"r{row};{Code(row)};;;;{row}"
            : row % 3 == 1 ? $"r{row};;{Surname(row)};{Names(row)};{Born(row)};{row}"
            : $"r{row};;Olematon;Nimi;1990-01-01;{row}");
        var number = await RunAsync(updates.Write("a.csv", rows, "rivi;hetu;sukunimi;etunimet;syntymaaika;luokka"));

        var results = updates.Results(number);
        Assert.Multiple(() =>
        {
            Assert.That(results.Select(row => row["rivi"]), Is.EqualTo(Enumerable.Range(0, 60).Select(row => $"r{row}")));
            Assert.That(results.Select(row => row["luokka"]), Is.EqualTo(Enumerable.Range(0, 60).Select(row => $"{row}")));
            Assert.That(results.Where((_, row) => row % 3 == 2).All(row => row["tulos"] == "3" && IsEmpty(row)), Is.True);
            foreach (var row in Enumerable.Range(0, 60).Where(row => row % 3 != 2 && results[row]["tulos"] == "1"))
            {
                Assert.That(results[row]["menetelma"], Is.EqualTo(row % 3 == 0 ? "M1" : "M3"));
                Assert.That(results[row]["henkilon_nimi_sukunimi"], Is.EqualTo(Surname(row)));
                Assert.That(results[row][Street], Is.EqualTo(everyone[row][Street]));
            }

            Assert.That(results.Count(row => row["tulos"] == "1"), Is.GreaterThan(30));
            Assert.That(updates.Manifest(number).GetProperty("records").GetInt64(), Is.EqualTo(60));
        });
        (await updates.RunAsync("check", updates.FileOf(number, ".json"))).AssertDone();
        (await updates.RunAsync("extract", "redraw", $"{UpdateFolder.Permit}/extract/{number}")).AssertDone();
        (await updates.RunAsync("audit", "verify")).AssertDone();
    }

    [Test]
    public async Task A_wrong_row_says_what_is_wrong_and_shows_nothing()
    {
        string[] wrong =
        [
            $"1;{Code(1)[..10]}{(Code(1)[10] == 'A' ? 'B' : 'A')};;;", $"2;{Code(2)};Toinen;Nimi;", "3;;Virtanen;;", "4;;A;B;31.2.1990",
        ];
        var rows = wrong.Concat(Enumerable.Range(5, 20).Select(row => $"{row};{Code(row)};;;"));
        var number = await RunAsync(updates.Write("wrong.csv", rows));
        var results = updates.Results(number);
        Assert.Multiple(() =>
        {
            Assert.That(results.Take(4).Select(row => row["tulos"]), Is.EqualTo(new[] { "5", "8", "9", "9" }));
            Assert.That(results.Take(4).All(IsEmpty), Is.True);
        });
    }

    [Test]
    public async Task The_summary_counts_what_the_table_has_and_the_operator_sees_true_reasons()
    {
        var number = await RunAsync(updates.Write("s.csv", Enumerable.Range(0, 300).Select(row => $"{row};{Code(row)};;;")));
        var counted = updates.Results(number).GroupBy(row => (row["tulos"], row["menetelma"]))
            .ToDictionary(group => group.Key, group => $"{group.Count()}");
        var summary = updates.Results(number, "yhteenveto").ToDictionary(row => (row["tulos"], row["menetelma"]), row => row["rivit"]);
        var known = await updates.TrueOutcomesAsync(number);
        Assert.Multiple(() =>
        {
            Assert.That(summary, Is.EquivalentTo(counted));
            Assert.That(known.Values.Sum(), Is.EqualTo(300));
            Assert.That(known.Keys.Any(key => key.StartsWith("7 ", StringComparison.Ordinal)), Is.True, "there are protected persons");
            Assert.That(summary.Keys.Any(key => key.Item1 is "7" or "10" or "11"), Is.False, "and the recipient does not see that");
        });
    }

    [Test]
    public async Task The_same_file_again_is_the_same_result_unless_another_is_asked_for()
    {
        var file = updates.Write("b.csv", Enumerable.Range(100, 25).Select(row => $"{row};{Code(row)};;;"));
        var first = await RunAsync(file);
        var again = (await updates.RunAsync("update", "run", "oppilaat", file)).AssertDone();
        Assert.That(again.Output, Does.Contain("nothing was made"));
        var another = (await updates.RunAsync("update", "run", "oppilaat", file, "--again", "--json")).AssertDone().Json[0];
        Assert.That(another.GetProperty("number").GetInt32(), Is.GreaterThan(first));
    }

    [TestCase(19, 2)]
    [TestCase(20, 0)]
    public async Task A_file_of_fewer_rows_than_the_permit_says_is_refused(int rows, int exit)
    {
        Directory.CreateDirectory(updates.Download);
        var before = Directory.GetFiles(updates.Download).Length;
        var file = updates.Write($"few{rows}.csv", Enumerable.Range(30, rows).Select(row => $"{row};{Code(row)};;;"));
        var outcome = await updates.RunAsync("update", "run", "oppilaat", file);
        Assert.That(outcome.Code, Is.EqualTo(exit));
        if (exit != 0)
        {
            Assert.Multiple(() =>
            {
                Assert.That(outcome.Errors, Does.Contain("customer's file: 19, needed: 20").And.Contain("Nothing was delivered"));
                Assert.That(Directory.GetFiles(updates.Download), Has.Length.EqualTo(before));
            });
        }
    }

    [Test]
    public async Task Every_form_has_the_same_rows()
    {
        updates.WriteOrder("muodot", groups: """ "003", "004", "101" """, formats: """ "fixed", "csv", "jsonl", "parquet", "xlsx" """);
        var file = updates.Write("f.csv", Enumerable.Range(0, 40).Select(row => $"{row};{Code(row)};;;"));
        var number = await RunAsync(file, "muodot");
        var results = updates.Results(number);
        var lines = File.ReadAllLines(updates.FileOf(number, ".txt"), Encoding.Latin1);
        var objects = File.ReadAllLines(updates.FileOf(number, ".jsonl")).Select(line => JsonDocument.Parse(line).RootElement)
            .Where(line => line.GetProperty("taulu").GetString() == "tulokset").ToList();
        Assert.Multiple(() =>
        {
            Assert.That(lines, Has.Length.EqualTo(40));
            Assert.That(lines.Select(line => line.Length).Distinct(), Has.Exactly(1).Items);
            Assert.That(lines.Select(line => line[..64].Trim()), Is.EqualTo(results.Select(row => row["rivi"])));
            Assert.That(lines.Select(line => line[64..66].Trim()), Is.EqualTo(results.Select(row => row["tulos"])));
            Assert.That(objects.Select(line => line.GetProperty("rivi").GetString()), Is.EqualTo(results.Select(row => row["rivi"])));
            Assert.That(
                objects.Select(line => line.TryGetProperty("henkilon_nimi_sukunimi", out var name) ? name.GetString() : ""),
                Is.EqualTo(results.Select(row => row["henkilon_nimi_sukunimi"])));
            Assert.That(new FileInfo(updates.FileOf(number, ".parquet.zip")).Length, Is.GreaterThan(0));
            Assert.That(new FileInfo(updates.FileOf(number, ".xlsx")).Length, Is.GreaterThan(0));
        });
    }

    [Test]
    public async Task An_order_of_persons_takes_no_file_and_one_of_customers_is_no_extract()
    {
        var extract = await updates.RunAsync("extract", "run", "oppilaat");
        var update = await updates.RunAsync("update", "run", "kaikki", updates.Write("x.csv", []));
        var without = await updates.RunAsync("update", "run", "oppilaat");
        var missing = await updates.RunAsync("update", "run", "oppilaat", "missing.csv");
        Assert.Multiple(() =>
        {
            Assert.That((extract.Code, update.Code, without.Code, missing.Code), Is.EqualTo((2, 2, 2, 2)));
            Assert.That(extract.Errors, Does.Contain("muutostieto update run oppilaat FILE"));
            Assert.That(update.Errors, Does.Contain("muutostieto extract run kaikki"));
            Assert.That(without.Errors, Does.Contain("Name a FILE"));
            Assert.That(missing.Errors, Does.Contain("missing.csv: the customer's file is missing or cannot be read"));
        });
    }

    [TestCase("11111_PA_oppilaat_20261115.csv", "customer 11111 and order \"oppilaat\"")]
    [TestCase("38970_pa_kassa_20261115_2.csv", "customer 38970 and order \"kassa\"")]
    public async Task A_file_that_is_named_for_another_customer_or_order_is_refused(string name, string said)
    {
        var file = updates.Write(name, Enumerable.Range(0, 25).Select(row => $"{row};{Code(row)};;;"));
        var refused = await updates.RunAsync("update", "run", "oppilaat", file);
        Assert.Multiple(() =>
        {
            Assert.That(refused.Code, Is.EqualTo(2));
            Assert.That(refused.Errors, Does.Contain(said).And.Contain("expected customer 38970 and order \"oppilaat\""));
        });
    }

    [Test]
    public async Task A_file_with_a_few_rows_that_are_new_is_noticed()
    {
        updates.WriteOrder("lahes");
        _ = await RunAsync(updates.Write("n1.csv", Enumerable.Range(150, 40).Select(row => $"{row};{Code(row)};;;")), "lahes");
        var file = updates.Write("n2.csv", Enumerable.Range(151, 40).Select(row => $"x{row};{Code(row)};;;"));
        var near = (await updates.RunAsync("update", "run", "lahes", file)).AssertDone();
        Assert.That(near.Errors, Does.Contain("1 row that one of"));
        Assert.That(near.Errors, Does.Not.Contain(Code(190)), "it names no person");
    }

    [Test]
    public async Task Whose_data_were_returned_is_in_the_audit_and_whose_were_not_is_not()
    {
        updates.WriteOrder("audit");
        var rows = Enumerable.Range(200, 30).Select(row => $"{row};{Code(row)};;;").Append($"x;{Code(290)};Vieras;Nimi;");
        var number = await RunAsync(updates.Write("u.csv", rows), "audit");
        var found = updates.Results(number).Index().First(row => row.Item["tulos"] == "1").Index;
        var returned = (await updates.RunAsync("audit", "person", Code(200 + found), "--reason", "koe")).AssertDone();
        var conflict = (await updates.RunAsync("audit", "person", Code(290), "--reason", "koe")).AssertDone();
        Assert.Multiple(() =>
        {
            Assert.That(returned.Output, Does.Contain($"{UpdateFolder.Permit} extract {number:D3}").Or.Contain($"{UpdateFolder.Permit}"));
            Assert.That(conflict.Output, Does.Not.Contain($"extract {number:D3}"));
        });
    }

    private async Task<int> RunAsync(string file, string order = "oppilaat")
    {
        var made = (await updates.RunAsync("update", "run", order, file, "--json")).AssertDone().Json[0];
        return made.GetProperty("number").GetInt32();
    }

    private string Code(int row) => everyone[row]["henkilotunnus"];

    private string Surname(int row) => everyone[row]["henkilon_nimi_sukunimi"];

    private string Names(int row) => everyone[row]["henkilon_nimi_etunimet"];

    private string Born(int row) => everyone[row]["syntymapaiva_syntymapv"];

    private static bool IsEmpty(IReadOnlyDictionary<string, string> row) =>
        row.Where(cell => cell.Key is not ("rivi" or "tulos" or "menetelma" or "luokka")).All(cell => cell.Value.Length == 0)
        && row["menetelma"].Length == 0;
}
