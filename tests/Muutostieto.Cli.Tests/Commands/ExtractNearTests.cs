using Muutostieto.Cli.Tests.Support;

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
    public async Task The_same_order_again_is_no_other_one()
    {
        var file = extracts.Installation.In("death.MTT");
        await File.WriteAllTextAsync(file, $"{everyone[2]}XXX202611160101|013120261110|\r\n");
        (await extracts.RunAsync("register", "import", file)).AssertDone();
        Assert.That((await extracts.RunAsync("extract", "run", "kaikki", "--again")).AssertDone().Errors, Does.Not.Contain("nearly"));
    }
}
