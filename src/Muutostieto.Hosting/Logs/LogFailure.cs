using Serilog.Core;
using Serilog.Debugging;

namespace Muutostieto.Hosting.Logs;

/// <summary>
/// Why the log could not be written, as Serilog reports about itself: it would lose lines in silence. Serilog has one place for such
/// reports in a process, so that they go to the log that was opened last; another one that cannot be written is noticed when it is opened
/// next.
/// </summary>
public sealed class LogFailure
{
    private volatile string? first;

    /// <summary>Null: nothing was reported.</summary>
    public string? First => first;

    public void Listen() => SelfLog.Enable(Note);

    /// <summary>Notes what a report says; the trace behind it is left out.</summary>
    public void Note(string report)
    {
        if (first is null)
        {
            var line = report.Split('\n', 2)[0].Trim();
            first = line.LastIndexOf("Exception: ", StringComparison.Ordinal) is >= 0 and var at
                ? line[(at + "Exception: ".Length)..]
                : line;
        }
    }

    /// <summary>
    /// Closes a log. What a full disk has not taken is tried once more then: a run that is done has not failed by that.
    /// </summary>
    public void Close(Logger log)
    {
        ArgumentNullException.ThrowIfNull(log);
        try
        {
            log.Dispose();
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            Note(reason.Message);
        }
    }
}
