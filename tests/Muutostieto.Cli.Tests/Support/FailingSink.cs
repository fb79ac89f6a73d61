using Serilog.Core;
using Serilog.Events;

namespace Muutostieto.Cli.Tests.Support;

/// <summary>A place for log lines that takes one and fails from then on.</summary>
internal sealed class FailingSink : ILogEventSink
{
    internal const string Message = "the place took one line";
    private int lines;

    public void Emit(LogEvent logEvent)
    {
        if (++lines > 1)
        {
            throw new IOException(Message);
        }
    }
}
