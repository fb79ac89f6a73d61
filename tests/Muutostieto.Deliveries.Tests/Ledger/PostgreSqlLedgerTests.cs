using System.IO.Abstractions;
using Muutostieto.Audit;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Ledger.Lists;
using Muutostieto.PostgreSql;
using Muutostieto.Records;
using Npgsql;

namespace Muutostieto.Deliveries.Tests.Ledger;

/// <summary>What a ledger has because it is in a PostgreSQL database.</summary>
public sealed class PostgreSqlLedgerTests
{
    private PostgreSqlDatabase database = null!;
    private PostgreSqlLedger ledger = null!;

    private static IEnumerable<string> Refused =>
        [
            "DELETE FROM delivery",
            "TRUNCATE delivery CASCADE",
            "UPDATE delivery SET number = 2",
            "UPDATE delivery SET terms = ''",
            "UPDATE delivery SET register_mark = 'x'",
            "UPDATE delivery SET list_to = 5",
            "UPDATE delivery SET audit_head = NULL",
            "UPDATE delivery SET signature = 'x'",
            "DELETE FROM file",
            "TRUNCATE file",
            "UPDATE file SET bytes = 1",
            "DELETE FROM receipt",
            "UPDATE receipt SET reason = 'x'",
            "DELETE FROM layouts",
            "UPDATE layouts SET content = ''",
            "DELETE FROM repair",
            "DELETE FROM list_upload",
            "UPDATE list_upload SET persons = 9",
            "DELETE FROM list_change",
            "UPDATE list_change SET person = 9",
            "DELETE FROM update_outcome",
            "UPDATE update_outcome SET rows = 9",
            "DELETE FROM update_upload",
            "UPDATE update_upload SET rows = 9",
            "DELETE FROM update_renewal",
            "UPDATE update_renewal SET number = 9",
            "INSERT INTO delivery SELECT 99, permit, kind, number, 'again', state, planned, window_from, window_to, predecessor, '', '', '', ''"
                + " FROM delivery",
        ];

    [SetUp]
    public void SetUp()
    {
        database = LedgerDatabase.New();
        ledger = PostgreSqlLedger.Open(database.ConnectionString);
    }

    [TearDown]
    public void TearDown()
    {
        ledger.Dispose();
        database.Dispose();
    }

    [Test]
    public void The_database_itself_refuses_to_forget_or_to_change_what_was_recorded()
    {
        ledger.KeepLayouts(Some.Hash('c'), [1, 2, 3]);
        var planned = ledger.Plan(Some.BasePlan());
        ledger.MarkComposed(planned.Id, Some.Files(planned), Some.Counts, Some.Time, new AuditHead(7, Some.Hash('e')), "signature");
        ledger.MarkPublished(planned.Id, Some.Time, "drop");
        ledger.RecordReceipt(planned.Id, new DeliveryReceipt(ReceiptSource.Downloaded, Some.Time, Some.Time, null, null, "mark"));
        ledger.RequestRepair("kainuu", ["205"], Some.Time);
        ledger.KeepOutcomes(planned.Id, [new(1, "M1", 7)]);
        var upload = ledger.TakeInUpdate(
            new UpdateUpload(0, "kainuu", "oppilaat", "a.csv", Some.Hash('a'), 100, Some.Time, 20, 3, null, null));
        ledger.RenewUpdate(upload.Id, 4, null, Some.Time);
        ledger.TakeIn(
            new NewListUpload
            {
                Permit = "kainuu",
                Name = "1.HTT",
                Sha256 = Some.Hash('a'),
                Bytes = 1,
                JournalKey = 1,
                RegisterFingerprint = "m",
                Lines = 1,
                Changes = [(7, true)],
            },
            Some.Time);
        using (Assert.EnterMultipleScope())
        {
            foreach (var sql in Refused)
            {
                Assert.Throws<PostgresException>(() => database.Execute("SET search_path = ledger; " + sql), sql);
            }
        }
    }

