using Muutostieto.Deliveries.Ledger;
using Muutostieto.Disclosure.Windows;
using Muutostieto.Records;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Deliveries.Tests.Ledger;

/// <summary>What every ledger does: the contract of <see cref="ILedger"/>.</summary>
public abstract partial class LedgerConformance
{
    /// <summary>The ledger under test, empty when a test begins.</summary>
    private protected abstract ILedger Ledger { get; }

    /// <summary>Closes the ledger and opens it again, as the next process does.</summary>
    private protected abstract void Reopen();

    /// <summary>Another instance on the same ledger, which the test closes.</summary>
    private protected abstract ILedger OpenAnother();

    /// <summary>The overview of the same ledger, which the test closes.</summary>
    private protected abstract LedgerOverview OpenOverview();

    [Test]
    public void A_planned_delivery_is_found_as_it_was_planned()
    {
        var planned = Ledger.Plan(Some.BasePlan() with { Terms = "{\"permit\":\"ä\"}" });
        Reopen();
        var found = Ledger.Find(new DeliveryKey("kainuu", DeliveryKey.Base, 1))!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(found, Is.EqualTo(planned with { Files = found.Files }));
            Assert.That(found.State, Is.EqualTo(DeliveryState.Planned));
            Assert.That(found.Planned.ToString("O"), Is.EqualTo(Some.Time.ToString("O")));
            Assert.That(found.Window, Is.EqualTo(new DeliveryWindow(null, 100)));
            Assert.That(found.TermsDigest, Is.EqualTo("cc6bdbe76225f2db99e22a3866f5e2f276bd238d6e322d9608575178cdec983e"));
            Assert.That(found.Files, Is.Empty);
            Assert.That(found.Manifest, Is.Null);
        }
    }

    [Test]
    public void Planning_the_same_occurrence_again_gives_the_same_delivery_with_its_first_terms()
    {
        var first = Ledger.Plan(Some.BasePlan());
        var again = Ledger.Plan(Some.BasePlan(to: 200) with { Terms = "{\"other\":1}" });
        Assert.That((again.Id, again.Number, again.Window.To, again.Terms.Json), Is.EqualTo((first.Id, 1, 100L, "{}")));
        Assert.That(Ledger.List(), Has.Count.EqualTo(1));
    }

    [Test]
    public void Numbers_are_counted_in_each_permit_and_kind()
    {
        var first = Publish(Ledger.Plan(Some.BasePlan()));
        var changes = Publish(Ledger.Plan(Some.ChangesPlan(first, "w1", 110)));
        var more = Publish(Ledger.Plan(Some.ChangesPlan(changes, "w2", 110)));
        var second = Ledger.Plan(Some.BasePlan(occurrence: "again", to: 120));
        var other = Ledger.Plan(Some.BasePlan("helsinki"));
        Assert.That(new[] { first, changes, more, second, other }.Select(d => d.Number), Is.EqualTo(new[] { 1, 1, 2, 2, 1 }));
    }

    [Test]
    public void A_change_delivery_continues_the_head_of_the_chain_and_nothing_else()
    {
        var first = Ledger.Plan(Some.BasePlan());
        Expect(FailureKind.Transient, () => Ledger.Plan(Some.ChangesPlan(first, "w1", 110)), "not composed yet");
        first = Publish(first);
        Expect(
            FailureKind.Transient,
            () => Ledger.Plan(Some.ChangesPlan(first, "w1", 110) with { Window = new DeliveryWindow(99, 110) }),
            "kainuu");
        Expect(
            FailureKind.Transient,
            () =>
                Ledger.Plan(
                    Some.ChangesPlan(first, "w1", 110) with
                    {
                        Predecessor = first.AsPredecessor()! with { ManifestSha256 = Some.Hash('f') },
                    }),
            "kainuu");
        var changes = Publish(Ledger.Plan(Some.ChangesPlan(first, "w1", 110)));
        Expect(FailureKind.Transient, () => Ledger.Plan(Some.ChangesPlan(first, "w2", 120)), "planned in the meantime");
        var second = Publish(Ledger.Plan(Some.BasePlan(occurrence: "again", to: 115)));
        Expect(FailureKind.Transient, () => Ledger.Plan(Some.ChangesPlan(changes, "w2", 120)), "planned in the meantime");
        Assert.That(Ledger.Plan(Some.ChangesPlan(second, "w2", 120)).Predecessor, Is.EqualTo(second.AsPredecessor()));
    }

    [Test]
    public void A_register_that_is_older_than_the_ledger_is_an_integrity_failure()
    {
        Publish(Ledger.Plan(Some.BasePlan()));
        Expect(FailureKind.Integrity, () => Ledger.Plan(Some.BasePlan(occurrence: "again", to: 99)), "older than the ledger");
    }

    [Test]
    public void A_plan_whose_kind_and_window_disagree_is_a_mistake_of_the_caller()
    {
        Assert.Throws<ArgumentException>(() => Ledger.Plan(Some.BasePlan() with { Window = new DeliveryWindow(1, 2) }));
        Assert.Throws<ArgumentException>(() => Ledger.Plan(Some.BasePlan() with { Kind = DeliveryKind.Changes }));
        Assert.Throws<ArgumentException>(
            () => Ledger.Plan(Some.BasePlan() with { Predecessor = new(new("kainuu", "base", 1), Some.Hash('0')) }));
    }

    [Test]
    public void Changes_begin_a_chain_at_a_key_where_there_is_none_or_in_the_place_of_the_one_that_is_there()
    {
        var first = Ledger.Plan(Some.KeyPlan("from key 40", 40, 100));
        Assert.That(
            (first.Kind, first.Number, first.Window, first.Predecessor, first.BeginsAtKey),
            Is.EqualTo((DeliveryKind.Changes, 1, new DeliveryWindow(40, 100), (Predecessor?)null, true)));
        Assert.That(Ledger.Plan(Some.KeyPlan("from key 40", 40, 120)), Has.Property("Id").EqualTo(first.Id), "the same occurrence");
        Expect(FailureKind.Transient, () => Ledger.Plan(Some.KeyPlan("other", 60, 120)), "another delivery was planned");
        var second = Ledger.Plan(Some.KeyPlan("other", 60, 120) with { Replaces = first.Id });
        Assert.That((second.Number, Ledger.Head("kainuu")!.Id), Is.EqualTo((2, second.Id)));
    }

    [Test]
    public void Lists_are_filtered_and_in_order_of_planning()
    {
        var first = Publish(Ledger.Plan(Some.BasePlan()));
        var other = Ledger.Plan(Some.BasePlan("helsinki"));
        var changes = Ledger.Plan(Some.ChangesPlan(first, "w1", 110));
        Ledger.MarkComposed(changes.Id, Some.Files(changes), Some.Counts, Some.Time);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Ids(Ledger.List()), Is.EqualTo(new[] { first.Id, other.Id, changes.Id }));
            Assert.That(Ids(Ledger.List(new DeliveryFilter(Permit: "kainuu"))), Is.EqualTo(new[] { first.Id, changes.Id }));
            Assert.That(Ids(Ledger.List(new DeliveryFilter(Kind: DeliveryKind.Base))), Is.EqualTo(new[] { first.Id, other.Id }));
            Assert.That(
                Ids(Ledger.List(new DeliveryFilter("kainuu", State: DeliveryState.Published))),
                Is.EqualTo(new[] { first.Id }));
            Assert.That(Ids(Ledger.Unfinished()), Is.EqualTo(new[] { other.Id, changes.Id }));
            Assert.That(Ledger.Latest("kainuu", DeliveryKind.Changes)!.Id, Is.EqualTo(changes.Id));
            Assert.That(Ledger.Latest("nobody", DeliveryKind.Base), Is.Null);
        }
    }

    private protected static void Expect(FailureKind kind, Action action, string message)
    {
        var thrown = Assert.Throws<MuutostietoException>(action);
        Assert.That(thrown!.Kind, Is.EqualTo(kind), thrown.Message);
        Assert.That(thrown.Message, Does.Contain(message));
    }

    private static IEnumerable<long> Ids(IEnumerable<Delivery> deliveries) => deliveries.Select(delivery => delivery.Id);

    private static DeliveryReceipt Receipt(ReceiptSource source) =>
        new(source, Some.Time.AddDays(3), Some.Time.AddDays(3), null, null, source.WireName());

    private Delivery Publish(Delivery delivery)
    {
        Ledger.MarkComposed(delivery.Id, Some.Files(delivery), Some.Counts, Some.Time);
        return Ledger.MarkPublished(delivery.Id, Some.Time, "drop");
    }
}
