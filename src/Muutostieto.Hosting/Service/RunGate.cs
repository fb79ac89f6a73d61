using Microsoft.Extensions.Logging;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Hosting.Logs;
using Muutostieto.Records;

namespace Muutostieto.Hosting.Service;

/// <summary>
/// The run lock and the log of runs, shared by the runs of this process: taken by the first that begins, released by the last that ends. So
/// one permit's long run does not block the others, and a manual <c>batch</c> can run between runs. While another process holds the lock,
/// runs wait.
/// </summary>
public sealed class RunGate(ServiceOptions options, LiveConfiguration live, TimeProvider clock, ILogger<RunGate> log) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private readonly SemaphoreSlim gate = new(1);
    private RunLock? held;
    private RunLog? runLog;
    private int runs;

    public async Task<Pass> EnterAsync(CancellationToken cancellation)
    {
        for (var isLogged = false; ; isLogged = true)
        {
            await gate.WaitAsync(cancellation).ConfigureAwait(false);
            try
            {
                if (runs == 0)
                {
                    held = RunLock.Acquire(options.Disk.Files, options.DataDirectory, clock);
                    runLog = OpenLog();
                }

                runs++;
                return new Pass(this, runLog!);
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

    public void Dispose()
    {
        Close();
        gate.Dispose();
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
