using Muutostieto.Deliveries.Ledger;

namespace Muutostieto.Deliveries.Tests.Ledger;

public abstract partial class LedgerConformance
{
    [Test]
    public void A_request_waits_once_until_a_delivery_takes_it()
    {
        var start = Publish(Ledger.Plan(Some.BasePlan()));
        Ledger.RequestRepair("kainuu", ["205", "290"], Some.Time);
        Assert.That(Waiting(Ledger.RequestRepair("kainuu", ["290", "765"], Some.Time)), Is.EqualTo(new[] { "205", "290", "765" }));

        _ = PlanRepair(start, "1", Ledger.PendingRepairs("kainuu"));
        Assert.That(Ledger.PendingRepairs("kainuu"), Is.Empty);
        Assert.That(
            Waiting(Ledger.RequestRepair("kainuu", ["205"], Some.Time)),
            Is.EqualTo(new[] { "205" }),
            "asked anew, it is another one");
    }

    [Test]
    public void A_delivery_takes_only_what_it_was_planned_with()
    {
        var start = Publish(Ledger.Plan(Some.BasePlan()));
        var seen = Ledger.RequestRepair("kainuu", ["205"], Some.Time);
        Ledger.RequestRepair("kainuu", ["290"], Some.Time);
        Ledger.RequestRepair("toinen", ["765"], Some.Time);
        _ = PlanRepair(start, "1", seen);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Waiting(Ledger.PendingRepairs("kainuu")), Is.EqualTo(new[] { "290" }));
            Assert.That(Waiting(Ledger.PendingRepairs("toinen")), Is.EqualTo(new[] { "765" }));
        }
    }

    [Test]
    public void What_a_withdrawn_delivery_took_waits_again()
    {
        var start = Publish(Ledger.Plan(Some.BasePlan()));
        var delivery = PlanRepair(start, "1", Ledger.RequestRepair("kainuu", ["205"], Some.Time));
        Ledger.Withdraw(delivery.Id, "väärin", Some.Time);
        Assert.That(Waiting(Ledger.PendingRepairs("kainuu")), Is.EqualTo(new[] { "205" }));

        _ = PlanRepair(start, "2", Ledger.PendingRepairs("kainuu"));
        Assert.That(Ledger.PendingRepairs("kainuu"), Is.Empty);
    }

    [Test]
    public void An_occurrence_that_is_planned_already_takes_nothing()
    {
        var start = Publish(Ledger.Plan(Some.BasePlan()));
        _ = PlanRepair(start, "1", []);
        _ = PlanRepair(start, "1", Ledger.RequestRepair("kainuu", ["205"], Some.Time));
        Assert.That(Waiting(Ledger.PendingRepairs("kainuu")), Is.EqualTo(new[] { "205" }));
    }

    private static IEnumerable<string> Waiting(IReadOnlyList<RepairRequest> requests) => requests.Select(request => request.Municipality);

    private Delivery PlanRepair(Delivery start, string occurrence, IReadOnlyList<RepairRequest> repairs) =>
        Ledger.Plan(Some.ChangesPlan(start, occurrence, 120) with { Repairs = [.. repairs.Select(request => request.Id)] });
}
