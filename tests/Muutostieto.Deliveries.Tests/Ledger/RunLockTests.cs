using System.IO.Abstractions;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Tests.Ledger;

public sealed class RunLockTests
{
    private static readonly SetClock Clock = new(new DateTimeOffset(2026, 11, 23, 0, 30, 0, TimeSpan.Zero));
    private DirectoryInfo folder = null!;

    [SetUp]
    public void SetUp() => folder = Directory.CreateTempSubdirectory("muutostieto-lock-");

    [TearDown]
    public void TearDown() => folder.Delete(recursive: true);

    [Test]
    public void A_second_run_learns_which_process_runs_and_since_when()
    {
        using (RunLock.Acquire(new FileSystem(), folder.FullName, Clock))
        {
            var thrown = Assert.Throws<MuutostietoException>(() => RunLock.Acquire(new FileSystem(), folder.FullName, Clock));
            Assert.That(thrown!.Kind, Is.EqualTo(FailureKind.Transient));
            Assert.That(thrown.Message, Does.Contain($"process {Environment.ProcessId} since 2026-11-23 02:30:00+02:00"));
        }

        Assert.DoesNotThrow(() => RunLock.Acquire(new FileSystem(), folder.FullName, Clock).Dispose());
    }

    [Test]
    public void Only_one_of_many_gets_the_lock_and_the_next_one_after_it()
    {
        for (var round = 0; round < 5; round++)
        {
            var locks = new System.Collections.Concurrent.ConcurrentBag<RunLock>();
            var refused = 0;
            Parallel.For(0, 8, _ =>
            {
                try
                {
                    locks.Add(RunLock.Acquire(new FileSystem(), folder.FullName, Clock));
                }
                catch (MuutostietoException)
                {
                    Interlocked.Increment(ref refused);
                }
            });
            Assert.That((locks.Count, refused), Is.EqualTo((1, 7)));
            locks.Single().Dispose();
        }
    }

    [Test]
    public void What_a_killed_run_left_behind_does_not_lock()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "run.lock"), "");
        File.WriteAllText(Path.Combine(folder.FullName, "run.lock.holder"), "process 1 since long ago");
        Assert.DoesNotThrow(() => RunLock.Acquire(new FileSystem(), folder.FullName, Clock).Dispose());
    }

    [Test]
    public void A_data_folder_that_is_missing_is_not_made()
    {
        var missing = Path.Combine(folder.FullName, "new");
        Assert.That(
            Assert.Throws<MuutostietoException>(() => RunLock.Acquire(new FileSystem(), missing, Clock))!.Kind,
            Is.EqualTo(FailureKind.Fault));
        Assert.That(missing, Does.Not.Exist);
    }

    [Test]
    public void A_data_directory_that_cannot_be_made_is_an_error()
    {
        var file = Path.Combine(folder.FullName, "file");
        File.WriteAllText(file, "");
        Assert.That(
            Assert.Throws<MuutostietoException>(() => RunLock.Acquire(new FileSystem(), Path.Combine(file, "data"), Clock))!.Kind,
            Is.EqualTo(FailureKind.Fault));
    }
}
