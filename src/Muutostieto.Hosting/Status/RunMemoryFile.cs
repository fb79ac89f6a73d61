using System.IO.Abstractions;
using System.Text.Json;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Records;
using Muutostieto.Records.Files;

namespace Muutostieto.Hosting.Status;

/// <summary>
/// Keeps <see cref="RunMemory"/> in <c>runs.json</c> of the data directory: a file of its own, so that an unreadable ledger can be
/// reported. May be used by several threads and processes: a batch beside the service remembers too. Losing it loses no delivery: the next
/// run finds a failure again, and it is notified once more.
/// </summary>
public sealed class RunMemoryFile(IFileSystem files, string dataDirectory)
{
    private readonly string path = Path.Combine(dataDirectory, "runs.json");

    /// <summary>What is remembered; nothing when there is no file, or one that cannot be read.</summary>
    public RunMemory Read()
    {
        try
        {
            return Whole(JsonSerializer.Deserialize(files.File.ReadAllBytes(path), RunMemoryContext.Relaxed.RunMemory));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            return new RunMemory();
        }
    }

    /// <summary>Remembers how a run ended.</summary>
    /// <param name="permit">The permit that was served; null: all of them.</param>
    /// <param name="failures">Those that failed; whatever else was served has gone well.</param>
    /// <param name="last">The run, when it was for all permits; null: the one remembered stays.</param>
    /// <param name="at">When.</param>
    public void Remember(string? permit, IReadOnlyList<BatchFailure> failures, LastRun? last, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(failures);
        Change(memory =>
        {
            var kept = memory.Failures.Where(known => permit is not null && known.Key != permit).ToDictionary();
            var totals = new Dictionary<string, long>(memory.FailureTotals);
            foreach (var failure in failures.GroupBy(failure => failure.Permit).Select(Worst))
            {
                var before = memory.Failures.GetValueOrDefault(failure.Permit);
                kept[failure.Permit] = new PermitFailure(before?.Since ?? at, at, failure.Kind, failure.Message, (before?.Times ?? 0) + 1);
                totals[failure.Permit] = totals.GetValueOrDefault(failure.Permit) + 1;
            }

            return memory with { Last = last ?? memory.Last, Failures = kept, FailureTotals = totals };
        });
    }

    /// <summary>Remembers that a run for all permits did not come to an end.</summary>
    public void Remember(LastRun last) => Change(memory => memory with { Last = last });

    /// <summary>Remembers that a run has started by this clock.</summary>
    /// <param name="at">What the clock said.</param>
    /// <param name="confirmedUpTo">The ledger's last row when an operator has confirmed the clock; null: not confirmed by this run.</param>
    public void RememberClock(DateTimeOffset at, long? confirmedUpTo) =>
        Change(memory => memory with { Clock = new KnownClock(at, confirmedUpTo ?? memory.Clock?.ConfirmedUpTo ?? 0) });

    /// <summary>Remembers whether the log can be written.</summary>
    /// <param name="failure">Why not; null: it can.</param>
    /// <param name="at">When that was noticed.</param>
    public void RememberLog(string? failure, DateTimeOffset at) =>
        Change(memory => memory with { Log = failure is null ? null : new LostLog(memory.Log?.Since ?? at, failure) });

    /// <summary>Remembers what was notified.</summary>
    internal void RememberNotified(IReadOnlyDictionary<string, string> notified) => Change(memory => memory with { Notified = notified });

    /// <summary>What is not in the file, as in one of another version of the program, is null after reading.</summary>
    private static RunMemory Whole(RunMemory? read) => new()
    {
        Last = read?.Last,
        Clock = read?.Clock,
        Log = read?.Log,
        Failures = Known(read?.Failures),
        FailureTotals = Known(read?.FailureTotals),
        Notified = Known(read?.Notified),
    };

    private static Dictionary<string, T> Known<T>(IReadOnlyDictionary<string, T>? read) =>
        (read ?? new Dictionary<string, T>()).Where(pair => pair.Value is not null).ToDictionary();

    private static BatchFailure Worst(IEnumerable<BatchFailure> failures) =>
        failures
            .OrderByDescending(failure => failure.Kind == FailureKind.Integrity)
            .ThenBy(failure => failure.Kind == FailureKind.Transient)
            .First();

    private void Change(Func<RunMemory, RunMemory> change) =>
        AtomicFile.Change(files, path, () => JsonSerializer.SerializeToUtf8Bytes(change(Read()), RunMemoryContext.Relaxed.RunMemory));
}
