using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Muutostieto.Hosting.Settings;
using Muutostieto.Interface.Calls;
using Muutostieto.Server.Http;

namespace Muutostieto.Server.Interface;

/// <summary>Puts the interface together: Kestrel with its limits, the guard around everything, and the addresses of the calls.</summary>
internal static class InterfaceApplication
{
    private const int LongestLine = 4 * 1024;
    private const int LongestHead = 16 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Clients keep connections for the next call; those that have asked nothing make room for others.</summary>
    private static readonly TimeSpan KeepAlive = TimeSpan.FromMinutes(2);

    /// <param name="at">Where it listens.</param>
    /// <param name="parts">What it answers with.</param>
    /// <param name="clock">Says how late it is.</param>
    /// <param name="loggers">A line of each call, warnings and errors.</param>
    internal static WebApplication Build(IPEndPoint at, InterfaceParts parts, TimeProvider clock, ILoggerFactory loggers)
    {
        AppContext.SetSwitch("Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators", true);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = "muutostieto",
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = "Production",
        });

        // Neither environment variables nor a file in the program's folder may open another address.
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders().AddProvider(new ForwardedLog(loggers)).SetMinimumLevel(LogLevel.Warning)
            .AddFilter(ForwardedLog.Tracing, LogLevel.None);
        var connections = new OpenConnections();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => Limit(kestrel, at, parts, connections));
        builder.Services
            .AddSingleton<IHostLifetime, NoLifetime>()
            .AddSingleton(parts.Settings)
            .AddSingleton(parts.Connections)
            .AddSingleton(parts.Calls)
            .AddSingleton(parts.Figures)
            .AddSingleton(parts.Notes)
            .AddSingleton(clock)
            .AddSingleton(connections)
            .AddSingleton(_ => new CallLog(loggers))
            .AddSingleton<CredentialTurns>()
            .AddSingleton<CallQuota>()
            .AddSingleton<CallTurns>()
            .AddSingleton<CallEndpoints>();
        var application = builder.Build();
        Map(application, parts);
        return application;
    }

    private static void Limit(KestrelServerOptions kestrel, IPEndPoint at, InterfaceParts parts, OpenConnections connections)
    {
        kestrel.AddServerHeader = false;
        var limits = kestrel.Limits;
        limits.MaxRequestLineSize = LongestLine;
        limits.MaxRequestHeadersTotalSize = LongestHead;
        limits.MaxRequestBodySize = new CallLimits().BodyBytes;
        limits.MaxConcurrentConnections = 2 * OpenConnections.Most;
        limits.KeepAliveTimeout = KeepAlive;
        limits.RequestHeadersTimeout = Patience;
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 1024, gracePeriod: TimeSpan.FromSeconds(5));

        // Half a megabit in a second: a reader that is slower keeps a turn from others.
        limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 64 * 1024, gracePeriod: Patience);
        kestrel.Listen(at, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(next => connection => connections.RunAsync(connection, next));
            if (parts.Certificate is { } certificate)
            {
                listen.UseHttps(Encrypt(certificate, parts.Settings.ClientCertificates));
            }
        });
    }

    private static HttpsConnectionAdapterOptions Encrypt(ServerCertificate certificate, IReadOnlyList<string> clients) => new()
    {
        ServerCertificate = certificate.Own,
        ServerCertificateChain = certificate.Issuers,
        SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        HandshakeTimeout = Patience,
        ClientCertificateMode = clients.Count > 0 ? ClientCertificateMode.RequireCertificate : ClientCertificateMode.NoCertificate,

        // Pinned: which authority has signed it, and until when, says nothing more.
        ClientCertificateValidation = (client, _, _) => IsPinned(clients, client),
    };

    private static bool IsPinned(IReadOnlyList<string> pinned, X509Certificate2 client) =>
        pinned.Contains(Convert.ToHexStringLower(client.GetCertHash(HashAlgorithmName.SHA256)));

    private static void Map(WebApplication application, InterfaceParts parts)
    {
        application.UseMiddleware<InterfaceGuard>();
        if (parts.Settings.Prefix is { } prefix)
        {
            application.UsePathBase(prefix);
        }

        application.UseRouting();
        var calls = application.Services.GetRequiredService<CallEndpoints>();
        application.MapGet("/api/v1/kirjausavain/{date}", calls.KeyAsync);
        application.MapPost("/api/v1/muutokset", calls.ChangesAsync);
        application.MapPost("/api/v1/perustiedot", calls.BaseAsync);
        application.MapPost("/api/v1/perustiedot-vko", calls.WeeklyBaseAsync);
        application.MapGet(
            "/api/v1/openapi.json", context => new SiteAnswer(200, "application/json", parts.Document()).WriteAsync(context));
    }
}
