using Muutostieto.Cli.Tests.Support;
using Muutostieto.Records.Identity;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>An order that gets nearly the same persons as an earlier one is warned of.</summary>
public sealed class ExtractNearTests
{
    private ExtractFolder extracts = null!;
    private string[] everyone = [];

    [SetUp]
    public async Task SetUpAsync()
    {
        extracts = new ExtractFolder();
        await extracts.FillAsync(200);
        extracts.WriteOrder("kaikki", where: "null");
        (await extracts.RunAsync("extract", "run", "kaikki")).AssertDone();
        everyone = await extracts.CodesAsync(1);
    }

    [TearDown]
    public void TearDown() => extracts.Dispose();

    [TestCase(1, true)]
    [TestCase(4, true)]
    [TestCase(5, false)]
    [TestCase(0, false)]
    public async Task An_order_that_differs_in_one_to_four_persons_is_warned_of_in_preview_and_run(int count, bool isNear)
    {
        extracts.WriteList("pois.csv", count == 0 ? [everyone[0]] : everyone[..count]);
        extracts.WriteOrder("melkein", where: "null", exclude: count == 0 ? "null" : """{ "list": "pois.csv" }""");
        var counted = (await extracts.RunAsync("extract", "preview", "melkein", "--json")).AssertDone().Json;
        Assert.That(
            counted.GetProperty("nearlyAs").EnumerateArray().Select(name => name.GetString()),
            Is.EqualTo(isNear ? ["tutkimus/extract/1"] : Array.Empty<string>()));

        var made = (await extracts.RunAsync("extract", "run", "melkein")).AssertDone();
        const string Warning = "nearly the same persons in tutkimus extract 1: the two differ in fewer than 5";
        Assert.That(made.Errors.Contains(Warning, StringComparison.Ordinal), Is.EqualTo(isNear));
    }

    [Test]
    public async Task A_nightly_run_warns_in_the_same_words_of_orders_nearly_the_same_and_of_unknown_codes()
    {
        const string Weekly = """{ "rule": "FREQ=WEEKLY;BYDAY=MO", "time": "02:00", "from": "2026-11-02" }""";
        var unknown = Enumerable.Range(0, 6).Select(day =>
            PersonalIdentityCode.Create(new DateOnly(1931, 1, 1).AddDays(day), '-', 998).ToString()).ToList();
        extracts.WriteList("pois.csv", [.. everyone[..2], .. unknown]);
        extracts.WriteOrder("viikoittain", where: "null", exclude: """{ "list": "pois.csv" }""", rhythm: Weekly);
        var night = (await extracts.RunAsync("batch", "--json")).AssertDone();
        extracts.WriteOrder("kerran", where: "null", exclude: """{ "list": "pois.csv" }""");
        var byHand = (await extracts.RunAsync("extract", "run", "kerran")).AssertDone();

        var log = await LogAsync();
        string[] notices =
        [
            "its recipient has nearly the same persons in tutkimus extract 1: the two differ in fewer than 5, and the two together "
                + "show them. Is the order needed?",
            "of the order's lists 6 identity codes are unknown in the register.",
        ];
        Assert.That(
            night.Json.GetProperty("notices").EnumerateArray()
                .Select(notice => (notice.GetProperty("number").GetInt32(), notice.GetProperty("message").GetString())),
            Is.EqualTo(notices.Select(notice => (2, notice))));
        foreach (var notice in notices)
        {
            Assert.That(night.Errors, Does.Contain($"muutostieto: tutkimus extract 2: {notice}"));
            Assert.That(byHand.Errors, Does.Contain($"muutostieto: {notice}"));
            Assert.That(log.Count(line => line.Contains(notice, StringComparison.Ordinal)), Is.EqualTo(2));
        }

        Assert.That(everyone.Concat(unknown).Where(string.Concat([night.Errors, night.Output, byHand.Errors, .. log]).Contains), Is.Empty);
        Assert.That((await extracts.RunAsync("batch", "--json")).AssertDone().Json.GetProperty("notices").GetArrayLength(), Is.Zero);
    }

    /// <summary>The messages of the log's warnings.</summary>
    private async Task<List<string>> LogAsync()
    {
        var lines = new List<string>();
        foreach (var file in Directory.GetFiles(Path.Combine(extracts.Installation.Data, "logs")))
        {
            lines.AddRange((await File.ReadAllLinesAsync(file)).Where(line => line.Contains("Notice", StringComparison.Ordinal)));
        }

        return lines;
    }

    [Test]
    public async Task The_same_order_again_is_no_other_one()
    {
        var file = extracts.Installation.In("death.MTT");
        await File.WriteAllTextAsync(file, $"{everyone[2]}XXX202611160101|013120261110|\r\n");
        (await extracts.RunAsync("register", "import", file)).AssertDone();
        Assert.That((await extracts.RunAsync("extract", "run", "kaikki", "--again")).AssertDone().Errors, Does.Not.Contain("nearly"));
    }
}
