using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Muutostieto.Hosting.Settings;

namespace Muutostieto.Server.SelfService.Login;

/// <summary>
/// Sets up logins: OpenID Connect with a code, PKCE, nonce and state; sessions in the store; no token of the provider is kept.
/// </summary>
internal static class LoginSetup
{
    internal const string Callback = "/login/callback";
    internal const string LoggedOutCallback = "/logout/callback";

    /// <summary>How long the provider may take to answer a question of this service.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    internal static void Add(IServiceCollection services, SelfServiceSettings settings, LoginFiles files, ClaimsMapping mapping)
    {
        var login = settings.Login!;
        services.AddSingleton(mapping).AddSingleton<LoginEvents>();
        services.AddAuthentication(SessionHandler.Name)
            .AddScheme<SessionOptions, SessionHandler>(
                SessionHandler.Name, options => options.Cookie = CookieName(settings, "session"))
            .AddOpenIdConnect(options => Configure(options, settings, login, files, mapping));
    }

    /// <summary>The browser takes a cookie of the prefix by HTTPS alone, for this host alone.</summary>
    internal static string CookieName(SelfServiceSettings settings, string name) => settings.IsEncrypted ? "__Host-" + name : name;

    private static void Configure(
        OpenIdConnectOptions options, SelfServiceSettings settings, LoginSettings login, LoginFiles files, ClaimsMapping mapping)
    {
        options.Authority = login.Authority.OriginalString;
        options.ClientId = login.ClientId;
        options.ClientSecret = files.ClientSecret;
        options.RequireHttpsMetadata = login.Authority.Scheme == "https";
        options.ResponseType = OpenIdConnectResponseType.Code;

        // The way back is a GET: cookies of a login then need not be sent with requests of other sites.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.SaveTokens = false;
        options.MapInboundClaims = false;
        options.GetClaimsFromUserInfoEndpoint = true;
        options.SignInScheme = SessionHandler.Name;
        options.CallbackPath = Callback;
        options.SignedOutCallbackPath = LoggedOutCallback;
        options.RemoteSignOutPath = default;
        options.BackchannelTimeout = Patience;
        options.RemoteAuthenticationTimeout = TimeSpan.FromMinutes(15);
        options.EventsType = typeof(LoginEvents);
        options.TokenValidationParameters.ClockSkew = TimeSpan.FromMinutes(2);
        options.Scope.Clear();
        foreach (var scope in login.Scopes)
        {
            options.Scope.Add(scope);
        }

        if (login.Acr.Count > 0)
        {
            options.AdditionalAuthorizationParameters.Add("acr_values", string.Join(' ', login.Acr));
        }

        options.ClaimActions.Clear();
        foreach (var claim in mapping.Names)
        {
            options.ClaimActions.MapJsonKey(claim, claim);
        }

        Protect(options.CorrelationCookie, settings, "login-");
        Protect(options.NonceCookie, settings, "nonce-");
        options.BackchannelHttpHandler = HandlerOf(files.TrustedAuthorities);
    }

    private static void Protect(CookieBuilder cookie, SelfServiceSettings settings, string name)
    {
        cookie.Name = CookieName(settings, name);
        cookie.Path = "/";
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = settings.IsEncrypted ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
    }

    /// <summary>Asks the provider, and no address that it sends on to.</summary>
    private static SocketsHttpHandler HandlerOf(X509Certificate2Collection authorities)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        if (authorities.Count > 0)
        {
            var policy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            policy.CustomTrustStore.AddRange(authorities);
            handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
        }

        return handler;
    }
}
