using System.IO.Abstractions;
using LedgerSome = Muutostieto.Deliveries.Tests.Ledger.Some;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries;
using Muutostieto.Hosting.Status;
using Muutostieto.Records;

namespace Muutostieto.Hosting.Tests.Status;

public sealed class StatusReaderTests
{
    private StatusScene scene = null!;

    [SetUp]
    public void SetUp() => scene = new StatusScene();

    [TearDown]
    public void TearDown() => scene.Dispose();

    [Test]
    public void Before_the_first_run_nothing_is_wrong_nothing_is_made_and_the_base_is_due()
    {
        var status = scene.Read();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((status.Failure, status.IsHealthy, status.JournalKey), Is.EqualTo((FailureKind.None, true, (long?)1)));
            Assert.That(
                status.Permits.Select(permit => (permit.Id, permit.Validity, permit.Last, permit.Next)),
                Is.EqualTo(new[] { ("kainuu", PermitValidity.Valid, (DeliveryOverview?)null, (DateTimeOffset?)null) }));
            Assert.That(status.Permits[0].DueSince, Is.Not.Null);
            Assert.That(Directory.EnumerateFileSystemEntries(scene.Data), Is.Empty);
        }
    }

    [Test]
    public void A_delivery_that_was_published_shows_its_figures_and_the_next_one()
    {
        scene.Publish();
        var permit = scene.Read().Permits[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (permit.Last!.Title, permit.Last.State, permit.Last.Counts.Persons, permit.Last.Bytes),
                Is.EqualTo(("kainuu base 1", DeliveryState.Published, 7L, 8300L)));
            Assert.That(permit.Next, Is.EqualTo(LedgerSome.Time.AddDays(7)));
            Assert.That((permit.PendingEntries, permit.DueSince), Is.EqualTo(((long?)0, (DateTimeOffset?)null)));
        }
    }

    [Test]
    public void What_was_not_fetched_is_overdue_whether_or_not_a_run_has_marked_it()
    {
        var delivery = scene.Publish();
        scene.Clock.Now = LedgerSome.Time.AddDays(5);
        Assert.That(scene.Alerts(), Is.Empty);
        scene.Clock.Now = LedgerSome.Time.AddDays(5).AddMinutes(2);
        Assert.That(scene.Alerts(), Is.EqualTo(new[] { "overdue kainuu base 1" }));
        scene.Ledger.MarkOverdue(delivery.Id);
        Assert.That((scene.Read().Failure, scene.Read().IsHealthy), Is.EqualTo((FailureKind.Overdue, false)));
        scene.Ledger.MarkReceived(delivery.Id, scene.Clock.Now);
        Assert.That((scene.Read().Failure, scene.Read().IsHealthy), Is.EqualTo((FailureKind.None, true)));
    }

    [Test]
    public void A_refusal_stands_until_it_is_delivered_again_and_none_of_the_recipients_words_with_it()
    {
        var delivery = scene.Publish();
        scene.Ledger.RecordReceipt(
            delivery.Id,
            new DeliveryReceipt(
                ReceiptSource.Refused,
                scene.Clock.Now.AddMinutes(2),
                scene.Clock.Now.AddMinutes(2),
                "Korhonen fails",
                null,
                "x.ERR 1"));
        var status = scene.Read();
        Assert.That((status.Failure, status.IsHealthy), Is.EqualTo((FailureKind.Partial, true)), "it is the recipient's to repair");
        Assert.That(StatusSummary.ToJson(status), Does.Contain("kainuu/base/1").And.Not.Contain("Korhonen"));
        scene.Ledger.MarkRedelivered(delivery.Id, scene.Clock.Now.AddMinutes(3));
        Assert.That(scene.Alerts(), Is.Empty);
    }

    [Test]
    public void A_failure_outlives_its_process_counts_and_ends_with_the_next_success()
    {
        _ = scene.Ledger;
        var first = scene.Clock.Now;
        scene.Memory.Remember(null, [Failure("full")], Run(FailureKind.Partial), first);
        scene.Memory.Remember("kainuu", [Failure("still full")], null, first.AddHours(1));
        scene.Memory.Remember("other", [], null, first.AddHours(2));
        var permit = scene.Read().Permits[0];
        Assert.That(permit.Failure, Is.EqualTo(new PermitFailure(first, first.AddHours(1), FailureKind.Fault, "still full", 2)));
        Assert.That((scene.Read().Failure, scene.Read().IsHealthy, permit.Failures), Is.EqualTo((FailureKind.Partial, true, 2L)));

        scene.Memory.Remember("kainuu", [], null, first.AddHours(3));
        Assert.That((scene.Read().Permits[0].Failure, scene.Read().Permits[0].Failures), Is.EqualTo(((PermitFailure?)null, 2L)));
    }

    [Test]
    public void Of_several_failures_of_a_permit_the_gravest_is_kept()
    {
        scene.Memory.Remember(
            null,
            [Failure("later", FailureKind.Transient), Failure("grave", FailureKind.Integrity), Failure("else")],
            Run(FailureKind.Integrity),
            scene.Clock.Now);
        Assert.That(
            (scene.Read().Permits[0].Failure!.Message, scene.Read().Failure, scene.Read().IsHealthy),
            Is.EqualTo(("grave", FailureKind.Integrity, false)));
    }

    [Test]
    public void What_passes_without_help_ends_with_the_code_that_says_so()
    {
        _ = scene.Ledger;
        scene.Memory.Remember(null, [Failure("away", FailureKind.Transient)], Run(FailureKind.Transient), scene.Clock.Now);
        Assert.That((scene.Read().Failure, scene.Read().IsHealthy), Is.EqualTo((FailureKind.Transient, true)));
    }

    [Test]
    public void A_run_that_did_not_come_to_an_end_is_reported_until_one_does()
    {
        scene.Memory.Remember(Run(FailureKind.Integrity) with { Message = "the ledger is damaged" });
        Assert.That(scene.Alerts(), Is.EqualTo(new[] { "failed" }));
        scene.Publish();
        scene.Memory.Remember(null, [], Run(FailureKind.None), scene.Clock.Now);
        Assert.That(scene.Alerts(), Is.Empty);
    }

    [Test]
    public void A_delivery_that_is_due_for_more_than_a_day_tells_that_nothing_wakes_the_program()
    {
        scene.Ledger.MarkReceived(scene.Publish().Id, scene.Clock.Now.AddMinutes(2));
        scene.Clock.Now = LedgerSome.Time.AddDays(8);
        Assert.That((scene.Alerts(), scene.Read().Permits[0].DueSince), Is.EqualTo((Array.Empty<string>(), LedgerSome.Time.AddDays(7))));
        scene.Clock.Now = LedgerSome.Time.AddDays(8).AddHours(3);
        Assert.That(scene.Alerts(), Is.EqualTo(new[] { "missed kainuu" }));
        Assert.That((scene.Read().Failure, scene.Read().IsHealthy), Is.EqualTo((FailureKind.Partial, false)));
        scene.Memory.Remember(null, [Failure("full")], null, scene.Clock.Now);
        Assert.That(scene.Alerts(), Is.EqualTo(new[] { "failed kainuu" }), "it is known why");
    }

    [TestCase("UPDATE delivery SET predecessor_sha256 = '{1}' WHERE id = 2", "chain kainuu changes 1")]
    [TestCase("UPDATE delivery SET window_from = 0 WHERE id = 2", "chain kainuu changes 1")]
    [TestCase("UPDATE delivery SET state = 'withdrawn' WHERE id = 1", "chain kainuu changes 1")]
    [TestCase("UPDATE delivery SET number = 3 WHERE id = 3", "chain kainuu changes 3")]
    [TestCase("UPDATE delivery SET predecessor = 1 WHERE id = 3", "chain kainuu changes 2")]
    [TestCase("DELETE FROM file WHERE delivery = 2; DELETE FROM delivery WHERE id = 2", "chain kainuu changes 2")]
    public void A_broken_chain_is_found(string damage, string alert)
    {
        var first = scene.Publish();
        var second = scene.Publish(first);
        scene.Clock.Now = scene.Clock.Now.AddMinutes(5);
        scene.Publish(second);
        scene.Close();
        Assert.That(scene.Alerts(), Is.Empty);
        scene.Damage(damage.Replace("{1}", LedgerSome.Hash('b'), StringComparison.Ordinal));

        Assert.That(scene.Alerts(), Does.Contain(alert));
        Assert.That((scene.Read().Failure, scene.Read().IsHealthy), Is.EqualTo((FailureKind.Integrity, false)));
    }

    [Test]
    public void A_broken_audit_chain_is_a_broken_chain_and_an_audit_that_cannot_be_written_has_failed()
    {
        _ = scene.Ledger;
        scene.Memory.Remember(
            null,
            [new BatchFailure(AuditNight.Name, FailureKind.Integrity, "entry 2 was changed")],
            Run(FailureKind.Integrity),
            scene.Clock.Now);
        Assert.That(
            (scene.Alerts().Single(), scene.Read().IsHealthy, scene.Read().Failure),
            Is.EqualTo(("chain", false, FailureKind.Integrity)));
        scene.Memory.Remember(
            null,
            [new BatchFailure(AuditNight.Name, FailureKind.Fault, "no room")],
            Run(FailureKind.Partial),
            scene.Clock.Now);
        Assert.That((scene.Alerts().Single(), scene.Read().IsHealthy), Is.EqualTo(("failed", true)));
    }

    [Test]
    public void A_permit_called_audit_and_the_audit_fail_each_for_itself()
    {
        var failures = new[]
        {
            new BatchFailure("audit", FailureKind.Fault, "the drop is full"),
            new BatchFailure(AuditNight.Name, FailureKind.Integrity, "entry 2 was changed"),
        };
        scene.Memory.Remember(null, failures, Run(FailureKind.Integrity), scene.Clock.Now);
        scene.Memory.Remember("audit", [], null, scene.Clock.Now);
        Assert.That(scene.Memory.Read().Failures.Values.Select(failure => failure.Message), Is.EqualTo(new[] { "entry 2 was changed" }));
    }

    [Test]
    public void A_register_older_than_the_ledger_is_a_broken_chain()
    {
        scene.Publish(to: 2);
        Assert.That(scene.Alerts(), Is.EqualTo(new[] { "chain kainuu base 1" }));
    }

    [Test]
    public void A_ledger_that_cannot_be_read_is_reported_and_the_rest_is_shown()
    {
        Directory.CreateDirectory(scene.Data);
        File.WriteAllText(scene.LedgerPath, new string('x', 5000));
        var status = scene.Read();
        Assert.That(
            (scene.Alerts().Single(), status.Failure, status.JournalKey, status.Permits.Count),
            Is.EqualTo(("ledger", FailureKind.Integrity, (long?)1, 1)));
        Assert.That(
            status.Permits.Select(permit => (permit.IsKnown, permit.DueSince, permit.Next)),
            Is.EqualTo(new[] { (false, (DateTimeOffset?)null, (DateTimeOffset?)null) }),
            "what is due is not known");
        Assert.That(StatusSummary.ToJson(status), Does.Contain("\"known\": false"));
    }

    [Test]
    public void A_ledger_that_was_there_and_is_gone_is_reported()
    {
        scene.Publish();
        scene.Memory.Remember(null, [], Run(FailureKind.None), scene.Clock.Now);
        Assert.That(scene.Alerts(), Is.Empty);
        scene.Close();
        foreach (var file in Directory.GetFiles(scene.Data, "ledger.db*"))
        {
            File.Delete(file);
        }

        Assert.That(
            (scene.Alerts().Single(), scene.Read().IsHealthy, scene.Read().Permits[0].IsKnown),
            Is.EqualTo(("ledger", false, false)));
        Assert.That(scene.LedgerPath, Does.Not.Exist, "looking makes none");
    }

    [Test]
    public void A_ledger_of_another_version_is_not_touched()
    {
        scene.Publish();
        scene.Close();
        scene.Damage("PRAGMA user_version = 1");
        Assert.That(scene.Read().Of(AlertKind.Ledger)!.Message, Does.Contain("version 1").And.EndWith($"{new DeliveryRemedy.Run()}"));
        scene.Damage("PRAGMA user_version = 999");
        Assert.That(scene.Read().Of(AlertKind.Ledger)!.Message, Does.Contain("version 999"));
    }

    [Test]
    public void A_register_that_is_gone_or_broken_is_reported()
    {
        scene.Publish();
        var missing = scene.Source with
        {
            Configuration = scene.Configuration with
            {
                Settings = scene.Configuration.Settings with { RegisterPath = scene.RegisterPath + ".gone" },
            },
        };
        Assert.That((scene.Alerts(missing).Single(), scene.Read(missing).IsHealthy), Is.EqualTo(("register", false)));
    }

    [Test]
    public void Without_a_configuration_the_ledger_still_tells_who_received_what()
    {
        scene.Publish();
        var status = scene.Read(
            new StatusSource(null, "appsettings.json:1:1: a brace is missing. Write it.", scene.Data, new RemedyNames(), new FileSystem()));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(status.Alerts[0].KindName, Is.EqualTo("configuration"));
            Assert.That(
                status.Permits.Select(permit => (permit.Id, permit.Validity, permit.Next, permit.Last!.Number)),
                Is.EqualTo(new[] { ("kainuu", PermitValidity.Unknown, (DateTimeOffset?)null, 1) }));
            Assert.That(status.Failure, Is.EqualTo(FailureKind.Usage));
        }
    }

    [Test]
    public void Several_overdue_deliveries_of_a_permit_are_shown_as_one_and_counted_each()
    {
        var first = scene.Publish();
        scene.Publish(first);
        scene.Clock.Now = LedgerSome.Time.AddDays(6);
        var status = scene.Read();
        Assert.That((status.Alerts.Count, status.Groups.Count), Is.EqualTo((2, 1)));
        Assert.That(
            status.Groups[0].Message,
            Is.EqualTo("kainuu: 2 deliveries, base 1 to changes 1, overdue, the first published 2026-11-23 02:31. Ask their recipient."));
    }

    [Test]
    public void A_memory_that_cannot_be_read_is_begun_anew()
    {
        _ = scene.Ledger;
        scene.Memory.Remember(null, [Failure("full")], Run(FailureKind.Partial), scene.Clock.Now);
        File.WriteAllText(Path.Combine(scene.Data, "runs.json"), "{ \"last\": ");
        Assert.That(scene.Alerts(), Is.Empty);
        scene.Memory.Remember(null, [Failure("full")], Run(FailureKind.Partial), scene.Clock.Now);
        Assert.That(scene.Alerts(), Is.EqualTo(new[] { "failed kainuu" }));
    }

    [TestCase("{}")]
    [TestCase("null")]
    [TestCase("""{"failures":{"kainuu":null},"told":null}""")]
    public void A_memory_that_lacks_something_is_one_that_does_not_know_it(string text)
    {
        _ = scene.Ledger;
        File.WriteAllText(Path.Combine(scene.Data, "runs.json"), text);
        Assert.That(scene.Alerts(), Is.Empty);
        scene.Memory.Remember(null, [Failure("full")], Run(FailureKind.Partial), scene.Clock.Now);
        Assert.That(scene.Alerts(), Is.EqualTo(new[] { "failed kainuu" }));
    }

    [Test]
    public void A_run_is_under_way_while_its_process_lives()
    {
        using (RunLock.Acquire(new FileSystem(), scene.Data, scene.Clock))
        {
            Assert.That(scene.Read().UnderWay, Does.StartWith($"process {Environment.ProcessId} since 2026-11-23 02:30"));
        }

        Assert.That(scene.Read().UnderWay, Is.Null);
        File.WriteAllText(Path.Combine(scene.Data, "run.lock.holder"), "process 99999999 since 2026-11-23 02:30:00+02:00");
        Assert.That(scene.Read().UnderWay, Is.Null, "the note of one that was killed");
    }

    private static BatchFailure Failure(string message, FailureKind code = FailureKind.Fault) => new("kainuu", code, message);

    private static LastRun Run(FailureKind code) => new("batch", LedgerSome.Time, 1, code, null);
}
