using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;

namespace Muutostieto.Server;

/// <summary>
/// Runs a web application for as long as the service lives. When its port is taken the service goes on without it, and it is tried again.
/// </summary>
/// <param name="build">Makes an application for each attempt.</param>
/// <param name="stopWithin">How long answers begun may take when the service ends.</param>
/// <param name="clock">Paces the attempts.</param>
internal sealed class PatientListener(Func<WebApplication> build, TimeSpan stopWithin, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    /// <summary>Ends when the service ends.</summary>
    /// <param name="unavailable">Called once with the cause when the address cannot be had.</param>
    /// <param name="started">Called when it listens.</param>
    /// <param name="stopping">The service ends.</param>
    internal async Task RunAsync(Action<string> unavailable, Action started, CancellationToken stopping)
    {
        for (var reported = false; !stopping.IsCancellationRequested; reported = true)
        {
            var application = build();
            await using (application.ConfigureAwait(false))
            {
                if (await TryAsync(application, reported ? null : unavailable, started, stopping).ConfigureAwait(false))
                {
                    return;
                }
            }

            await Task.Delay(Pause, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>False when the address cannot be had.</returns>
    private async Task<bool> TryAsync(WebApplication application, Action<string>? unavailable, Action started, CancellationToken stopping)
    {
        try
        {
            await application.StartAsync(stopping).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            unavailable?.Invoke((failure.InnerException ?? failure).Message);
            return false;
        }

        started();
        await Task.Delay(Timeout.InfiniteTimeSpan, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using var patience = new CancellationTokenSource(stopWithin);
        await application.StopAsync(patience.Token).ConfigureAwait(false);
        return true;
    }
}
