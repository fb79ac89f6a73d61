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

    /// <summary>What is doubted; null when nothing is.</summary>
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
        var run = memory.Clock?.Run ?? memory.Last?.Began;
        var confirmed = memory.Clock?.ConfirmedUpTo ?? 0;
        var delivered = deliveries
            .Where(delivery => delivery.Id > confirmed)
            .Select(delivery => (DateTimeOffset?)delivery.Newest)
            .Max();
        if ((run > delivered || delivered is null ? run : delivered) is not { } newest)
        {
            return imported is { } import ? Doubt(now, import, "the last import was") : null;
        }

        return Doubt(now, newest, newest == run ? "the last run was" : "the newest delivery is of");
    }

    private string? Doubt(DateTimeOffset now, DateTimeOffset newest, string what) =>
        now < newest - Corrected
            ? $"the clock says {HelsinkiTime.Text(now)}, and {what} {HelsinkiTime.Text(newest)}, later than that."
        : now - newest > TimeSpan.FromDays(maxDays)
            ? $"the clock says {HelsinkiTime.Text(now)}, and {what} {HelsinkiTime.Text(newest)}, more than {maxDays} days before."
        : null;
}
