using System.Globalization;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Hosting.Status;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Tests.Status;

public sealed class RunMemoryFileTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 23, 2, 30, 0, TimeSpan.Zero);
    private string folder = null!;

    [SetUp]
    public void SetUp() => folder = Directory.CreateTempSubdirectory("muutostieto-").FullName;

    [TearDown]
    public void TearDown() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Of_runs_that_remember_at_once_none_fails_and_nothing_is_lost()
    {
        const int runs = 8, times = 20;
        await Task.WhenAll(Enumerable.Range(0, runs).Select(run => Task.Run(() =>
        {
            // One holder a run, as a batch beside the service has.
            var memory = new RunMemoryFile(folder);
            for (var i = 0; i < times; i++)
            {
                memory.Remember(Permit(run), [new BatchFailure(Permit(run), ExitCode.TryAgainLater, "full")], null, At);
                memory.RememberClock(At.AddMinutes(i), run == 0 ? i : null);
                Assert.That(new RunMemoryFile(folder).Read().Failures.GetValueOrDefault(Permit(run))?.Times, Is.EqualTo(i + 1));
            }
        })));
        var known = new RunMemoryFile(folder).Read();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(known.Failures.ToDictionary(failure => failure.Key, failure => failure.Value.Times), Is.EquivalentTo(Enumerable.Range(0, runs).ToDictionary(Permit, _ => times)));
            Assert.That(known.FailureTotals, Is.EquivalentTo(Enumerable.Range(0, runs).ToDictionary(Permit, _ => (long)times)));
            Assert.That(known.Clock!.ConfirmedUpTo, Is.EqualTo(times - 1));
        }
    }

    [Test]
    public async Task Of_imports_that_fail_at_once_each_is_counted()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => new ImportFailureFile(folder).Remember(ExitCode.Error, At))));
        Assert.That(new ImportFailureFile(folder).Read(), Is.EqualTo(new ImportFailure(At, ExitCode.Error, 8)));
        new ImportFailureFile(folder).Forget([]);
        Assert.That(new ImportFailureFile(folder).Read(), Is.Null);
    }

    private static string Permit(int run) => "permit-" + run.ToString(CultureInfo.InvariantCulture);
}
