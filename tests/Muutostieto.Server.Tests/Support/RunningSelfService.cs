using System.IO.Abstractions;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Hosting.Settings;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Sessions;
using Muutostieto.SelfService.Store;
using Muutostieto.Server.SelfService;
using Muutostieto.Server.SelfService.Http;
using Muutostieto.TestProvider;

namespace Muutostieto.Server.Tests.Support;

/// <summary>The self-service on a free port of the loopback, over a store of the test's.</summary>
internal sealed class RunningSelfService : IAsyncDisposable
{
    private readonly RecordedLog log = new();
    private readonly LoggerFactory loggers;
    private readonly WebApplication application;
    private readonly SelfServiceParts parts;

    private RunningSelfService(SelfServiceSettings settings, TimeProvider clock, ServerCertificate? certificate, IPageArea? area)
    {
        loggers = new LoggerFactory([log]);
        Folder = Directory.CreateTempSubdirectory("selfservice").FullName;
        Store = SelfServiceStore.Open(Path.Combine(Folder, SelfServiceStore.FileName));
        parts = new SelfServiceParts(
            settings,
            Folder,
            new FileSystem(),
            Store,
            () => Municipalities,
            new LoginFiles(ProviderApplication.ClientSecret, []),
            certificate);
        application = SelfServiceApplication.Build(
            new IPEndPoint(IPAddress.Loopback, 0), parts, clock, loggers, services => Add(services, area));
    }

    /// <summary>Its data folder.</summary>
    internal string Folder { get; }

    internal SelfServiceStore Store { get; }

    internal Uri Address =>
        new(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    internal IReadOnlyList<string> Logged => log.Lines;

    internal UserSessions Sessions => application.Services.GetRequiredService<UserSessions>();

    internal IReadOnlyList<RouteEndpoint> Endpoints =>
        [.. application.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    private static MunicipalityDirectory Municipalities { get; } = new(
        [new Municipality("205", "Kajaani", "Kajana", "20"), new Municipality("620", "Puolanka", "Puolanka", "20")],
        [new County("20", "Kainuu", "Kajanaland")],
        []);

    /// <param name="provider">Where users log in; null: a provider that does not answer.</param>
    /// <param name="change">Changes the settings.</param>
    /// <param name="clock">Null: the system's.</param>
    /// <param name="certificate">Null: HTTP.</param>
    /// <param name="area">Pages of the test's; null: none.</param>
    internal static async Task<RunningSelfService> StartAsync(
        Uri? provider = null,
        Func<SelfServiceSettings, SelfServiceSettings>? change = null,
        TimeProvider? clock = null,
        ServerCertificate? certificate = null,
        IPageArea? area = null)
    {
        var settings = new SelfServiceSettings { Port = 1, Login = LoginOf(provider ?? new Uri("http://127.0.0.1:9/")) };
        var running = new RunningSelfService(change?.Invoke(settings) ?? settings, clock ?? TimeProvider.System, certificate, area);
        await running.application.StartAsync();
        return running;
    }

    internal static LoginSettings LoginOf(Uri provider) => new(provider, ProviderApplication.ClientId)
    {
        ClientSecretFile = "not read",
        Roles = new Dictionary<string, IReadOnlyList<string>>
        {
            ["municipality"] = ["municipality"],
            ["customer"] = ["customer"],
            ["operator"] = ["operator"],
            ["auditor"] = ["auditor"],
        },
    };

    /// <summary>A browser without a session.</summary>
    internal Browser NewBrowser() => new(Address);

    /// <summary>A browser with a session that was begun without the provider.</summary>
    internal Browser NewBrowser(SelfServiceUser user)
    {
        var browser = NewBrowser();
        browser.Cookies.Add(Address, new Cookie("session", Sessions.Begin(user)));
        return browser;
    }

    private static void Add(IServiceCollection services, IPageArea? area)
    {
        if (area is not null)
        {
            services.AddSingleton(area);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await application.StopAsync();
        await application.DisposeAsync();
        loggers.Dispose();
        Store.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
