using Microsoft.Extensions.Logging;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Hosting.Logs;
using Muutostieto.Records;

namespace Muutostieto.Hosting.Service;

/// <summary>
/// The run lock and the log of runs, shared by the runs of this process: taken by the first that begins, released by the last that ends. So
/// one permit's long run does not block the others, and a manual <c>batch</c> can run between runs. While another process holds the lock,
/// runs wait; those of workers that share a database go on side by side, and leave each other's permits alone.
/// </summary>
public sealed class RunGate(ServiceOptions options, LiveConfiguration live, TimeProvider clock, ILogger<RunGate> log) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private readonly SemaphoreSlim gate = new(1);
    private RunLock? held;
    private RunLog? runLog;
    private int runs;
    private bool isAlone;

    public async Task<Pass> EnterAsync(CancellationToken cancellation)
    {
        for (var isLogged = false; ; isLogged = true)
        {
            await gate.WaitAsync(cancellation).ConfigureAwait(false);
            try
            {
                if (!isAlone)
                {
                    return Enter(isShared: true);
                }
            }
            catch (MuutostietoException failure) when (failure.Kind == FailureKind.Transient)
            {
                if (!isLogged)
                {
                    log.LogInformation("Waiting: {Reason}", failure.Message);
                }
            }
            finally
            {
                gate.Release();
            }

            await Task.Delay(Pause, clock, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Begins a run beside which no other one goes on, as a command that is given by hand: waits for those that do.</summary>
    /// <param name="patience">How long it waits.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="MuutostietoException">Transient: others ran for all that time.</exception>
    public async Task<Pass> EnterAloneAsync(TimeSpan patience, CancellationToken cancellation)
    {
        var began = clock.GetTimestamp();
        while (true)
        {
            await gate.WaitAsync(cancellation).ConfigureAwait(false);
            try
            {
                if (runs == 0)
                {
                    var pass = Enter(isShared: false);
                    isAlone = true;
                    return pass;
                }
            }
            catch (MuutostietoException failure) when (
                failure.Kind == FailureKind.Transient && clock.GetElapsedTime(began) < patience)
            {
                // Another process runs.
            }
            finally
            {
                gate.Release();
            }

            if (clock.GetElapsedTime(began) >= patience)
            {
                throw new MuutostietoException(
                    FailureKind.Transient, "Another run is under way. Nothing was done. Try again when it has ended.");
            }

            await Task.Delay(Pause, clock, cancellation).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        Close();
        gate.Dispose();
    }

    private Pass Enter(bool isShared)
    {
        if (runs == 0)
        {
            held = LedgerPlace
                .Of(options.Disk.Files, live.Current.Configuration.Settings)
                .AcquireRunLock(options.Disk.Files, options.DataDirectory, clock, isShared);
            runLog = OpenLog();
        }

        runs++;
        return new Pass(this, runLog!);
    }

    private RunLog OpenLog()
    {
        try
        {
            return RunLog.Open(live.Current.Configuration.Settings, clock, "serve", options.Console);
        }
        catch
        {
            Close();
            throw;
        }
    }

    private void Close()
    {
        runLog?.Dispose();
        held?.Dispose();
        (runLog, held) = (null, null);
    }

    /// <summary>The right to run, until it is disposed of.</summary>
    public sealed class Pass(RunGate owner, RunLog log) : IDisposable
    {
        internal RunLog Log => log;

        public void Dispose()
        {
            owner.gate.Wait();
            try
            {
                if (--owner.runs == 0)
                {
                    owner.isAlone = false;
                    owner.Close();
                }
            }
            finally
            {
                owner.gate.Release();
            }
        }
    }
}
