using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Updates;
using Muutostieto.Records.Dates;

namespace Muutostieto.Deliveries.Engine;

/// <summary>
/// Removes customers' files whose days are over, counted from when the newest result of each was planned. The newest file of an order that
/// delivers changes stays as long as there is the order and its permit has not ended. Idempotent.
/// </summary>
/// <param name="configuration">Has permits and orders.</param>
/// <param name="ledger">Has the results.</param>
/// <param name="inputs">The files.</param>
/// <param name="clock">Says what is over.</param>
internal sealed class UpdateRetention(DeliveryConfiguration configuration, ILedger ledger, IUpdateFiles inputs, TimeProvider clock)
{
    /// <summary>A file that has no result was refused, or its run has not come so far yet.</summary>
    private static readonly TimeSpan WithoutResult = TimeSpan.FromDays(1);

    internal void Run()
    {
        var kept = inputs.List();
        if (kept.Count == 0)
        {
            return;
        }

        var results = ledger.List(new DeliveryFilter(Kind: DeliveryKind.Extract))
            .Where(delivery => delivery.Terms.Value.Order?.Update is not null)
            .ToLookup(delivery => delivery.Terms.Value.Order!.Update!.Sha256);
        var repeated = configuration.Updates
            .Where(order => order.Request.Update!.OnlyChanges && !HasEnded(order))
            .Select(order => NewestOf(results.SelectMany(of => of), order))
            .OfType<string>()
            .ToHashSet();
        foreach (var (sha256, since) in kept.Where(file => !repeated.Contains(file.Sha256) && !results[file.Sha256].Any(IsToCompose)))
        {
            var until = results[sha256].Any()
                ? results[sha256].Max(delivery => delivery.Planned.AddDays(DaysOf(delivery)))
                : since + WithoutResult;
            if (until <= clock.GetUtcNow())
            {
                inputs.Remove(sha256);
            }
        }
    }

    private static bool IsToCompose(Delivery delivery) => delivery.State == DeliveryState.Planned;

    private static string? NewestOf(IEnumerable<Delivery> results, UpdateOrder order) => results
        .Where(delivery => delivery.Permit == order.Permit
            && delivery.State != DeliveryState.Withdrawn
            && delivery.Terms.Value.Order!.Text == order.Request.Text)
        .MaxBy(delivery => delivery.Number)
        ?.Terms.Value.Order!.Update!.Sha256;

    private bool HasEnded(UpdateOrder order) =>
        configuration.Permits.First(permit => permit.Id == order.Permit).HasEndedBy(HelsinkiTime.Today(clock));

    /// <summary>A permit that is gone keeps nothing.</summary>
    private int DaysOf(Delivery delivery) =>
        configuration.Permits.FirstOrDefault(permit => permit.Id == delivery.Permit)?.Orders?.Update?.KeepInputDays ?? 0;
}
