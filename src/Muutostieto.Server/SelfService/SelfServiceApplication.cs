using System.Net;
using System.Security.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Muutostieto.Hosting.Settings;
using Muutostieto.Records.Files;
using Muutostieto.SelfService.Sessions;
using Muutostieto.SelfService.Store;
using Muutostieto.SelfService.Submissions;
using Muutostieto.Server.Http;
using Muutostieto.Server.SelfService.Auditors;
using Muutostieto.Server.SelfService.Customers;
using Muutostieto.Server.SelfService.Http;
using Muutostieto.Server.SelfService.Login;
using Muutostieto.Server.SelfService.Notices;
using Muutostieto.Server.SelfService.Operators;
using Muutostieto.Server.SelfService.Pages;
using Muutostieto.Server.SelfService.Residents;
using Muutostieto.Server.SelfService.Words;
using Muutostieto.Server.Words;

namespace Muutostieto.Server.SelfService;

/// <summary>Puts the self-service together: Kestrel with its limits, the guard around everything, login, gates, and the pages.</summary>
internal static class SelfServiceApplication
{
    internal const string KeyFolder = "selfservice-keys";

    private const int LongestLine = 8 * 1024;
    private const int LongestHead = 32 * 1024;
    private const int LongestBody = 64 * 1024;
    private const int StreamsOfConnection = 32;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Browsers keep connections for the next page.</summary>
    private static readonly TimeSpan KeepAlive = TimeSpan.FromMinutes(2);

    /// <param name="at">Where it listens.</param>
    /// <param name="parts">What it answers with.</param>
    /// <param name="clock">Says how late it is.</param>
    /// <param name="loggers">Warnings and errors; no person, no client's address.</param>
    /// <param name="more">Adds pages of a test's; null: none.</param>
    internal static WebApplication Build(
        IPEndPoint at,
        SelfServiceParts parts,
        TimeProvider clock,
        ILoggerFactory loggers,
        Action<IServiceCollection>? more = null)
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
            .AddFilter(ForwardedLog.Tracing, LogLevel.None)

