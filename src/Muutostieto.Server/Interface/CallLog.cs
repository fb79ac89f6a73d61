using System.Threading.RateLimiting;
using Microsoft.Extensions.Logging;
using Muutostieto.Records;

namespace Muutostieto.Server.Interface;

/// <summary>
/// The lines of the log about calls. Calls without valid credentials get at most 60 lines a minute, so that they
/// cannot fill the disk. All are counted in <see cref="CallFigures"/>.
/// </summary>
internal sealed class CallLog(ILoggerFactory loggers) : IDisposable
{
    private const int MostUnknown = 60;

    private readonly FixedWindowRateLimiter unknown =
        new(new FixedWindowRateLimiterOptions { PermitLimit = MostUnknown, Window = TimeSpan.FromMinutes(1) });

    private int isSilent;

    private readonly ILogger log = loggers.CreateLogger<CallLog>();

    /// <summary>A call has ended.</summary>
    internal void Write(CallNote note, int status, TimeSpan took)
    {
        if (note.Connection is null && !MayWriteUnknown())
        {
            return;
        }

        var milliseconds = (long)took.TotalMilliseconds;
        var connection = note.Connection ?? "unknown";
        if (note.Report is { } report)
        {
            log.LogInformation(
                "Interface: {Connection} {Call} {Status}: {Elements} elements, {Absent} absent, {UnknownGroups} unknown groups, "
                    + "{Unnamed} left out, key {FromKey} to {Key}, {Milliseconds} ms, id {Id}",
                connection, note.Call, status, report.Elements, report.Absent, report.UnknownGroups, report.Unnamed, report.From,
                report.Key, milliseconds, note.Id);
        }
        else
        {
            log.LogInformation(
                "Interface: {Connection} {Call} {Status}: not answered, {Milliseconds} ms, id {Id}",
                connection, note.Call, status, milliseconds, note.Id);
        }
    }

    /// <summary>An answer was not finished, though its connection was not said to be closed.</summary>
    internal void WriteBrokenOff() =>
        log.LogWarning("Interface: an answer was broken off: its client has gone, or two hours have passed");

    /// <summary>A call could not be answered for a reason that is not the client's.</summary>
    internal void WriteFailure(Exception error)
    {
        if (error is MuutostietoException or ProblemException)
        {
            log.LogWarning("Interface: {Failure}", error.Message);
            return;
        }

        // A fault of the program itself: its trace names methods, its message could hold a value and is left out.
        log.LogError(
            "Interface: an error of the program itself ({Error}). Please report it with these lines: {Trace}",
            error.GetType().Name, error.StackTrace);
    }

    public void Dispose() => unknown.Dispose();

    private bool MayWriteUnknown()
    {
        using var lease = unknown.AttemptAcquire();
        if (!lease.IsAcquired && Interlocked.Exchange(ref isSilent, 1) == 0)
        {
            log.LogWarning("Interface: too many calls without valid credentials to log each; /metrics counts all");
        }

        isSilent = lease.IsAcquired ? 0 : 1;
        return lease.IsAcquired;
    }
}
