using Serilog;
using Serilog.Configuration;

namespace Muutostieto.Cli.Tests.Support;

/// <summary>Names the sink for the section <c>Serilog</c> of settings, which finds public methods only.</summary>
public static class FailingSinks
{
    /// <summary>Takes one line.</summary>
    public static LoggerConfiguration FailsAfterOneLine(this LoggerSinkConfiguration sinks)
    {
        ArgumentNullException.ThrowIfNull(sinks);
        return sinks.Sink(new FailingSink());
    }
}
