using Muutostieto.Audit;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Records;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Deliveries.Tests.Ledger;

public abstract partial class LedgerConformance
{
    [Test]
    public void A_delivery_goes_through_its_states_and_keeps_what_it_learns()
    {
        var planned = Ledger.Plan(Some.BasePlan());
        var files = Some.Files(planned);
        var composed = Ledger.MarkComposed(planned.Id, files, Some.Counts, Some.Time.AddMinutes(1));
        Assert.That(
            (composed.State, composed.Composed, composed.Counts),
            Is.EqualTo((DeliveryState.Composed, (DateTimeOffset?)Some.Time.AddMinutes(1), Some.Counts)));
        Assert.That(composed.Files, Is.EqualTo(files));
        Assert.That(composed.Manifest, Is.EqualTo(files[1]));
        var published = Ledger.MarkPublished(planned.Id, Some.Time.AddMinutes(2), "drop/kainuu/download");
        Assert.That(
            (published.State, published.Published, published.Place),
            Is.EqualTo((DeliveryState.Published, (DateTimeOffset?)Some.Time.AddMinutes(2), "drop/kainuu/download")));
        Assert.That(Ledger.MarkOverdue(planned.Id).State, Is.EqualTo(DeliveryState.Overdue));
        var received = Ledger.MarkReceived(planned.Id, Some.Time.AddDays(6));
        Assert.That((received.State, received.Received), Is.EqualTo((DeliveryState.Received, (DateTimeOffset?)Some.Time.AddDays(6))));
        Assert.That(Ledger.MarkOverdue(planned.Id).State, Is.EqualTo(DeliveryState.Received));
    }

    [Test]
    public void A_repeated_step_changes_nothing()
    {
        var planned = Ledger.Plan(Some.BasePlan());
        var published = Publish(planned);
        var again = Ledger.MarkComposed(planned.Id, Some.Files(planned), Some.Counts, Some.Time.AddDays(1));
        Assert.That((again.State, again.Composed), Is.EqualTo((DeliveryState.Published, published.Composed)));
        again = Ledger.MarkPublished(planned.Id, Some.Time.AddDays(1), "elsewhere");
        Assert.That((again.Published, again.Place), Is.EqualTo((published.Published, published.Place)));
    }

    [Test]
    public void Composing_again_with_other_bytes_or_counts_is_an_integrity_failure()
    {
        var planned = Ledger.Plan(Some.BasePlan());
        var files = Some.Files(planned);
        Ledger.MarkComposed(planned.Id, files, Some.Counts, Some.Time);
        Expect(
            FailureKind.Integrity,
            () => Ledger.MarkComposed(planned.Id, [files[0] with { Sha256 = Some.Hash('b') }, files[1]], Some.Counts, Some.Time),
            "kainuu base 1");
        Expect(
            FailureKind.Integrity,
            () => Ledger.MarkComposed(planned.Id, files, Some.Counts with { Persons = 6 }, Some.Time),
            "counts");
        Assert.That(Ledger.Find(new DeliveryKey("kainuu", DeliveryKey.Base, 1))!.Files, Is.EqualTo(files));
    }

    [Test]
    public void An_illegal_step_is_refused_and_changes_nothing()
    {
        var planned = Ledger.Plan(Some.BasePlan());
        Expect(FailureKind.Integrity, () => Ledger.MarkPublished(planned.Id, Some.Time, "x"), "planned and cannot become published");
        Expect(FailureKind.Integrity, () => Ledger.MarkReceived(planned.Id, Some.Time), "cannot become received");
        Expect(FailureKind.Integrity, () => Ledger.MarkOverdue(planned.Id), "cannot become overdue");
        Expect(FailureKind.Integrity, () => Ledger.MarkPublished(4711, Some.Time, "x"), "4711");
        Ledger.Withdraw(planned.Id, "wrong area", Some.Time);
        Expect(
            FailureKind.Integrity,
            () => Ledger.MarkComposed(planned.Id, Some.Files(planned), Some.Counts, Some.Time),
            "withdrawn and cannot become composed");
        Assert.That(Ledger.List().Single().State, Is.EqualTo(DeliveryState.Withdrawn));
    }

    [Test]
    public void Composition_needs_exactly_one_manifest()
    {
        var planned = Ledger.Plan(Some.BasePlan());
        Assert.Throws<ArgumentException>(() => Ledger.MarkComposed(planned.Id, [Some.Files(planned)[0]], Some.Counts, Some.Time));
    }

