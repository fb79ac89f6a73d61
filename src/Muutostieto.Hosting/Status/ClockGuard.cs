using Muutostieto.Records.Dates;
using Muutostieto.Register;

namespace Muutostieto.Hosting.Status;

/// <summary>
/// Doubts a clock that is before what was planned, published or run, or long after the last run: after one night with a clock years ahead,
/// non-disclosure orders would end, and nothing would be due for years. Runs do not start then until an operator confirms the clock; over a
/// synthetic register there is only a warning.
/// </summary>
/// <param name="maxDays">After how many days without a run the clock is doubted.</param>
public sealed class ClockGuard(int maxDays)
{
    /// <summary>A clock that is set right by minutes is no doubt.</summary>
    internal static readonly TimeSpan Corrected = TimeSpan.FromMinutes(5);

    /// <summary>Whether a doubt keeps runs from starting. Not over a synthetic register: a wrong date harms no real person.</summary>
    public static bool Stops(RegisterFeed register)
    {
        ArgumentNullException.ThrowIfNull(register);
        return register.IsFed;
    }

    /// <summary>What a run doubts; null when nothing.</summary>
    /// <param name="now">What the clock says.</param>
    /// <param name="memory">What is remembered of runs.</param>
    /// <param name="deliveries">Each with its row and the newest of its times.</param>
    /// <param name="imported">
    /// When a register was last filled by an import; null when never. Counts while there is neither a run nor a delivery: the first night
    /// of a register must not be of another year.
    /// </param>
    public string? Doubt(
        DateTimeOffset now,
        RunMemory memory,
        IEnumerable<(long Id, DateTimeOffset Newest)> deliveries,
        DateTimeOffset? imported)
    {
        ArgumentNullException.ThrowIfNull(memory);
        return Doubt(now, Newest(memory, deliveries) ?? OfImport(imported));
    }

    /// <summary>
    /// What an import doubts; null when nothing. The last import counts beside runs and deliveries: files may be imported daily where runs
    /// are rare, and a date that lies ahead would let non-disclosure orders end.
    /// </summary>
    /// <inheritdoc cref="Doubt(DateTimeOffset, RunMemory, IEnumerable{ValueTuple{long, DateTimeOffset}}, DateTimeOffset?)"/>
    public string? DoubtOfImport(
        DateTimeOffset now,
        RunMemory memory,
        IEnumerable<(long Id, DateTimeOffset Newest)> deliveries,
        DateTimeOffset? imported)
    {
        ArgumentNullException.ThrowIfNull(memory);
        var (run, import) = (Newest(memory, deliveries), OfImport(imported));
        return Doubt(now, import?.At > run?.At ? import : run ?? import);
    }

    private static (DateTimeOffset At, string What)? OfImport(DateTimeOffset? imported) =>
        imported is { } at ? (at, "the last import was") : null;

    private static (DateTimeOffset At, string What)? Newest(
        RunMemory memory,
        IEnumerable<(long Id, DateTimeOffset Newest)> deliveries)
    {
        var run = memory.Clock?.Run ?? memory.Last?.Began;
        var confirmed = memory.Clock?.ConfirmedUpTo ?? 0;
        var delivered = deliveries
            .Where(delivery => delivery.Id > confirmed)
            .Select(delivery => (DateTimeOffset?)delivery.Newest)
            .Max();
        return run is { } ran && (delivered is null || ran >= delivered) ? (ran, "the last run was")
            : delivered is { } made ? (made, "the newest delivery is of")
            : null;
    }

    private string? Doubt(DateTimeOffset now, (DateTimeOffset At, string What)? newest) =>
        newest is not { } known ? null
        : now < known.At - Corrected
            ? $"the clock says {HelsinkiTime.Text(now)}, and {known.What} {HelsinkiTime.Text(known.At)}, later than that."
        : now - known.At > TimeSpan.FromDays(maxDays)
            ? $"the clock says {HelsinkiTime.Text(now)}, and {known.What} {HelsinkiTime.Text(known.At)}, more than {maxDays} days before."
        : null;
}
