using Muutostieto.Cli.Tests.Support;
using Muutostieto.Extracts.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>A thousand rows of each outcome: each is answered in its place, and only the operator sees the true reasons.</summary>
public sealed class UpdateOutcomeTests
{
    private const int Each = 1000;
    private const string Ban = "ASIAKASREKISTERIN_PAIVITYS";
    private UpdateFolder updates = null!;

    [OneTimeSetUp]
    public void SetUp()
    {
        updates = new UpdateFolder();
        NamedRegister.Create(
            updates.Installation,
            Enumerable.Range(0, 8 * Each).Select(number => new NamedPerson(NamedPerson.Code(number))
            {
                // Two of a kind have one name.
                Surname = number / Each is 1 or 2 ? $"Kaima{number % Each}" : $"Suku{number}",
                FormerCodes = number / Each == 3 ? [NamedPerson.Code(20_000 + number)] : [],
                IsDead = number / Each == 4,
                IsProtected = number / Each == 5,
                Ban = number / Each == 6 ? Ban : null,
                Municipality = number / Each == 7 ? "091" : "205",
            }));
        updates.WriteOrder("kaikki-lajit", purpose: "customer-register-update");
    }

    [OneTimeTearDown]
    public void TearDown() => updates.Dispose();

    [TestCase("false")]
    [TestCase("true")]
    public async Task Rows_of_every_outcome_come_back_in_their_order_with_what_may_be_said(string right)
    {
        updates.WritePermit(area: """{ "municipalities": ["205", "290"] }""", kind: "other", right: right);
        var rows = Enumerable.Range(0, 11 * Each).Select(at => (Outcome: 1 + (at % 11), Row: RowOf(1 + (at % 11), at / 11))).ToArray();
        new Random(right.Length).Shuffle(rows);
        var file = updates.Write($"kaikki-{right}.csv", rows.Index().Select(row => $"viite-{row.Index};{row.Item.Row};{row.Item.Outcome}"),
            "rivi;hetu;sukunimi;etunimet;syntymaaika;odotettu");
        var number = (await updates.RunAsync("update", "run", "kaikki-lajit", file, "--json")).AssertDone().Json[0]
            .GetProperty("number").GetInt32();

        var results = updates.Results(number);
        Assert.That(results.Select(row => row["rivi"]), Is.EqualTo(rows.Index().Select(row => $"viite-{row.Index}")));
        Assert.That(results.Select(row => row["odotettu"]), Is.EqualTo(rows.Select(row => $"{row.Outcome}")));
        Assert.That(
            results.Select(row => (row["tulos"], row["menetelma"])),
            Is.EqualTo(rows.Select(row => Seen(row.Outcome, right == "true"))));
        Assert.That(
            results.Zip(rows, (result, row) => (result["henkilon_nimi_sukunimi"].Length > 0) == HasContent(row.Outcome, right == "true")),
            Is.All.True);
        Assert.That(results.Zip(rows, (result, row) => result["hetu_uusi"].Length > 0 == (row.Outcome == 4)), Is.All.True);

        var known = await updates.TrueOutcomesAsync(number);
        Assert.That(known.ToDictionary(each => int.Parse(each.Key.Split(' ')[0]), each => each.Value), Is.EquivalentTo(
            Enumerable.Range(1, 11).ToDictionary(outcome => outcome, _ => (long)Each)));
    }

    private static string RowOf(int outcome, int number) => outcome switch
    {
        1 => $"{NamedPerson.Code(number)};;;",
        2 => $";Kaima{number};Aino;15.6.1950",
        3 => $"{NamedPerson.Code(15_000 + number)};;;",
        4 => $"{NamedPerson.Code(20_000 + (3 * Each) + number)};;;",
        5 => $"{Broken(NamedPerson.Code(number))};;;",
        6 => $"{NamedPerson.Code((4 * Each) + number)};;;",
        7 => $"{NamedPerson.Code((5 * Each) + number)};;;",
        8 => $"{NamedPerson.Code(number)};Toinen;Nimi;",
        9 => $";Suku{number};;15.6.1950",
        10 => $"{NamedPerson.Code((6 * Each) + number)};;;",
        _ => $"{NamedPerson.Code((7 * Each) + number)};;;",
    };

    private static string Broken(string code) => code[..10] + (code[10] == 'A' ? 'B' : 'A');

    private static (string Outcome, string Method) Seen(int outcome, bool hasRight) => outcome switch
    {
        1 or 6 => ($"{outcome}", "M1"),
        2 => ("2", "M4"),
        4 => ("4", "M2"),
        7 when hasRight => ("7", "M1"),
        7 or 10 or 11 => ("3", ""),
        _ => ($"{outcome}", ""),
    };

    private static bool HasContent(int outcome, bool hasRight) => outcome is 1 or 4 or 6 || (outcome == 7 && hasRight);
}
