using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Muutostieto.Hosting.Status;

namespace Muutostieto.Cli.Service.Site;

/// <summary>
/// Serves the site on this machine's loopback for as long as the service lives. When its port is taken the deliveries go on without it, and it is tried again.
/// </summary>
internal sealed class SiteListener(LiveConfiguration live, ServiceOptions options, TimeProvider clock, ILogger<SiteListener> log) : BackgroundService
{
    /// <summary>A page costs a look into register and ledger: whoever asks for more at once waits.</summary>
    private const int AtOnce = 4;

    /// <summary>Who has connected and not asked yet costs little: browsers do so for later, and must keep nobody from <c>/health</c>.</summary>
    private const int MostConnected = 64;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan TidyEvery = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim turns = new(AtOnce);
    private readonly SemaphoreSlim places = new(MostConnected);
    private long tidied = clock.GetTimestamp();

    public override void Dispose()
    {
        turns.Dispose();
        places.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Read at the start only: another port takes a restart.
        if (live.Current.Configuration.Settings.StatusPage is not { Port: { } port } settings)
        {
            return;
        }

        var at = new IPEndPoint(settings.Address, port);
        var site = new StatusSite(() => new StatusSource(live.Current.Configuration, live.Fault, options.DataDirectory), settings.Address, clock);
        for (var told = false; !stoppingToken.IsCancellationRequested; told = true)
        {
            try
            {
                using var listener = new TcpListener(at);
                listener.ExclusiveAddressUse = true;
                listener.Start();
                log.LogInformation("Status page: http://{Address}/", at);
                await ServeAsync(listener, site, stoppingToken).ConfigureAwait(false);
            }
            catch (SocketException failure)
            {
                if (!told)
                {
                    log.LogError(
                        "Status page: {Address} cannot be had ({Failure}). Deliveries go on without it, and it is tried again. Give it another port: StatusPage in appsettings.json", at, failure.Message);
                }
            }

            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ServeAsync(TcpListener listener, StatusSite site, CancellationToken stopping)
    {
        while (true)
        {
            await places.WaitAsync(stopping).ConfigureAwait(false);
            Socket client;
            try
            {
                client = await listener.AcceptSocketAsync(stopping).ConfigureAwait(false);
            }
            catch
            {
                places.Release();
                throw;
            }

            _ = Task.Run(() => AnswerAsync(client, site, stopping), CancellationToken.None);
        }
    }

    private async Task AnswerAsync(Socket client, StatusSite site, CancellationToken stopping)
    {
        try
        {
            await HttpExchange.RunAsync(client, (request, patience) => AnswerInTurnAsync(request, site, patience), stopping).ConfigureAwait(false);
        }
        finally
        {
            client.Dispose();
            Tidy();
            places.Release();
        }
    }

    private async Task<SiteAnswer> AnswerInTurnAsync(SiteRequest request, StatusSite site, CancellationToken patience)
    {
        await turns.WaitAsync(patience).ConfigureAwait(false);
        try
        {
            return AnswerTo(request, site);
        }
        finally
        {
            turns.Release();
        }
    }

    private SiteAnswer AnswerTo(SiteRequest request, StatusSite site)
    {
        try
        {
            return site.Answer(request);
        }
        catch (Exception error)
        {
            // A fault of the program itself: its trace names methods, its message could hold a value and is left out.
            log.LogError("Status page: an error of the program itself ({Error}). Please report it with these lines: {Trace}", error.GetType().Name, error.StackTrace);
            return SiteAnswer.Plain(500, "An error of the program itself; the log has its lines.");
        }
    }

    /// <summary>The service mostly waits, and whoever asks may ask every few seconds for years: what answers took is given back once a minute.</summary>
    private void Tidy()
    {
        var (now, last) = (clock.GetTimestamp(), Interlocked.Read(ref tidied));
        if (clock.GetElapsedTime(last, now) >= TidyEvery && Interlocked.CompareExchange(ref tidied, now, last) == last)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }
}
