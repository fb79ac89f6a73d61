using Microsoft.Extensions.Logging;

namespace Muutostieto.Server.Http;

/// <summary>What the server logs goes to the service's log.</summary>
internal sealed class ForwardedLog(ILoggerFactory loggers) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => loggers.CreateLogger(categoryName);

    public void Dispose()
    {
        // The loggers are the service's.
    }
}
