using Muutostieto.Cli.CommandLine;
using Muutostieto.Integration.Tests.Support;

namespace Muutostieto.Integration.Tests.Workers;

/// <summary>Workers whose parts have logins of their own in the database do all that those do with one login.</summary>
[Parallelizable(ParallelScope.Self)]
[Platform(Exclude = "Win")]
public sealed class RolesTests
{
    private static readonly int[] Right = [(int)ExitCode.Done, (int)ExitCode.Overdue];
    private static readonly string[] Counties = ["18", "21", "02"];

    [Test]
    public async Task Three_workers_deliver_the_same_files_as_one_with_a_single_login()
    {
        using var alone = new WorkersScene(PostgreSqlCluster.Shared, 1, Counties);
        using var several = new WorkersScene(PostgreSqlCluster.Shared, 3, Counties);
        await several.SeparateAsync();
        await alone.FillAsync(600);
        await several.FillAsync(600);
        for (var week = 0; week < 3; week++)
        {
            if (week > 0)
            {
                await alone.LiveAsync(week);
                await several.LiveAsync(week);
            }

            Assert.That((await alone.RunAsync(0, week, "batch")).Code, Is.AnyOf(Right));
            foreach (var night in await Task.WhenAll(several.StartNight(week).Select(ProgramProcess.EndOfAsync)))
            {
                Assert.That(night.Code, Is.AnyOf(Right), night.ToString());
            }
        }

        Assert.That(several.Records(), Is.EqualTo(alone.Records()));
        Assert.That(several.Manifests(), Is.EqualTo(alone.Manifests()).And.Count.EqualTo(9));
        (await several.RunAsync(1, 3, "audit", "verify")).AssertDone();

        // After their years the night removes the persons of the audit chain, by the login of deliveries.
        var later = await several.RunAsync(0, 52 * 6, "batch", "--clock-ok");
        Assert.That(later.Code, Is.AnyOf(Right), later.ToString());
        Assert.That(several.Database.Value("SELECT count(*) FROM audit.chain WHERE kind = 'purge'"), Is.EqualTo(1L));
        (await several.RunAsync(1, 52 * 6, "audit", "verify")).AssertDone();
    }

    [Test]
    public async Task A_part_with_the_login_of_another_is_refused_with_the_way_to_its_rights()
    {
        using var scene = new WorkersScene(PostgreSqlCluster.Shared, 1, Counties);
        await scene.SeparateAsync();
        scene.Set("registerConnectionFile", null);
        (await scene.RunAsync(0, 0, "register", "create", "--county", "18", "--persons", "300")).AssertFailed(
            ExitCode.Error, "the database refuses this user something that the register needs", "store roles");
    }
}
