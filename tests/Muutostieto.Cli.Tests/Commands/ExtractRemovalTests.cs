using System.IO.Compression;
using System.Text.Json;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>Repeated extracts name who is in them no more.</summary>
public sealed class ExtractRemovalTests
{
    private ExtractFolder extracts = null!;

    [SetUp]
    public async Task SetUpAsync()
    {
        extracts = new ExtractFolder();
        await extracts.FillAsync(300);
        extracts.WriteOrder("kaikki", where: "null");
        (await extracts.RunAsync("extract", "run", "kaikki")).AssertDone();
    }

    [TearDown]
    public void TearDown() => extracts.Dispose();

    [Test]
    public async Task Who_died_or_became_protected_is_named_alike_in_the_next_extract_and_not_again()
    {
        var first = await extracts.CodesAsync(1);
        await ImportAsync(
            $"{first[10]}XXX202611160101|013120261110|", $"{first[3]}XCG202611160101|015120290101|",
            $"{first[200]}XXX202611160101|013120261111|");
        (await extracts.RunAsync("extract", "run", "kaikki", "--again")).AssertDone();
        (await extracts.RunAsync("extract", "run", "kaikki", "--again")).AssertDone();

        Assert.That(HasRemoved(1), Is.False, "the first has no such table");
        Assert.That(await extracts.TableAsync(2, "poistuneet"), Is.EqualTo(new[] { first[3], first[10], first[200] }));
        Assert.That(await extracts.CodesAsync(2), Is.EqualTo(first.Except([first[3], first[10], first[200]])));
        Assert.That(await extracts.TableAsync(3, "poistuneet"), Is.Empty);
        Assert.That((Previous(1), Previous(2), Previous(3)), Is.EqualTo(((int?)null, (int?)1, (int?)2)));
        (await extracts.RunAsync("extract", "redraw", "tutkimus/extract/2")).AssertDone();
        (await extracts.RunAsync("check", extracts.Manifest(2))).AssertDone();
        (await extracts.RunAsync("audit", "verify")).AssertDone();
        var asked = (await extracts.RunAsync("audit", "person", first[3], "--reason", "koe")).AssertDone();
        Assert.That(asked.Output, Does.StartWith("2 deliveries hold a record"), "a removal is a disclosure");
    }

    [Test]
    public async Task Who_was_only_named_as_removed_is_not_excluded_with_the_extract()
    {
        var first = await extracts.CodesAsync(1);
        await ImportAsync($"{first[5]}XXX202611160101|013120261110|");
        (await extracts.RunAsync("extract", "run", "kaikki", "--again")).AssertDone();
        extracts.WriteOrder("loput", where: "null", exclude: """{ "deliveries": ["tutkimus/extract/2"] }""");
        var counted = (await extracts.RunAsync("extract", "preview", "loput", "--json")).AssertDone().Json;
        Assert.That(counted.GetProperty("excluded").GetInt64(), Is.EqualTo(first.Length - 1));
    }

    [Test]
    public async Task An_order_that_reads_otherwise_begins_anew()
    {
        extracts.WriteOrder("kaikki", where: """{ "age": { "from": 18 } }""");
        (await extracts.RunAsync("extract", "run", "kaikki")).AssertDone();
        Assert.That((HasRemoved(2), Previous(2)), Is.EqualTo((false, (int?)null)));
    }

    [Test]
    public async Task A_repeated_order_names_the_removed_at_each_occurrence()
    {
        const string Weekly = """{ "rule": "FREQ=WEEKLY;BYDAY=MO", "time": "02:00", "from": "2026-11-02" }""";
        extracts.WriteOrder("kaikki", where: "null", rhythm: Weekly);
        (await extracts.RunAsync("batch")).AssertDone();
        var first = await extracts.CodesAsync(2);
        await ImportAsync($"{first[7]}XXX202611160101|013120261110|");
        _ = await extracts.RunAtAsync("2026-11-23T02:30", "batch", "--clock-ok");
        Assert.That(await extracts.TableAsync(3, "poistuneet"), Is.EqualTo(new[] { first[7] }));
    }

    private async Task ImportAsync(params string[] lines)
    {
        var file = extracts.Installation.In("changes.MTT");
        await File.WriteAllTextAsync(file, string.Concat(lines.Select(line => line + "\r\n")));
        (await extracts.RunAsync("register", "import", file)).AssertDone();
    }

    private bool HasRemoved(int number)
    {
        using var zip = ZipFile.OpenRead(Path.ChangeExtension(extracts.Manifest(number), ".csv.zip"));
        return zip.Entries.Any(entry => entry.Name == "poistuneet.csv");
    }

    private int? Previous(int number)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(extracts.Manifest(number)));
        return manifest.RootElement.GetProperty("delivery").GetProperty("order").TryGetProperty("previous", out var previous)
            ? previous.GetInt32()
            : null;
    }
}
