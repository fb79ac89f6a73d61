using Microsoft.Extensions.Logging;

namespace Muutostieto.Server.Http;

/// <summary>
/// What the server logs goes to the service's log, but not what it says of the request beside each line: an address comes from a client and
/// may have a person in it.
/// </summary>
internal sealed class ForwardedLog(ILoggerFactory loggers) : ILoggerProvider
{
    /// <summary>While this category is logged, each line of a request has the number of the client's header <c>traceparent</c>.</summary>
    internal const string Tracing = "Microsoft.AspNetCore.Hosting.Diagnostics";

    public ILogger CreateLogger(string categoryName) => new WithoutScopes(loggers.CreateLogger(categoryName));

    public void Dispose()
    {
        // The loggers are the service's.
    }

    private sealed class WithoutScopes(ILogger log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => log.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Log(logLevel, eventId, state, exception, formatter);
    }
}
