using Muutostieto.Deliveries.Ledger;

namespace Muutostieto.Deliveries.Tests.Ledger;

public sealed class RepairLedgerTests
{
    private string folder = null!;
    private SqliteLedger ledger = null!;
    private Delivery start = null!;

    [SetUp]
    public void Open()
    {
        folder = Directory.CreateTempSubdirectory("muutostieto-").FullName;
        ledger = SqliteLedger.Open(Path.Combine(folder, "ledger.db"));
        start = ledger.Plan(Some.BasePlan());
        start = ledger.MarkComposed(start.Id, Some.Files(start), Some.Counts, Some.Time);
    }

    [TearDown]
    public void Close()
    {
        ledger.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void A_request_waits_once_until_a_delivery_takes_it()
    {
        ledger.RequestRepair("kainuu", ["205", "290"], Some.Time);
        Assert.That(Waiting(ledger.RequestRepair("kainuu", ["290", "765"], Some.Time)), Is.EqualTo(new[] { "205", "290", "765" }));

        _ = Plan("1", ledger.PendingRepairs("kainuu"));
        Assert.That(ledger.PendingRepairs("kainuu"), Is.Empty);
        Assert.That(
            Waiting(ledger.RequestRepair("kainuu", ["205"], Some.Time)),
            Is.EqualTo(new[] { "205" }),
            "asked anew, it is another one");
    }

    [Test]
    public void A_delivery_takes_only_what_it_was_planned_with()
    {
        var seen = ledger.RequestRepair("kainuu", ["205"], Some.Time);
        ledger.RequestRepair("kainuu", ["290"], Some.Time);
        ledger.RequestRepair("toinen", ["765"], Some.Time);
        _ = Plan("1", seen);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Waiting(ledger.PendingRepairs("kainuu")), Is.EqualTo(new[] { "290" }));
            Assert.That(Waiting(ledger.PendingRepairs("toinen")), Is.EqualTo(new[] { "765" }));
        }
    }

    [Test]
    public void What_a_withdrawn_delivery_took_waits_again()
    {
        var delivery = Plan("1", ledger.RequestRepair("kainuu", ["205"], Some.Time));
        ledger.Withdraw(delivery.Id, "väärin", Some.Time);
        Assert.That(Waiting(ledger.PendingRepairs("kainuu")), Is.EqualTo(new[] { "205" }));

        _ = Plan("2", ledger.PendingRepairs("kainuu"));
        Assert.That(ledger.PendingRepairs("kainuu"), Is.Empty);
    }

    [Test]
    public void An_occurrence_that_is_planned_already_takes_nothing()
    {
        _ = Plan("1", []);
        _ = Plan("1", ledger.RequestRepair("kainuu", ["205"], Some.Time));
        Assert.That(Waiting(ledger.PendingRepairs("kainuu")), Is.EqualTo(new[] { "205" }));
    }

    private static IEnumerable<string> Waiting(IReadOnlyList<RepairRequest> requests) => requests.Select(request => request.Municipality);

    private Delivery Plan(string occurrence, IReadOnlyList<RepairRequest> repairs) =>
        ledger.Plan(Some.ChangesPlan(start, occurrence, 120) with { Repairs = [.. repairs.Select(request => request.Id)] });
}
