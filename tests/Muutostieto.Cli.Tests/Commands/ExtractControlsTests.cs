using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>Matched controls of a list of cases, from the command to the files.</summary>
public sealed class ExtractControlsTests
{
    private ExtractFolder extracts = null!;
    private string[] everyone = [];

    [SetUp]
    public async Task SetUpAsync()
    {
        extracts = new ExtractFolder();
        await extracts.FillAsync(600);
        (await extracts.RunAsync("keys", "series", "make", "s")).AssertDone();
        extracts.WriteOrder("kaikki", where: "null");
        (await extracts.RunAsync("extract", "run", "kaikki")).AssertDone();
        everyone = await extracts.CodesAsync(1);
    }

    [TearDown]
    public void TearDown() => extracts.Dispose();

    [Test]
    public async Task Each_case_has_its_controls_which_are_like_it_and_no_case_and_can_be_drawn_again()
    {
        string[] cases = [.. everyone.Where((_, index) => index % 40 == 7)];
        extracts.WriteList("tapaukset.csv", cases);
        WriteOrder(each: 2, withCases: false);
        (await extracts.RunAsync("extract", "run", "verrokit")).AssertDone();

        var controls = await extracts.CodesAsync(2);
        Assert.That(controls.Intersect(cases), Is.Empty);
        Assert.That(controls, Is.Unique.And.SubsetOf(everyone).And.Length.EqualTo(cases.Length * 2));
        Assert.That(
            controls.GroupBy(IsFemale).ToDictionary(sex => sex.Key, sex => sex.Count()),
            Is.EqualTo(cases.GroupBy(IsFemale).ToDictionary(sex => sex.Key, sex => sex.Count() * 2)));
        (await extracts.RunAsync("extract", "redraw", "tutkimus/extract/2")).AssertDone();

        WriteOrder(each: 2, withCases: true);
        (await extracts.RunAsync("extract", "run", "verrokit")).AssertDone();
        Assert.That(await extracts.CodesAsync(3), Is.EqualTo(controls.Concat(cases).Order(StringComparer.Ordinal)));
        (await extracts.RunAsync("audit", "verify")).AssertDone();
    }

    [Test]
    public async Task A_case_who_becomes_protected_is_to_the_recipient_as_an_unknown_code()
    {
        string[] cases = [.. everyone.Where((_, index) => index % 40 == 7)];
        extracts.WriteList("tapaukset.csv", cases);
        WriteOrder(each: 1, withCases: true);
        var order = extracts.Installation.In("order.MTT");
        await File.WriteAllTextAsync(order, $"{cases[3]}XCG202611160101|015120290101|\r\n");
        (await extracts.RunAsync("register", "import", order)).AssertDone();
        (await extracts.RunAsync("extract", "run", "verrokit")).AssertDone();

        var unknown = Records.Identity.PersonalIdentityCode.Create(new DateOnly(1899, 1, 1), '+', 900).ToString();
        extracts.WriteList("tapaukset.csv", cases.Select(code => code == cases[3] ? unknown : code));
        var second = (await extracts.RunAsync("extract", "run", "verrokit")).AssertDone();

        Assert.That(await extracts.CodesAsync(3), Is.EqualTo(await extracts.CodesAsync(2)).And.Not.Contain(cases[3]));
        Assert.That(second.Output, Does.StartWith("tutkimus extract 003: "));
        Assert.That(second.Errors, Does.Contain("<5 identity codes are unknown").And.Not.Contain(unknown));
        Assert.That(Sample(3), Is.EqualTo(Sample(2)), "nothing but the hash, which is of the order too");
    }

    [Test]
    public async Task Cases_without_enough_matches_are_counted_for_the_operator_and_named_nowhere()
    {
        extracts.WriteList("tapaukset.csv", everyone[..20]);
        WriteOrder(each: 100, withCases: false);
        var made = (await extracts.RunAsync("extract", "run", "verrokit")).AssertDone();
        Assert.That(made.Errors, Does.Contain("of 20 cases have fewer controls than were asked for"));
        Assert.That(everyone.Any(made.ToString().Contains), Is.False);
    }

    [Test]
    public async Task Of_fewer_than_five_cases_no_controls_are_delivered()
    {
        extracts.WriteList("tapaukset.csv", everyone[..4]);
        WriteOrder(each: 2, withCases: false);
        Assert.That((await extracts.RunAsync("extract", "preview", "verrokit")).AssertDone().Output, Does.Contain("It would be refused"));
        (await extracts.RunAsync("extract", "run", "verrokit"))
            .AssertFailed(ExitCode.Usage, "fewer than 5 of its cases", "Give more cases");
    }

    private static bool IsFemale(string code) => code[9] % 2 == 0;

    private string Sample(int number)
    {
        using var manifest = System.Text.Json.JsonDocument.Parse(File.ReadAllText(extracts.Manifest(number)));
        var sample = manifest.RootElement.GetProperty("delivery").GetProperty("order").GetProperty("sample");
        return sample.GetRawText().Replace(sample.GetProperty("frameSha256").GetString()!, "", StringComparison.Ordinal);
    }

    private void WriteOrder(int each, bool withCases) => extracts.WriteOrder(
        "verrokit",
        where: "null",
        sample: $$"""
            { "controls": { "list": "tapaukset.csv", "each": {{each}}, "match": ["sex"],
              "withCases": {{(withCases ? "true" : "false")}} }, "series": "s" }
            """);
}
