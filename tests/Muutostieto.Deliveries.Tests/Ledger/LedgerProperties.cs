using Muutostieto.Deliveries.Ledger;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Tests.Ledger;

/// <summary>
/// Any sequence of steps, sensible or not, with the ledger closed and opened in between, leaves a ledger that agrees with itself.
/// </summary>
public abstract class LedgerProperties
{
    private static readonly string[] Permits = ["a", "b"];

    private static readonly Dictionary<DeliveryState, DeliveryState[]> Legal = new()
    {
        [DeliveryState.Planned] = [DeliveryState.Composed, DeliveryState.Withdrawn],
        [DeliveryState.Composed] = [DeliveryState.Published, DeliveryState.Withdrawn],
        [DeliveryState.Published] = [DeliveryState.Received, DeliveryState.Overdue, DeliveryState.Withdrawn],
        [DeliveryState.Overdue] = [DeliveryState.Received, DeliveryState.Withdrawn],
        [DeliveryState.Received] = [DeliveryState.Withdrawn],
        [DeliveryState.Withdrawn] = [],
    };

    private protected void Hold(FsCheck.DoNotSize<uint>[] steps)
    {
        using var place = NewPlace(out var open);
        Run(open, [.. steps.Select(step => step.Item)]);
    }

    /// <summary>A place for a new ledger, which its disposal removes.</summary>
    /// <param name="open">Opens the ledger there.</param>
    private protected abstract IDisposable NewPlace(out Func<SqlLedger> open);

    private static void Run(Func<SqlLedger> open, uint[] steps)
    {
        var ledger = open();
        try
        {
            IReadOnlyList<Delivery> before = [];
            long key = 0;
            foreach (var step in steps)
            {
                key += step % 3;
                if (step % 11 == 0)
                {
                    ledger.Dispose();
                    ledger = open();
                }

                try
                {
                    Take(ledger, step / 11, key, before);
                }
                catch (MuutostietoException)
                {
                    // Refused: then nothing may have changed.
                    AssertSame(before, ledger.List());
                }

                var after = ledger.List();
                AssertLegal(before, after);
                AssertWhole(after);
                before = after;
            }
        }
        finally
        {
            ledger.Dispose();
        }
    }

    private static void Take(SqlLedger ledger, uint step, long key, IReadOnlyList<Delivery> there)
    {
        var permit = Permits[step % 2];
        var occurrence = $"o{step / 16 % 8}";
        var any = there.Count == 0 ? null : there[(int)(step / 16 % there.Count)];
        switch (step / 2 % 8, any)
        {
            case (0, _):
                ledger.Plan(Some.BasePlan(permit, occurrence, key));
                break;
            case (1 or 2, _) when ledger.Head(permit) is { } head:
                ledger.Plan(Some.ChangesPlan(head, occurrence, key));
                break;
            case (3, { } delivery):
                ledger.MarkComposed(delivery.Id, Some.Files(delivery), Some.Counts, Some.Time);
                break;
            case (4, { } delivery):
                ledger.MarkPublished(delivery.Id, Some.Time, "drop");
                break;
            case (5, { } delivery):
                ledger.MarkReceived(delivery.Id, Some.Time);
                break;
            case (6, { } delivery):
                ledger.MarkOverdue(delivery.Id);
                break;
            case (7, { } delivery):
                ledger.Withdraw(delivery.Id, "a reason", Some.Time);
                break;
            default:
                // The most usual way on, lest most sequences never get beyond a plan.
                foreach (var delivery in ledger.Unfinished())
                {
                    ledger.MarkComposed(delivery.Id, Some.Files(delivery), Some.Counts, Some.Time);
                    ledger.MarkPublished(delivery.Id, Some.Time, "drop");
                }

                break;
        }
    }

    private static void AssertSame(IReadOnlyList<Delivery> before, IReadOnlyList<Delivery> after) =>
        Assert.That(
            after.Select(delivery => (delivery.Id, delivery.State)),
            Is.EqualTo(before.Select(delivery => (delivery.Id, delivery.State))));

    private static void AssertLegal(IReadOnlyList<Delivery> before, IReadOnlyList<Delivery> after)
    {
        foreach (var (old, now) in before.Zip(after))
        {
            Assert.That((now.Id, now.Number, now.Terms, now.Window), Is.EqualTo((old.Id, old.Number, old.Terms, old.Window)));
            var reachable =
                old.State == DeliveryState.Planned ? [DeliveryState.Published, .. Legal[old.State]] : Legal[old.State];
            Assert.That(now.State == old.State || reachable.Contains(now.State), Is.True, $"{old.Title}: {old.State} to {now.State}");
        }
    }

    private static void AssertWhole(IReadOnlyList<Delivery> deliveries)
    {
        foreach (var series in deliveries.GroupBy(delivery => (delivery.Permit, delivery.Kind)))
        {
            Assert.That(series.Select(delivery => delivery.Number), Is.EqualTo(Enumerable.Range(1, series.Count())));
            Assert.That(series.Select(delivery => delivery.Occurrence), Is.Unique);
        }

        foreach (
            var chain in deliveries
                .Where(delivery => delivery.State != DeliveryState.Withdrawn)
                .GroupBy(delivery => delivery.Permit))
        {
            Delivery? last = null;
            foreach (var delivery in chain)
            {
                if (delivery.Kind == DeliveryKind.Changes)
                {
                    Assert.That(
                        (delivery.Window.From, delivery.Predecessor),
                        Is.EqualTo((last?.Window.To, last?.AsPredecessor())),
                        delivery.Title);
                }

                last = delivery;
            }
        }
    }
}