    [Test]
    public void A_withdrawn_delivery_keeps_its_number_and_occurrence_and_its_window_is_covered_again()
    {
        var first = Publish(Ledger.Plan(Some.BasePlan()));
        var changes = Publish(Ledger.Plan(Some.ChangesPlan(first, "w1", 110)));
        Expect(FailureKind.Usage, () => Ledger.Withdraw(first.Id, "x", Some.Time), "Withdraw kainuu changes 1 first");

        var withdrawn = Ledger.Withdraw(changes.Id, "wrong area", Some.Time);
        Assert.That(
            (withdrawn.State, withdrawn.WithdrawalReason, withdrawn.Files.Count),
            Is.EqualTo((DeliveryState.Withdrawn, "wrong area", 2)));
        Assert.That(Ledger.Withdraw(changes.Id, "again", Some.Time).WithdrawalReason, Is.EqualTo("wrong area"));
        Assert.That(Ledger.Plan(Some.ChangesPlan(first, "w1", 120)).Id, Is.EqualTo(changes.Id));
        Assert.That(Ledger.FindOccurrence("kainuu", DeliveryKind.Changes, "w1")!.State, Is.EqualTo(DeliveryState.Withdrawn));
        Assert.That(Ledger.Latest("kainuu", DeliveryKind.Changes), Is.Null);
        Assert.That(Ledger.Head("kainuu")!.Id, Is.EqualTo(first.Id));

        var next = Ledger.Plan(Some.ChangesPlan(first, "w2", 120));
        Assert.That((next.Number, next.Window.From, next.Predecessor), Is.EqualTo((2, (long?)100, first.AsPredecessor())));
    }

    [Test]
    public void The_beginning_of_publishing_is_noted_once_and_cleared_only_before_it_is_published()
    {
        var planned = Ledger.Plan(Some.BasePlan());
        Ledger.MarkComposed(planned.Id, Some.Files(planned), Some.Counts, Some.Time);
        Assert.That(Ledger.MarkPublishing(planned.Id, Some.Time).PublishingSince, Is.EqualTo(Some.Time));
        Assert.That(Ledger.MarkPublishing(planned.Id, Some.Time.AddDays(1)).PublishingSince, Is.EqualTo(Some.Time));
        Assert.That(Ledger.ClearPublishing(planned.Id).PublishingSince, Is.Null);

        Ledger.MarkPublishing(planned.Id, Some.Time.AddDays(2));
        Ledger.MarkPublished(planned.Id, Some.Time.AddDays(2), "drop");
        Assert.That(Ledger.ClearPublishing(planned.Id).PublishingSince, Is.EqualTo(Some.Time.AddDays(2)));
    }

    [Test]
    public void A_receipt_is_recorded_once_and_only_an_acceptance_makes_the_delivery_received()
    {
        var published = Publish(Ledger.Plan(Some.BasePlan()));
        var refusal = Receipt(ReceiptSource.Refused) with { Reason = "full" };
        Ledger.RecordReceipt(published.Id, refusal);
        var refused = Ledger.RecordReceipt(published.Id, refusal with { Seen = Some.Time.AddDays(9) });
        Assert.That((refused.State, refused.Receipts.Count, refused.OpenRefusal), Is.EqualTo((DeliveryState.Published, 1, refusal)));

        Assert.That(Ledger.MarkRedelivered(published.Id, Some.Time.AddDays(4)).OpenRefusal, Is.Null);
        var again = Ledger.RecordReceipt(published.Id, refusal with { Digest = "another", Seen = Some.Time.AddDays(5) });
        Assert.That(again.OpenRefusal!.Digest, Is.EqualTo("another"));

        var received = Ledger.RecordReceipt(published.Id, Receipt(ReceiptSource.Accepted));
        Assert.That(
            (received.State, received.Received, received.OpenRefusal),
            Is.EqualTo((DeliveryState.Received, (DateTimeOffset?)Some.Time.AddDays(3), (DeliveryReceipt?)null)));
    }

    [Test]
    public void What_was_cleared_keeps_its_first_time_until_it_is_delivered_again()
    {
        var published = Publish(Ledger.Plan(Some.BasePlan()));
        Ledger.MarkDropCleared(published.Id, Some.Time);
        var cleared = Ledger.MarkOutboxCleared(published.Id, Some.Time);
        Assert.That(Ledger.MarkDropCleared(published.Id, Some.Time.AddDays(1)).DropCleared, Is.EqualTo(Some.Time));
        Assert.That((cleared.DropCleared, cleared.OutboxCleared), Is.EqualTo(((DateTimeOffset?)Some.Time, (DateTimeOffset?)Some.Time)));
        var again = Ledger.MarkRedelivered(published.Id, Some.Time.AddDays(2));
        Assert.That(
            (again.DropCleared, again.OutboxCleared, again.Redelivered),
            Is.EqualTo(((DateTimeOffset?)null, (DateTimeOffset?)null, (DateTimeOffset?)Some.Time.AddDays(2))));
    }

    [Test]
    public void The_audit_entry_of_a_delivery_is_recorded_with_its_files_and_stays()
    {
        var planned = Ledger.Plan(Some.BasePlan());
        var entry = new AuditHead(7, Some.Hash('e'));
        var composed = Ledger.MarkComposed(planned.Id, Some.Files(planned), Some.Counts, Some.Time, entry);
        Assert.That((planned.Audit, composed.Audit), Is.EqualTo(((AuditHead?)null, entry)));
        Assert.That(
            Ledger.MarkComposed(planned.Id, Some.Files(planned), Some.Counts, Some.Time.AddDays(1), entry).Audit,
            Is.EqualTo(entry));
        Expect(
            FailureKind.Integrity,
            () => Ledger.MarkComposed(planned.Id, Some.Files(planned), Some.Counts, Some.Time, entry with { Sequence = 8 }),
            "audit chain");
        Expect(
            FailureKind.Integrity,
            () => Ledger.MarkComposed(planned.Id, Some.Files(planned), Some.Counts, Some.Time),
            "audit chain");
    }
}
