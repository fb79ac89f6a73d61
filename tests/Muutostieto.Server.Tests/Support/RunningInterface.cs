using System.IO.Abstractions;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Muutostieto.Deliveries.Tests.Convergence;
using Muutostieto.Hosting.Settings;
using Muutostieto.Hosting.Status;
using Muutostieto.Interface.Calls;
using Muutostieto.Interface.Documents;
using Muutostieto.Interface.Mapping;
using Muutostieto.Interface.Pages;
using Muutostieto.Register.Sqlite;
using Muutostieto.Server.Interface;

namespace Muutostieto.Server.Tests.Support;

/// <summary>The interface on a free port of the loopback, over a register of the test's.</summary>
internal sealed class RunningInterface : IAsyncDisposable
{
    private static readonly TimeSpan LockWait = TimeSpan.FromMilliseconds(200);
    private static readonly InterfaceCatalog Mapping = InterfaceCatalogReader.Default(Layouts.Catalog);
    private readonly RecordedLog log = new();
    private readonly LoggerFactory loggers;
    private readonly WebApplication application;

    private RunningInterface(InterfaceSettings settings, ServerCertificate? certificate, TimeProvider clock)
    {
        loggers = new LoggerFactory([log]);
        Events = new LifeEvents(Life);
        Notes = new FetchNotes(Memory, clock, log);
        var calls = new InterfaceCalls(
            new SingleRegister(() => SqliteRegister.OpenRead(RegisterPath ?? Life.Path, LockWait)),
            Mapping,
            Audit,
            clock,
            new CallLimits { Batch = 2, Page = new PageLimits { Persons = 2 } });
        var parts = new InterfaceParts(
            settings,
            SomeConnections.Directory(),
            () => calls,
            () => InterfaceDocument.Of(Mapping, new CallLimits()),
            Figures,
            Notes,
            certificate);
        application = InterfaceApplication.Build(new IPEndPoint(IPAddress.Loopback, 0), parts, clock, loggers);
    }

    internal LifeRegister Life { get; } = new() { Today = "20260531" };

    internal LifeEvents Events { get; }

    /// <summary>Where what was fetched is written down.</summary>
    internal ConnectionMemoryPlace Memory => ConnectionMemoryPlace.Of(new FileSystem(), Path.GetDirectoryName(Life.Path)!, store: null);

    internal FetchNotes Notes { get; }

    internal StagedAudit Audit { get; } = new();

    internal CallFigures Figures { get; } = new();

    /// <summary>Where the register is looked for; null: where it is.</summary>
    internal string? RegisterPath { get; set; }

    internal Uri Address =>
        new(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    internal IReadOnlyList<string> Logged => log.Lines;

    internal KestrelServerLimits Limits => application.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;

    internal static async Task<RunningInterface> StartAsync(
        InterfaceSettings? settings = null, ServerCertificate? certificate = null, TimeProvider? clock = null)
    {
        var running = new RunningInterface(settings ?? new InterfaceSettings(), certificate, clock ?? TimeProvider.System);
        await running.application.StartAsync();
        return running;
    }

    /// <summary>Enters a person in the area.</summary>
    /// <returns>The identity code.</returns>
    internal string Born()
    {
        var person = Events.Born("205");
        Life.Commit();
        return Life.Current(person).IdentityCode;
    }

    /// <summary>A client with credentials; without any when there is no user.</summary>
    internal HttpClient NewClient(string? user = "mutpT1", string password = "pwd")
    {
        var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(120) };
        client.DefaultRequestHeaders.Authorization = user is null ? null : Basic(user, password);
        return client;
    }

    internal static AuthenticationHeaderValue Basic(string user, string password) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));

    internal async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, Address.Port);
        return client;
    }

    /// <summary>Ends it as the service does.</summary>
    internal Task StopAsync() => application.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await application.StopAsync();
        await application.DisposeAsync();
        loggers.Dispose();
        Life.Dispose();
    }
}
