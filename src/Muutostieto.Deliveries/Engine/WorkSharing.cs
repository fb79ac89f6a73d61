using Muutostieto.Deliveries.Ledger;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Engine;

/// <summary>Who works on a ledger: one program at a time on a file, several workers in a database.</summary>
public static class WorkSharing
{
    /// <summary>What happens in the register by date, and its feed, as work.</summary>
    public const string Register = WorkClaim.Register;

    /// <summary>
    /// Whether a run failed because its database went away for a moment, or another worker took over what it did: done again, it goes on
    /// with what was begun.
    /// </summary>
    public static bool IsInterruption(MuutostietoException failure) => StoreFailure.Is(failure);

    /// <summary>The workers of a ledger.</summary>
    /// <param name="ledger">Open.</param>
    /// <param name="limits">How many permits this process takes up at once; null: whatever is asked for.</param>
    /// <param name="lease">For how long a worker keeps what it has without a sign of life.</param>
    public static IWorkers Of(SqlLedger ledger, RunLimits? limits, TimeSpan lease) =>
        ledger is PostgreSqlLedger shared ? new SharedWorkers(shared, limits, lease, TimeProvider.System) : new SoleWorker(ledger);
}
