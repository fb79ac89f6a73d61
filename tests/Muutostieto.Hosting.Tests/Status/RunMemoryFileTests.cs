using System.Globalization;
using System.IO.Abstractions;
using System.Text.Json;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Hosting.Status;
using Muutostieto.Records;

namespace Muutostieto.Hosting.Tests.Status;

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
        const int runs = 8,
            times = 20;
        await Task.WhenAll(
            Enumerable
                .Range(0, runs)
                .Select(run =>
                    Task.Run(() =>
                    {
                        // One holder a run, as a batch beside the service has.
                        var memory = new RunMemoryFile(new FileSystem(), folder);
                        for (var i = 0; i < times; i++)
                        {
                            memory.Remember(Permit(run), [new BatchFailure(Permit(run), FailureKind.Transient, "full")], null, At);
                            memory.RememberClock(At.AddMinutes(i), run == 0 ? i : null);
                            Assert.That(
                                new RunMemoryFile(new FileSystem(), folder).Read().Failures.GetValueOrDefault(Permit(run))?.Times,
                                Is.EqualTo(i + 1));
                        }
                    })));
        var known = new RunMemoryFile(new FileSystem(), folder).Read();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                known.Failures.ToDictionary(failure => failure.Key, failure => failure.Value.Times),
                Is.EquivalentTo(Enumerable.Range(0, runs).ToDictionary(Permit, _ => times)));
            Assert.That(known.FailureTotals, Is.EquivalentTo(Enumerable.Range(0, runs).ToDictionary(Permit, _ => (long)times)));
            Assert.That(known.Clock!.ConfirmedUpTo, Is.EqualTo(times - 1));
        }
    }

    [Test]
    public async Task Of_imports_that_fail_at_once_each_is_counted()
    {
        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ => Task.Run(() => new ImportFailureFile(new FileSystem(), folder).Remember(FailureKind.Fault, At))));
        Assert.That(new ImportFailureFile(new FileSystem(), folder).Read(), Is.EqualTo(new ImportFailure(At, FailureKind.Fault, 8)));
        new ImportFailureFile(new FileSystem(), folder).Forget([]);
        Assert.That(new ImportFailureFile(new FileSystem(), folder).Read(), Is.Null);
    }

    [TestCase(FailureKind.None, 0)]
    [TestCase(FailureKind.Fault, 1)]
    [TestCase(FailureKind.Usage, 2)]
    [TestCase(FailureKind.Partial, 3)]
    [TestCase(FailureKind.Transient, 5)]
    [TestCase(FailureKind.Overdue, 6)]
    [TestCase(FailureKind.Integrity, 12)]
    public void A_kind_of_failure_is_kept_as_its_number_and_read_as_the_kind(FailureKind kind, int number)
    {
        new RunMemoryFile(new FileSystem(), folder).Remember(
            null,
            [new BatchFailure(Permit(1), kind, "full")],
            new LastRun("batch", At, 1, kind, null),
            At);
        new ImportFailureFile(new FileSystem(), folder).Remember(kind, At);
        using var runs = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "runs.json")));
        using var import = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "import-failure.json")));
        var (known, failure) = (
            new RunMemoryFile(new FileSystem(), folder).Read(),
            runs.RootElement.GetProperty("failures").GetProperty(Permit(1)));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(NumberIn(runs.RootElement.GetProperty("last")), Is.EqualTo(number));
            Assert.That(NumberIn(failure), Is.EqualTo(number));
            Assert.That(NumberIn(import.RootElement), Is.EqualTo(number));
            Assert.That((known.Last!.Failure, known.Failures[Permit(1)].Kind), Is.EqualTo((kind, kind)));
            Assert.That(new ImportFailureFile(new FileSystem(), folder).Read()!.Kind, Is.EqualTo(kind));
        }
    }

    [TestCase("12", FailureKind.Integrity)]
    [TestCase("99", FailureKind.Fault)]
    public void A_number_of_another_version_is_a_fault(string number, FailureKind kind)
    {
        Write(number);
        Assert.That(new RunMemoryFile(new FileSystem(), folder).Read().Last!.Failure, Is.EqualTo(kind));
    }

    [TestCase("\"12\"")]
    [TestCase("1.5")]
    [TestCase("null")]
    public void What_is_no_number_makes_the_file_one_that_cannot_be_read(string number)
    {
        Write(number);
        Assert.That(new RunMemoryFile(new FileSystem(), folder).Read().Last, Is.Null);
    }

    private void Write(string number) => File.WriteAllText(
        Path.Combine(folder, "runs.json"),
        $$"""{ "last": { "command": "batch", "began": "2026-11-23T02:30:00+00:00", "seconds": 1, "exitCode": {{number}} } }""");

    private static int NumberIn(JsonElement written) => written.GetProperty("exitCode").GetInt32();

    private static string Permit(int run) => "permit-" + run.ToString(CultureInfo.InvariantCulture);
}
