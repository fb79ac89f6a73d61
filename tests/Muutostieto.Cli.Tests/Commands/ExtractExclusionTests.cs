using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>Orders that exclude earlier deliveries and lists, from the command to the files.</summary>
public sealed class ExtractExclusionTests
{
    private const string Sample = """{ "size": 60, "series": "s" }""";
    private ExtractFolder extracts = null!;

    [SetUp]
    public async Task SetUpAsync()
    {
        extracts = new ExtractFolder();
        await extracts.FillAsync(400);
        (await extracts.RunAsync("keys", "series", "make", "s")).AssertDone();
    }

    [TearDown]
    public void TearDown() => extracts.Dispose();

    [Test]
    public async Task A_second_sample_of_a_series_that_excludes_the_first_is_exact_and_has_none_of_it()
    {
        extracts.WriteOrder("eka", sample: Sample);
        extracts.WriteOrder("toka", sample: Sample, exclude: """{ "deliveries": ["tutkimus/extract/001"] }""");
        (await extracts.RunAsync("extract", "run", "eka")).AssertDone();
        (await extracts.RunAsync("extract", "run", "toka")).AssertDone();

        var (first, second) = (await extracts.CodesAsync(1), await extracts.CodesAsync(2));
        Assert.That((first.Length, second.Length), Is.EqualTo((60, 60)));
        Assert.That(second.Intersect(first), Is.Empty);
        Assert.That(
            (await extracts.RunAsync("extract", "redraw", "tutkimus/extract/2")).AssertDone().Output, Does.Contain("the same 60 persons"));
        (await extracts.RunAsync("audit", "verify")).AssertDone();
    }

    [Test]
    public async Task A_list_is_left_out_and_its_unknown_codes_are_counted_for_the_operator_alone()
    {
        extracts.WriteOrder("kaikki");
        (await extracts.RunAsync("extract", "run", "kaikki")).AssertDone();
        var everyone = await extracts.CodesAsync(1);
        extracts.WriteList("pois.csv", [.. everyone.Take(10), .. UnknownCodes(7)]);
        extracts.WriteOrder("loput", exclude: """{ "list": "pois.csv" }""");

        var counted = (await extracts.RunAsync("extract", "preview", "loput", "--json")).AssertDone().Json;
        Assert.That((counted.GetProperty("excluded").GetInt64(), counted.GetProperty("unknownCodes").GetInt64()), Is.EqualTo((10L, 7L)));
        var made = (await extracts.RunAsync("extract", "run", "loput")).AssertDone();
        Assert.That(made.Errors, Does.Contain("7 identity codes are unknown in the register"));
        Assert.That(made.Output + made.Errors, Does.Not.Contain(UnknownCodes(7)[3]).And.Not.Contain(everyone[0]));
        Assert.That(await extracts.CodesAsync(2), Is.EqualTo(everyone.Skip(10)));
        Assert.That(await File.ReadAllTextAsync(extracts.Manifest(2)), Does.Not.Contain("nknown"));
    }

    [Test]
    public async Task A_new_code_after_an_order_is_not_connected_with_the_one_that_was_delivered()
    {
        extracts.WriteOrder("kaikki");
        (await extracts.RunAsync("extract", "run", "kaikki")).AssertDone();
        var (codes, names) = ((await extracts.CodesAsync(1))[5..7], UnknownCodes(2));
        var changes = extracts.Installation.In("changes.MTT");
        string[] lines =
        [
            $"{codes[0]}XCG202611160101|015120290101|", $"{codes[0]}XCG202611160101|015420290101|",
            .. codes.Zip(names, (old, next) => $"{old}XAZ202611160102|0011{next}1|0013{old}2|"),
        ];
        await File.WriteAllTextAsync(changes, string.Concat(lines.Select(line => line + "\r\n")));
        (await extracts.RunAsync("register", "import", changes)).AssertDone();

        extracts.WriteOrder("loput", exclude: """{ "deliveries": ["tutkimus/extract/1"] }""");
        extracts.WriteOrder("uudet");
        (await extracts.RunAsync("extract", "run", "uudet")).AssertDone();
        var counted = (await extracts.RunAsync("extract", "preview", "loput", "--json")).AssertDone().Json;
        Assert.That(await extracts.CodesAsync(2), Is.SupersetOf(names));
        Assert.That(
            counted.GetProperty("excluded").GetInt64(),
            Is.EqualTo((await extracts.CodesAsync(2)).Length - 1),
            "all but the one who has been under an order and has another code");
    }

