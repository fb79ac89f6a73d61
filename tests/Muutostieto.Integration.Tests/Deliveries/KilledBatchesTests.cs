using Muutostieto.Integration.Tests.Support;

namespace Muutostieto.Integration.Tests.Deliveries;

/// <summary>
/// Nights on which the program is killed and the server goes away, at random: nothing is lost, and nothing is there twice.
/// </summary>
[Parallelizable(ParallelScope.Self)]
public sealed class KilledBatchesTests
{
    /// <summary>How many batches; the whole of the measure is 200 of them, a quarter of an hour, by the script itself.</summary>
    private const string Batches = "6";

    [Test]
    public async Task Every_delivery_is_whole_in_the_drop_exactly_once()
    {
        var seed = $"{Random.Shared.Next(1, 30_000)}";
        var output = await Programs.RunAsync(
            "bash",
            Repository.Root,
            Repository.File("tests", "Muutostieto.Benchmarks", "killed-batches.sh"),
            Batches,
            "2000",
            seed);

        Assert.That(
            output,
            Does.Match(@"\d+ killed").And.Contains("weekly: ").And.Contains("equal to a fresh base").And.Not.Contains("DIFFERS"));
        await TestContext.Out.WriteLineAsync(output);
    }
}
