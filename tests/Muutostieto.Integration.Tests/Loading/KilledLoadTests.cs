using Muutostieto.Integration.Tests.Support;

namespace Muutostieto.Integration.Tests.Loading;

/// <summary>
/// A load that is killed, as by a power failure, leaves the database at the end of a delivery, and the next load finishes.
/// </summary>
[Parallelizable(ParallelScope.Self)]
public sealed class KilledLoadTests
{
    [Test]
    public async Task A_load_killed_at_any_moment_is_finished_by_the_next_one()
    {
        using var delivered = await DeliveredBase.MakeAsync(12_000);
        var all = $"{delivered.Persons}";
        var killed = 0;
        foreach (var wait in (int[])[150, 300, 450, 600, 800, 1_000])
        {
            using var process = MuutostietoProgram.Start(delivered.Folder, "load", delivered.Download, "--into", delivered.Database);
            await Task.Delay(wait);
            killed += process.HasExited ? 0 : 1;
            process.Kill();
            await process.WaitForExitAsync();
            Assert.That(Residents(delivered), Is.AnyOf("0", all));
        }

        Assert.That(killed, Is.Positive);
        await delivered.LoadAsync();
        Assert.That(
            (
                Residents(delivered),
                DatabaseContents.Query(delivered.Database, "SELECT count(*), (SELECT count(*) FROM sukupuoli) FROM henkilon_nimi").Single()
            ),
            Is.EqualTo((all, $"{all}|{all}")));
        Assert.That(Directory.GetFiles(Path.Combine(delivered.Download, "..", "upload"), "*.OK"), Has.Length.EqualTo(1));
    }

    private static string Residents(DeliveredBase delivered)
    {
        if (!File.Exists(delivered.Database) || new FileInfo(delivered.Database).Length == 0)
        {
            return "0";
        }

        return DatabaseContents.Query(delivered.Database, "SELECT count(*) FROM sqlite_schema WHERE name = 'residents'").Single() == "0"
            ? "0"
            : DatabaseContents.Query(delivered.Database, "SELECT count(*) FROM residents").Single();
    }
}
