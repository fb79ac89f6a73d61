using Muutostieto.Deliveries.Ledger;
using Muutostieto.Hosting.Settings;
using Muutostieto.Hosting.Status;
using Muutostieto.Interface.Feed;
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
    /// Fault: the clock is in doubt. Usage: the configuration is marked production, and the
    /// register is synthetic or there is no key that signs.
    /// </exception>
    public static void RequireClock(Installation work, bool confirmed, bool isForAll, Action<string> warn)
    {
        // Before there is a register, there is nothing that a date could harm.
        if (!work.HasRegister)
        {
            return;
        }

        RequireLoaded(work);
        ProductionRegister.Require(work.Configuration.Settings, work.Register);
        SigningKeyFault.Require(work.Disk.Files, work.Configuration.Settings);
        var (memory, now, deliveries) = Known(work, work.LedgerIfAny);
        var feed = work.Register.Feed();
        var guard = new ClockGuard(work.Configuration.Settings.Run.MaxDaysSinceLastRun);
        if (guard.Doubt(now, memory.Read(), deliveries, feed.LastImport) is { } doubt && !confirmed)
        {
            Judge(doubt, ClockGuard.Stops(feed), "Nothing was entered or delivered.", new HostRemedy.ConfirmClock(), warn);
        }

        if (isForAll || confirmed)
        {
            memory.RememberClock(now, confirmed ? deliveries.Select(delivery => delivery.Id).DefaultIfEmpty().Max() : null);
        }
    }

    /// <summary>
    /// Asks the same before an import or a feed, by whose date non-disclosure orders end. Takes no lock and remembers nothing: an import
    /// goes on beside a run, and is none.
    /// </summary>
    /// <param name="work">Where it takes place; a register may be missing.</param>
    /// <param name="consequence">What was not done; a sentence.</param>
    /// <param name="remedy">How a clock that is right is confirmed.</param>
    /// <param name="warn">Takes doubts that do not stop it.</param>
    /// <exception cref="MuutostietoException">Fault: the clock is in doubt.</exception>
    public static void RequireClockOfImport(Installation work, string consequence, Remedy remedy, Action<string> warn)
    {
        var (memory, now, deliveries) = Known(work, work.Data.IsLedgerThere ? work.Ledger : null);
        var feed = work.HasRegister ? work.Register.Feed() : null;
        var guard = new ClockGuard(work.Configuration.Settings.Run.MaxDaysSinceLastRun);
        if (guard.DoubtOfImport(now, memory.Read(), deliveries, feed?.LastImport) is { } doubt)
        {
            Judge(doubt, feed is null || ClockGuard.Stops(feed), consequence, remedy, warn);
        }
    }

    /// <summary>Remembers a clock that an operator has confirmed at an import; the next run does not ask again.</summary>
    /// <exception cref="MuutostietoException">Transient: another run is under way. Usage: there is no place for the data.</exception>
    public static void ConfirmClock(Installation work)
    {
        work.Data.Make();
        using var runLock = work.AcquireRunLock();
        var (memory, now, deliveries) = Known(work, work.Data.IsLedgerThere ? work.Ledger : null);
        memory.RememberClock(now, deliveries.Select(delivery => delivery.Id).DefaultIfEmpty().Max());
    }

    /// <summary>A register that its source has not filled yet would be delivered as if it were the population.</summary>
    private static void RequireLoaded(Installation work)
    {
        if (work.Configuration.Settings.Feed is not null && work.Register.Source() is not { IsLoaded: true })
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                "The register has not been loaded from the source that Feed in appsettings.json names. Nothing was entered or delivered.")
            {
                Remedy = new FeedRemedy.Load(),
            };
        }
    }

    private static (RunMemoryFile Memory, DateTimeOffset Now, IReadOnlyList<(long Id, DateTimeOffset Newest)> Deliveries) Known(
        Installation work,
        ILedger? ledger)
    {
        var deliveries = (ledger?.List() ?? [])
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
        return (new RunMemoryFile(work.Disk.Files, work.DataDirectory), work.Clock.GetUtcNow(), deliveries);
    }

    private static void Judge(string doubt, bool stops, string consequence, Remedy remedy, Action<string> warn)
    {
        if (stops)
        {
            throw new MuutostietoException(
                FailureKind.Fault,
                $"{doubt} {consequence} Correct the clock; when it is right, confirm it once.")
            {
                Remedy = remedy,
            };
        }

        warn($"Clock: {doubt} The register is synthetic, and the command goes on.");
    }
}
