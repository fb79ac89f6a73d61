using System.Runtime.InteropServices;

namespace Muutostieto.Cli.CommandLine;

/// <summary>
/// Ctrl+C and the supervisor's request to stop. The first asks the command to stop and clean up; the second ends the process, as does
/// patience at its end.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    /// <summary>The clean-up of a broken-off step takes moments; a service gives its runs some seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    private readonly CancellationTokenSource stop = new();
    private readonly PosixSignalRegistration[] registrations;
    private int signals;
    private volatile bool isInterrupted;

    internal StopSignals() => registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop),
    ];

    /// <summary>Cancelled by the first signal.</summary>
    internal CancellationToken Token => stop.Token;

    /// <summary>Whether the first signal was Ctrl+C. Known before the token is cancelled.</summary>
    internal bool IsInterrupted => isInterrupted;

    public void Dispose()
    {
        foreach (var registration in registrations)
        {
            registration.Dispose();
        }

        stop.Dispose();
    }

    private void Stop(PosixSignalContext signal)
    {
        if (Interlocked.Increment(ref signals) > 1)
        {
            return;
        }

        signal.Cancel = true;
        isInterrupted = signal.Signal == PosixSignal.SIGINT;
        _ = EndAsync(isInterrupted ? ExitCode.Interrupted : ExitCode.TryAgainLater);
    }

    private async Task EndAsync(ExitCode code)
    {
        var patience = Task.Delay(Patience, CancellationToken.None);
        try
        {
            await stop.CancelAsync().ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // The command has just ended.
            return;
        }

        await patience.ConfigureAwait(false);
        Environment.Exit((int)code);
    }
}
