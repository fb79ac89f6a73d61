using System.Diagnostics;
using System.Text.RegularExpressions;
using Muutostieto.Audit.PostgreSql;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Integration.Tests.Support;
using Muutostieto.PostgreSql;
using Muutostieto.Register.PostgreSql;

namespace Muutostieto.Integration.Tests.Workers;

/// <summary>Workers that start at once on tables of an older program bring them up to date once, where the settings say so.</summary>
[Parallelizable(ParallelScope.Self)]
[Platform(Exclude = "Win")]
public sealed class MigrationAtStartTests
{
    private const int Workers = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private WorkersScene scene = null!;

    [SetUp]
    public async Task SetUp()
    {
        scene = new WorkersScene(PostgreSqlCluster.Shared, Workers, ["18"]);
        var older = PostgreSqlLedger.Scripts with { Scripts = [.. PostgreSqlLedger.Scripts.Scripts.Take(1)] };
        StoreMigration.Apply(scene.Database.ConnectionString, [PostgreSqlRegister.Scripts, older, PostgreSqlAudit.Scripts]);
        await scene.CreateAsync(300);
    }

    [TearDown]
    public void TearDown() => scene.Dispose();

    [Test]
    public async Task Three_runs_at_once_convert_the_tables_once_and_deliver_once()
    {
        (await scene.RunAsync(0, 0, "batch")).AssertFailed(
            ExitCode.Error, "the ledger has version 1, this program expects", "store migrate");
        scene.Set("migrate", true);
        var nights = await Task.WhenAll(scene.StartNight(0).Select(ProgramProcess.EndOfAsync));

        Assert.That(nights.Select(night => night.Code), Is.All.Zero, string.Join<Outcome>('\n', nights));
        AssertConvertedOnce(nights);
        Assert.That(scene.Manifests(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Three_services_at_once_convert_the_tables_once_and_begin_to_work()
    {
        scene.Set("migrate", true);
        var workers = Enumerable.Range(0, Workers).Select(scene.Serve).ToList();
        var ends = workers.Select(ProgramProcess.EndOfAsync).ToList();
        try
        {
            for (var since = Stopwatch.StartNew(); scene.Manifests().Count == 0; await Task.Delay(50))
            {
                Assert.That(since.Elapsed, Is.LessThan(Patience));
            }

            foreach (var worker in workers)
            {
                await Programs.RunAsync("kill", ".", "-TERM", $"{worker.Id}");
            }

            AssertConvertedOnce(await Task.WhenAll(ends));
        }
        finally
        {
            foreach (var worker in workers.Where(worker => !worker.HasExited))
            {
                worker.Kill();
            }
        }
    }

    [Test]
    public async Task What_only_reads_converts_nothing_and_newer_tables_are_refused()
    {
        scene.Set("migrate", true);
        (await scene.RunAsync(0, 0, "deliveries", "list")).AssertFailed(ExitCode.Error, "the ledger has version 1, this program expects");
        (await scene.RunAsync(0, 0, "batch")).AssertDone();
        scene.Database.Execute("INSERT INTO ledger.applied_script (version, works_with) VALUES (99, 99)");
        (await scene.RunAsync(0, 0, "batch")).AssertFailed(ExitCode.Error, "the ledger has version 99, this program expects");
        using var service = scene.Serve(0);
        (await ProgramProcess.EndOfAsync(service)).AssertFailed(ExitCode.Error, "the ledger has version 99, this program expects");
    }

    [Test]
    public async Task A_login_that_does_not_own_the_tables_cannot_convert_them_and_says_who_must()
    {
        scene.Set("migrate", true);
        var user = $"reader_{scene.Database.Name}";
        PostgreSqlCluster.Shared.Execute($"CREATE ROLE {user} LOGIN");
        scene.Database.Execute(
            $"GRANT USAGE ON SCHEMA register, ledger, audit TO {user}; "
                + $"GRANT SELECT ON ALL TABLES IN SCHEMA register, ledger, audit TO {user}");
        scene.Connect(scene.Database.ConnectionStringOf(user));
        (await scene.RunAsync(0, 0, "batch")).AssertFailed(
            ExitCode.Error, "PostgreSQL ", "this user may not make or change the tables of the ledger", "store migrate");
    }

    private void AssertConvertedOnce(IReadOnlyCollection<Outcome> ends)
    {
        var all = string.Join('\n', ends.Select(end => end.Output + end.Errors));
        Assert.That(Regex.Count(all, "ledger: converted from version 1 to "), Is.EqualTo(1), all);
        Assert.That(
            scene.Database.Value("SELECT count(*) FROM ledger.applied_script"), Is.EqualTo((long)PostgreSqlLedger.Scripts.Version));
    }
}