            // Their lines name claims, tokens' faults and keys' folders; what matters of them is said by the events of the login.
            .AddFilter("Microsoft.AspNetCore.Authentication", LogLevel.None)
            .AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.None)
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        var connections = new OpenConnections();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => Limit(kestrel, at, parts, connections));
        builder.Services
            .AddSingleton<IHostLifetime, NoLifetime>()
            .AddSingleton(parts)
            .AddSingleton(parts.Settings)
            .AddSingleton(parts.Store)
            .AddSingleton(clock)
            .AddSingleton(connections)
            .AddSingleton(new SessionLimits(
                TimeSpan.FromMinutes(parts.Settings.SessionMinutes), TimeSpan.FromHours(parts.Settings.SessionHours)))
            .AddSingleton<UserSessions>()
            .AddSingleton<SubmittedForms>()
            .AddSingleton<Languages>()
            .AddSingleton<WordShelf>()
            .AddSingleton<PageLanguage>()
            .AddSingleton<SelfServiceRenderer>()
            .AddSingleton<SelfServiceHosts>()
            .AddSingleton<PageAnswers>();
        AddKeys(builder.Services, parts);
        LoginSetup.Add(builder.Services, parts.Settings, parts.Login, new ClaimsMapping(parts.Settings.Login!, parts.Municipalities));
        AddAreas(builder.Services, parts);
        more?.Invoke(builder.Services);
        var application = builder.Build();
        Map(application, parts.Settings);
        return application;
    }

    /// <summary>The pages, in the order of front page and navigation.</summary>
    private static void AddAreas(IServiceCollection services, SelfServiceParts parts)
    {
        services.AddSingleton<IPageArea, LoginPages>();
        if (parts.Residents is { } residents)
        {
            services.AddSingleton(residents).AddSingleton<IPageArea, ResidentPages>();
        }

        if (parts.Offices is { } offices)
        {
            services
                .AddSingleton(offices.Deliveries)
                .AddSingleton(offices.Decisions)
                .AddSingleton(offices.Operations)
                .AddSingleton(offices.Running)
                .AddSingleton(offices.Audit)
                .AddSingleton(offices.Applications)
                .AddSingleton(offices.Orders)
                .AddSingleton(offices.Uploads)
                .AddSingleton(offices.Contacts)
                .AddSingleton(offices.Notices)
                .AddSingleton<IPageArea, ApplicationPages>()
                .AddSingleton<IPageArea, OrderPages>()
                .AddSingleton<IPageArea, DeliveryPages>()
                .AddSingleton<IPageArea, UploadPages>()
                .AddSingleton<IPageArea, ContactPages>()
                .AddSingleton<IPageArea, ServicePages>()
                .AddSingleton<IPageArea, DecisionPages>()
                .AddSingleton<IPageArea, OperationPages>()
                .AddSingleton<IPageArea, AuditorPages>()
                .AddSingleton<IPageArea, NoticePages>();
        }
    }

    /// <summary>The keys by which cookies of a login and tokens of forms are known after a restart.</summary>
    private static void AddKeys(IServiceCollection services, SelfServiceParts parts)
    {
        services.AddDataProtection().SetApplicationName("muutostieto");
        services.Configure<KeyManagementOptions>(keys => keys.XmlRepository = KeysOf(parts));
        services.AddAntiforgery(options =>
        {
            options.HeaderName = FormGate.TokenHeader;
            options.FormFieldName = PageContext.TokenField;

            // The gate has read it: looking for it in the body once more would keep an upload without a token on the disk.
            options.SuppressReadingTokenFromFormBody = true;
            options.SuppressXFrameOptionsHeader = true;
            options.Cookie.Name = LoginSetup.CookieName(parts.Settings, "form");
            options.Cookie.Path = "/";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = parts.Settings.IsEncrypted ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
        });
    }

    private static IXmlRepository KeysOf(SelfServiceParts parts)
    {
        if (parts.Store.IsShared)
        {
            return new KeyRows(new CookieKeys(parts.Store));
        }

        var folder = Path.Combine(parts.DataDirectory, KeyFolder);
        PrivateFile.CreateFolder(parts.Files, folder);
        return new KeyFiles(parts.Files, folder);
    }

    private static void Limit(KestrelServerOptions kestrel, IPEndPoint at, SelfServiceParts parts, OpenConnections connections)
    {
        kestrel.AddServerHeader = false;
        var limits = kestrel.Limits;
        limits.MaxRequestLineSize = LongestLine;
        limits.MaxRequestHeadersTotalSize = LongestHead;
        limits.MaxRequestBodySize = LongestBody;
        limits.MaxConcurrentConnections = 2 * OpenConnections.Most;
        limits.KeepAliveTimeout = KeepAlive;
        limits.RequestHeadersTimeout = Patience;
        limits.Http2.MaxStreamsPerConnection = StreamsOfConnection;
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 1024, gracePeriod: Patience);
        kestrel.Listen(at, listen =>
        {
            listen.Protocols = parts.Certificate is null ? HttpProtocols.Http1 : HttpProtocols.Http1AndHttp2;
            listen.Use(next => connection => connections.RunAsync(connection, next));
            if (parts.Certificate is { } certificate)
            {
                listen.UseHttps(Encrypt(certificate));
            }
        });
    }

    private static HttpsConnectionAdapterOptions Encrypt(ServerCertificate certificate) => new()
    {
        ServerCertificate = certificate.Own,
        ServerCertificateChain = certificate.Issuers,
        SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        HandshakeTimeout = Patience,
    };

    private static void Map(WebApplication application, SelfServiceSettings settings)
    {
        application.UseMiddleware<SelfServiceGuard>();
        application.UseRouting();
        application.UseAuthentication();
        application.UseMiddleware<AccessGate>();
        application.UseMiddleware<FormGate>();
        var routes = new SelfServiceRoutes(
            application, application.Services.GetRequiredService<PageAnswers>(), settings.UploadMegabytes * 1_000_000L);
        routes.MapFile("/selfservice.css", SelfServiceFiles.Style);
        routes.MapFile("/status.css", SiteFiles.StatusStyle);
        routes.MapFile("/selfservice.js", SelfServiceFiles.Script);
        routes.MapFile("/icon.svg", SiteFiles.Icon);
        foreach (var area in application.Services.GetServices<IPageArea>())
        {
            area.Map(routes);
        }
    }
}
