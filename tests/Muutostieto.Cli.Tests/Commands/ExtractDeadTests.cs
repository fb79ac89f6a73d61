using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>Extracts of persons who have died.</summary>
public sealed class ExtractDeadTests
{
    [Test]
    public async Task The_dead_of_a_time_are_delivered_drawn_again_and_not_among_the_living()
    {
        using var extracts = new ExtractFolder();
        await extracts.FillAsync(200);
        extracts.WriteOrder("kaikki", where: """{ "region": ["20"] }""");
        (await extracts.RunAsync("extract", "run", "kaikki")).AssertDone();
        var living = await extracts.CodesAsync(1);
        string[] dead = [.. living.Where((_, index) => index % 9 == 0)];
        var file = extracts.Installation.In("deaths.MTT");
        await File.WriteAllTextAsync(file, string.Concat(dead.Select(code => $"{code}XXX202611160101|013120261110|\r\n")));
        (await extracts.RunAsync("register", "import", file)).AssertDone();

        extracts.WriteOrder(
            "kuolleet", where: """{ "all": [ { "died": { "from": "2026-11-01", "to": "2026-11-30" } }, { "region": ["20"] } ] }""",
            groups: "\"004\", \"013\"");
        (await extracts.RunAsync("extract", "run", "kuolleet")).AssertDone();
        (await extracts.RunAsync("extract", "run", "kaikki", "--again")).AssertDone();

        Assert.That(dead, Has.Length.GreaterThanOrEqualTo(5));
        Assert.That(await extracts.CodesAsync(2), Is.EqualTo(dead));
        Assert.That(await extracts.TableAsync(2, "013_"), Has.Length.EqualTo(dead.Length).And.All.Contains("2026-11-10"));
        Assert.That(await extracts.CodesAsync(3), Is.EqualTo(living.Except(dead)));
        (await extracts.RunAsync("extract", "redraw", "tutkimus/extract/2")).AssertDone();
        (await extracts.RunAsync("audit", "verify")).AssertDone();
    }
}