    [Test]
    public void A_ledger_that_another_process_keeps_locked_is_read_and_says_to_try_again_later()
    {
        var other = StoreDatabase.Open(database.ConnectionString, PostgreSqlLedger.Scripts);
        using var hasty = PostgreSqlLedger.Open(database.ConnectionString, busySeconds: 1);
        other.Write(connection =>
        {
            Assert.That(hasty.List(), Is.Empty, "reading goes on");
            var thrown = Assert.Throws<MuutostietoException>(() => hasty.Plan(Some.BasePlan()))!;
            Assert.That(thrown.Kind, Is.EqualTo(FailureKind.Transient), thrown.Message);
            Assert.That(thrown.Message, Does.Contain("locked"));
            return 0;
        });
        Assert.That(hasty.Plan(Some.BasePlan()).Number, Is.EqualTo(1));
    }

    [Test]
    public void A_run_on_another_machine_is_refused_until_the_first_has_ended_and_learns_which_it_is()
    {
        var clock = new SetClock(Some.Time);
        var (here, there) = (Directory.CreateTempSubdirectory("muutostieto-here-"), Directory.CreateTempSubdirectory("muutostieto-there-"));
        try
        {
            using (ledger.AcquireRunLock(new FileSystem(), here.FullName, clock))
            {
                using var other = PostgreSqlLedger.Open(database.ConnectionString);
                foreach (var folder in new[] { there, here })
                {
                    var refused = Assert.Throws<MuutostietoException>(
                        () => other.AcquireRunLock(new FileSystem(), folder.FullName, clock))!;
                    Assert.That(refused.Kind, Is.EqualTo(FailureKind.Transient));
                    Assert.That(refused.Message, Does.Contain($"process {Environment.ProcessId} since 2026-11-23 02:30:00+02:00"));
                }

                Assert.That(
                    other.RunUnderWay(),
                    Is.EqualTo($"process {Environment.ProcessId} since 2026-11-23 02:30:00+02:00 on {Environment.MachineName}"));
            }

            ledger.AcquireRunLock(new FileSystem(), there.FullName, clock).Dispose();
            Assert.That(ledger.RunUnderWay(), Is.Null);
        }
        finally
        {
            here.Delete(recursive: true);
            there.Delete(recursive: true);
        }
    }

    [Test]
    public void A_user_who_may_read_the_ledger_alone_reads_it_and_writes_nothing()
    {
        var planned = ledger.Plan(Some.BasePlan());
        var reader = $"reader_{database.Name}";
        database.Execute($"CREATE ROLE {reader} LOGIN; GRANT USAGE ON SCHEMA ledger TO {reader}");
        database.Execute($"GRANT SELECT ON ALL TABLES IN SCHEMA ledger TO {reader}");
        using var read = PostgreSqlLedger.Open(database.ConnectionStringOf(reader));
        Assert.That(read.List().Single().Id, Is.EqualTo(planned.Id));
        var refused = Assert.Throws<MuutostietoException>(() => read.Withdraw(planned.Id, "x", Some.Time))!;
        Assert.That(refused.Kind, Is.EqualTo(FailureKind.Fault));
        Assert.That(refused.Message, Does.Contain("permission denied for table delivery").And.EndWith("give the roles their rights."));
    }

    [Test]
    public void Connections_that_are_cut_while_planners_plan_leave_no_gap_and_no_half_of_a_delivery()
    {
        using var end = new CancellationTokenSource();
        var cutter = Task.Factory.StartNew(
            () =>
            {
                while (!end.IsCancellationRequested)
                {
                    database.CutConnections();
                    Thread.Sleep(30);
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        var failures = 0;
        Parallel.For(
            0,
            24,
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            i =>
            {
                while (true)
                {
                    try
                    {
                        var planned = ledger.Plan(Some.BasePlan(occurrence: $"o{i}"));
                        ledger.MarkComposed(planned.Id, Some.Files(planned), Some.Counts, Some.Time);
                        return;
                    }
                    catch (MuutostietoException failure) when (failure.Kind == FailureKind.Transient)
                    {
                        Interlocked.Increment(ref failures);
                    }
                }
            });
        end.Cancel();
        cutter.Wait();
        var deliveries = ledger.List();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(failures, Is.Positive, "some were cut");
            Assert.That(deliveries.Select(delivery => delivery.Number).Order(), Is.EqualTo(Enumerable.Range(1, 24)));
            Assert.That(deliveries.Select(delivery => delivery.Id), Is.Ordered);
            Assert.That(deliveries.Select(delivery => delivery.Files.Count), Is.All.EqualTo(2));
        }
    }
}
