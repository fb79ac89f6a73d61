using Muutostieto.Hosting.Settings;
using Muutostieto.Hosting.Status;
using Muutostieto.Records;

namespace Muutostieto.Hosting.Runs;

/// <summary>
/// What every run does first, while it holds the run lock: look whether the register fits the configuration and the clock can be right, and
/// remember it.
/// </summary>
public static class RunStart
{
    /// <param name="work">Where the run takes place.</param>
    /// <param name="confirmed">Whether an operator has confirmed the clock.</param>
    /// <param name="isForAll">Whether it counts as the last run. A delivery on request does not: the ledger has its times.</param>
    /// <param name="warn">Takes doubts that do not stop the run.</param>
    /// <exception cref="MuutostietoException">
    /// Error: the clock is in doubt. Usage: the configuration is marked production, and the
    /// register is synthetic or there is no key that signs.
    /// </exception>
    public static void RequireClock(Installation work, bool confirmed, bool isForAll, Action<string> warn)
    {
        // Before there is a register, there is nothing that a date could harm.
        if (!work.HasRegister)
        {
            return;
        }

        ProductionRegister.Require(work.Configuration.Settings, work.Register);
        SigningKeyFault.Require(work.Disk.Files, work.Configuration.Settings);
        var (memory, now) = (new RunMemoryFile(work.Disk.Files, work.DataDirectory), work.Clock.GetUtcNow());
        var deliveries = (work.LedgerIfAny?.List() ?? [])
            .Select(delivery =>
                (
                    delivery.Id,
                    Newest: new[]
                    {
                        delivery.Planned,
                        delivery.Published ?? delivery.Planned,
                        delivery.Redelivered ?? delivery.Planned,
                    }.Max()))
            .ToList();
        var feed = work.Register.Feed();
        var guard = new ClockGuard(work.Configuration.Settings.Run.MaxDaysSinceLastRun);
        if (guard.Doubt(now, memory.Read(), deliveries, feed.LastImport) is { } doubt && !confirmed)
        {
            if (ClockGuard.Stops(feed))
            {
                throw new MuutostietoException(
                    FailureKind.Fault,
                    $"{doubt} Nothing was entered or delivered. Correct the clock; when it is right, confirm it once.")
                {
                    Remedy = new HostRemedy.ConfirmClock(),
                };
            }

            warn($"Clock: {doubt} The register is synthetic, and the run goes on.");
        }

        if (isForAll || confirmed)
        {
            memory.RememberClock(now, confirmed ? deliveries.Select(delivery => delivery.Id).DefaultIfEmpty().Max() : null);
        }
    }
}