    [Test]
    public async Task A_list_without_its_unknown_codes_gives_the_recipient_the_same_rows()
    {
        extracts.WriteList("a.csv", UnknownCodes(8));
        extracts.WriteOrder("kaikki");
        extracts.WriteOrder("loput", exclude: """{ "list": "a.csv" }""");
        (await extracts.RunAsync("extract", "run", "kaikki")).AssertDone();
        (await extracts.RunAsync("extract", "run", "loput")).AssertDone();
        Assert.That(await extracts.CodesAsync(2), Is.EqualTo(await extracts.CodesAsync(1)));
    }

    [Test]
    public async Task A_list_that_was_changed_or_lost_keeps_an_extract_from_being_redrawn()
    {
        extracts.WriteOrder("kaikki");
        (await extracts.RunAsync("extract", "run", "kaikki")).AssertDone();
        var everyone = await extracts.CodesAsync(1);
        extracts.WriteList("pois.csv", everyone[..20]);
        extracts.WriteOrder("loput", exclude: """{ "list": "pois.csv" }""");
        (await extracts.RunAsync("extract", "run", "loput")).AssertDone();
        (await extracts.RunAsync("extract", "redraw", "tutkimus/extract/2")).AssertDone();

        extracts.WriteList("pois.csv", everyone[..19]);
        (await extracts.RunAsync("extract", "redraw", "tutkimus/extract/2"))
            .AssertFailed(ExitCode.Integrity, "has another content than the one that it was made with", "give a changed list another name");
        Assert.That(
            (await extracts.RunAsync("extract", "run", "loput")).AssertDone().Output,
            Does.StartWith("tutkimus extract 003: "), "with another list it is another order");
        File.Delete(extracts.List("pois.csv"));
        extracts.WriteOrder("loput");
        (await extracts.RunAsync("extract", "redraw", "tutkimus/extract/2"))
            .AssertFailed(ExitCode.Usage, "cannot be read", "Put the file back");
    }

    [TestCase("tutkimus/extract/9", "the ledger has none")]
    [TestCase("olematon/base/1", "the ledger has none")]
    public async Task A_delivery_that_was_never_made_is_refused(string delivery, string message)
    {
        extracts.WriteOrder("toka", exclude: $$"""{ "deliveries": ["{{delivery}}"] }""");
        (await extracts.RunAsync("extract", "run", "toka")).AssertFailed(ExitCode.Usage, message, "Correct \"exclude\"");
        Assert.That((await extracts.RunAsync("deliveries", "list", "--json")).AssertDone().Json.GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task Another_recipients_delivery_is_excluded_only_where_the_permit_says_so()
    {
        extracts.Installation.WritePermit();
        (await extracts.RunAsync("deliver", "base", TestInstallation.Permit)).AssertDone();
        extracts.WriteOrder("uusi", where: "null", exclude: $$"""{ "deliveries": ["{{TestInstallation.Permit}}/base/1"] }""");
        (await extracts.RunAsync("extract", "preview", "uusi")).AssertFailed(ExitCode.Usage, "is another recipient's", "\"excludes\"");

        extracts.WritePermit(excludes: TestInstallation.Permit);
        var counted = (await extracts.RunAsync("extract", "preview", "uusi", "--json")).AssertDone().Json;
        Assert.That(counted.GetProperty("frame").GetInt64(), Is.Zero, "everyone of the county is in that base");
        Assert.That(counted.GetProperty("excluded").GetInt64(), Is.GreaterThan(300));
    }

    [Test]
    public async Task A_delivery_whose_persons_are_not_kept_any_more_is_refused_with_what_to_do()
    {
        extracts.WriteOrder("eka");
        (await extracts.RunAsync("extract", "run", "eka")).AssertDone();
        extracts.WriteOrder("toka", exclude: """{ "deliveries": ["tutkimus/extract/1"] }""");
        extracts.WritePermit(validTo: "2040-12-31");
        (await extracts.RunAtAsync("2032-11-29T02:30", "batch", "--clock-ok")).ToString();
        var refused = await extracts.RunAtAsync("2032-11-29T02:35", "extract", "preview", "toka");
        refused.AssertFailed(ExitCode.Usage, "their years being over", "in a list");
    }

    private static string[] UnknownCodes(int count) =>
    [
        .. Enumerable.Range(0, count).Select(number => Records.Identity.PersonalIdentityCode
            .Create(new DateOnly(1899, 1, 1 + number), '+', 900 + number)
            .ToString()),
    ];
}
