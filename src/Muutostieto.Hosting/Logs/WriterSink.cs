using System.Globalization;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Display;

namespace Muutostieto.Hosting.Logs;

/// <summary>
/// Lines of the log for people, on a writer of the program's own choice: standard error, so that standard output stays data.
/// </summary>
internal sealed class WriterSink(TextWriter writer, string template) : ILogEventSink
{
    private readonly MessageTemplateTextFormatter formatter = new(template, CultureInfo.InvariantCulture);
    private readonly Lock gate = new();

    public void Emit(LogEvent logEvent)
    {
        lock (gate)
        {
            formatter.Format(logEvent, writer);
            writer.Flush();
        }
    }
}
