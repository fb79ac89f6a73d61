using Muutostieto.Deliveries.Ledger;
using Muutostieto.Disclosure.Windows;

namespace Muutostieto.Deliveries.Tests.Ledger;

public abstract partial class LedgerConformance
{
    [Test]
    public void The_overview_has_of_every_delivery_what_the_ledger_has()
    {
        var first = Publish(Ledger.Plan(Some.BasePlan() with { Terms = """{"recipient":"kainuun"}""" }));
        var changes = Publish(Ledger.Plan(Some.ChangesPlan(first, "w1", 110)));
        Ledger.RecordReceipt(changes.Id, Receipt(ReceiptSource.Refused));
        var extract = Ledger.Plan(
            Some.BasePlan("helsinki") with { Kind = DeliveryKind.Extract, Terms = """{"order":{"target":"buildings"}}""" });
        using var overview = OpenOverview();
        var all = overview.All();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                all.Select(delivery => (delivery.Id, delivery.Kind, delivery.State, delivery.Bytes, delivery.Published, delivery.Target)),
                Is.EqualTo(new[]
                {
                    (first.Id, DeliveryKind.Base, DeliveryState.Published, 8300L, (DateTimeOffset?)Some.Time, (string?)null),
                    (changes.Id, DeliveryKind.Changes, DeliveryState.Published, 8300L, Some.Time, null),
                    (extract.Id, DeliveryKind.Extract, DeliveryState.Planned, 0L, null, "buildings"),
                }));
            Assert.That(all.Select(delivery => delivery.Refused), Is.EqualTo(new DateTimeOffset?[] { null, Some.Time.AddDays(3), null }));
            Assert.That(all.Select(delivery => delivery.ChainFault), Is.All.Null);
            Assert.That(
                (all[1].Window, all[1].PredecessorId, all[1].Counts),
                Is.EqualTo((new DeliveryWindow(100, 110), first.Id, Some.Counts)));
            Assert.That(overview.One(changes.Id)!.Receipts, Is.EqualTo(Ledger.List()[1].Receipts));
            Assert.That(overview.One(4711), Is.Null);
            Assert.That(
                overview.Recipients(),
                Is.EqualTo(new Dictionary<string, string> { ["kainuu"] = "kainuu", ["helsinki"] = "helsinki" }));
        }

        Publish(Ledger.Plan(Some.BasePlan(occurrence: "again", to: 110) with { Terms = """{"recipient":"kainuun"}""" }));
        Assert.That(overview.Recipients()["kainuu"], Is.EqualTo("kainuun"));
    }
}
