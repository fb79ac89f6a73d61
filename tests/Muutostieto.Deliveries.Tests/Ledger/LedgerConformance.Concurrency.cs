using Muutostieto.Deliveries.Ledger;
using Muutostieto.Disclosure.Windows;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Tests.Ledger;

public abstract partial class LedgerConformance
{
    [Test]
    public void Many_planners_at_once_get_one_delivery_an_occurrence_and_numbers_without_a_gap()
    {
        const int Planners = 6;
        const int Occurrences = 20;
        using var start = new Barrier(Planners);
        var planned = new Delivery[Planners][];
        Task[] planners =
        [
            .. Enumerable
                .Range(0, Planners)
                .Select(planner =>
                    Task.Factory.StartNew(
                        () =>
                        {
                            var ledger = OpenAnother();
                            using var closed = (IDisposable)ledger;
                            start.SignalAndWait();
                            planned[planner] =
                            [
                                .. Enumerable
                                    .Range(0, Occurrences)
                                    .Select(i => ledger.Plan(Some.BasePlan(occurrence: $"o{(i + planner) % Occurrences}"))),
                            ];
                        },
                        CancellationToken.None,
                        TaskCreationOptions.LongRunning,
                        TaskScheduler.Default)),
        ];
        Task.WaitAll(planners);
        Assert.That(Ledger.List().Select(delivery => delivery.Number), Is.EqualTo(Enumerable.Range(1, Occurrences)));
        Assert.That(
            planned.SelectMany(own => own).Select(delivery => (delivery.Occurrence, delivery.Id, delivery.Number)).Distinct().Count(),
            Is.EqualTo(Occurrences));
    }

    [Test]
    public void What_one_instance_has_recorded_the_others_see_at_once_and_whole()
    {
        var other = OpenAnother();
        using var closed = (IDisposable)other;
        var planned = Ledger.Plan(Some.BasePlan());
        Assert.That(other.List().Single().State, Is.EqualTo(DeliveryState.Planned));
        Publish(planned);
        Assert.That(
            (other.List().Single().State, other.List().Single().Files.Count),
            Is.EqualTo((DeliveryState.Published, Some.Files(planned).Length)));
    }

    [Test]
    public void Reading_goes_on_while_another_writes_and_sees_no_half_of_a_step()
    {
        const int Deliveries = 40;
        var other = OpenAnother();
        using var closed = (IDisposable)other;
        var writer = Task.Factory.StartNew(
            () =>
            {
                for (var number = 1; number <= Deliveries; number++)
                {
                    Publish(Ledger.Plan(Some.BasePlan(occurrence: $"o{number}")));
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        IReadOnlyList<Delivery> seen = [];
        while (!writer.IsCompleted)
        {
            var now = other.List();
            Assert.That(now, Has.Count.GreaterThanOrEqualTo(seen.Count), "nothing disappears");
            Assert.That(now.Select(delivery => delivery.Number), Is.EqualTo(Enumerable.Range(1, now.Count)));
            Assert.That(
                now.Select(delivery => delivery.Files.Count == 0),
                Is.EqualTo(now.Select(delivery => delivery.State == DeliveryState.Planned)),
                "files come with their state");
            seen = now;
        }

        writer.GetAwaiter().GetResult();
        Assert.That(other.List(), Has.Count.EqualTo(Deliveries));
    }

    [Test]
    public void A_refused_plan_takes_no_number()
    {
        var first = Publish(Ledger.Plan(Some.BasePlan()));
        Expect(FailureKind.Integrity, () => Ledger.Plan(Some.BasePlan(occurrence: "older", to: 99)), "older");
        Expect(
            FailureKind.Transient,
            () => Ledger.Plan(Some.ChangesPlan(first, "w1", 110) with { Window = new DeliveryWindow(99, 110) }),
            "kainuu");
        Assert.That(Ledger.Plan(Some.BasePlan(occurrence: "again", to: 110)).Number, Is.EqualTo(2));
        Assert.That(Ledger.List(), Has.Count.EqualTo(2));
    }
}
