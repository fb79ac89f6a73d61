using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Muutostieto.Server.Tests.Support;

/// <summary>What was logged, as lines.</summary>
internal sealed class RecordedLog : ILoggerProvider, ILogger
{
    private readonly List<string> lines = [];

    internal IReadOnlyList<string> Lines
    {
        get
        {
            lock (lines)
            {
                return [.. lines];
            }
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        // A real log has it beside each line within.
        Add($"Scope: {state}");
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter) =>
        Add(string.Create(CultureInfo.InvariantCulture, $"{logLevel}: {formatter(state, exception)} {exception}"));

    public void Dispose()
    {
    }

    private void Add(string line)
    {
        lock (lines)
        {
            lines.Add(line);
        }
    }
}
