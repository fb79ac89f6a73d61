using System.Net;
using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Muutostieto.TestProvider;

/// <summary>
/// An OpenID Connect provider for tests and demonstrations on one machine: OpenIddict without a database, one client, users in memory, a
/// login in two steps without a password. It is no login for anything else.
/// </summary>
public sealed class ProviderApplication : IAsyncDisposable
{
    public const string ClientId = "muutostieto";
    public const string ClientSecret = "demo-secret-of-this-machine";

    /// <summary>The code of the second step, for every user.</summary>
    public const string Code = "123456";

    /// <summary>The kind of login in two steps.</summary>
    public const string TwoSteps = "two-steps";

    private readonly WebApplication application;
    private readonly Dictionary<string, ProviderUser> users;

    private ProviderApplication(int port, IEnumerable<ProviderUser> users)
    {
        this.users = users.ToDictionary(user => user.Name, StringComparer.Ordinal);
        application = Build(port);
    }

    /// <summary>The issuer, with a slash at its end.</summary>
    public Uri Authority =>
        new(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/");

    /// <summary>How a login answers, in a test of failures: null, as it should.</summary>
    public string? Error { get; set; }

    /// <summary>The kind of login that id tokens say. Default <see cref="TwoSteps"/>.</summary>
    public string Acr { get; set; } = TwoSteps;

    /// <param name="port">0: a free one.</param>
    /// <param name="users">Null: <see cref="ProviderUser.Some"/>.</param>
    public static async Task<ProviderApplication> StartAsync(int port = 0, IEnumerable<ProviderUser>? users = null)
    {
        var provider = new ProviderApplication(port, users ?? ProviderUser.Some);
        await provider.application.StartAsync();

        // The first answers take seconds on a busy machine, longer than a client waits.
        using var client = new HttpClient { BaseAddress = provider.Authority, Timeout = TimeSpan.FromMinutes(2) };
        foreach (var place in new[] { ".well-known/openid-configuration", ".well-known/jwks" })
        {
            await client.GetStringAsync(new Uri(place, UriKind.Relative));
        }

        return provider;
    }

    /// <summary>Until the process is ended.</summary>
    public Task WaitAsync() => ((IHost)application).WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        await application.StopAsync();
        await application.DisposeAsync();
    }

    private WebApplication Build(int port)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(ProviderApplication).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = "Production",
        });
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1));
        builder.Services.AddRouting();
        builder.Services.AddOpenIddict().AddServer(Configure);
        var built = builder.Build();
        built.UseRouting();
        built.UseAuthentication();
        built.MapMethods("/connect/authorize", ["GET", "POST"], AuthorizeAsync);
        built.MapMethods("/connect/logout", ["GET", "POST"], LogOutAsync);
        built.MapMethods("/connect/userinfo", ["GET", "POST"], UserInfoAsync);
        return built;
    }

    private static void Configure(OpenIddictServerBuilder server)
    {
        server.EnableDegradedMode().DisableAccessTokenEncryption();
        server.SetAuthorizationEndpointUris("connect/authorize").SetTokenEndpointUris("connect/token")
            .SetEndSessionEndpointUris("connect/logout").SetUserInfoEndpointUris("connect/userinfo");
        server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
        server.RegisterScopes(Scopes.OpenId, Scopes.Profile);

        // Its keys last as long as the process.
        server.AddEphemeralEncryptionKey().AddEphemeralSigningKey(SecurityAlgorithms.RsaSha256);
        server.UseAspNetCore().EnableAuthorizationEndpointPassthrough().EnableEndSessionEndpointPassthrough()
            .EnableUserInfoEndpointPassthrough().DisableTransportSecurityRequirement();
        server.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
        {
            if (context.ClientId != ClientId || !IsOfThisMachine(context.RedirectUri))
            {
                context.Reject(Errors.InvalidClient, "The client is not known.");
            }

            return default;
        }));
        server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(context =>
        {
            if (context.ClientId != ClientId || context.ClientSecret != ClientSecret)
            {
                context.Reject(Errors.InvalidClient, "The client is not known.");
            }

            return default;
        }));
        server.AddEventHandler<ValidateEndSessionRequestContext>(handler => handler.UseInlineHandler(context =>
        {
            if (!IsOfThisMachine(context.PostLogoutRedirectUri))
            {
                context.Reject(Errors.InvalidRequest, "The address is not known.");
            }

            return default;
        }));
    }

    private static bool IsOfThisMachine(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri is { IsLoopback: true };

    /// <summary>Shows the login, and answers what is typed into it.</summary>
    private async Task AuthorizeAsync(HttpContext context)
    {
        var request = context.GetOpenIddictServerRequest()!;
        if (Error is { } error)
        {
            await RefuseAsync(context, error);
            return;
        }

        var typed = HttpMethods.IsPost(context.Request.Method) ? await context.Request.ReadFormAsync() : null;
        if (typed?.ContainsKey("cancel") == true)
        {
            await RefuseAsync(context, Errors.AccessDenied);
        }
        else if (typed?["user"].ToString() is { } name && users.TryGetValue(name, out var user) && typed["code"] == Code)
        {
            var identity = new ClaimsIdentity("provider", Claims.Name, Claims.Role);
            identity.SetClaim(Claims.Subject, $"user-{user.Name}").SetClaim(Claims.AuthenticationContextReference, Acr);
            identity.SetScopes(request.GetScopes());
            identity.SetDestinations(_ => [Destinations.AccessToken, Destinations.IdentityToken]);
            await context.SignInAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme, new ClaimsPrincipal(identity));
        }
        else
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.WriteAsync(LoginPage(request, wrong: typed is not null));
        }
    }

    private static Task RefuseAsync(HttpContext context, string error) => context.ForbidAsync(
        OpenIddictServerAspNetCoreDefaults.AuthenticationScheme,
        new AuthenticationProperties(new Dictionary<string, string?>
        {
            [OpenIddictServerAspNetCoreConstants.Properties.Error] = error,
            [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = "The user is Teppo Testaaja.",
        }));

    private static Task LogOutAsync(HttpContext context) => context.SignOutAsync(
        OpenIddictServerAspNetCoreDefaults.AuthenticationScheme, new AuthenticationProperties { RedirectUri = "/" });

    private async Task UserInfoAsync(HttpContext context)
    {
        var token = await context.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        var subject = token.Principal?.GetClaim(Claims.Subject);
        if (subject is null || !users.TryGetValue(subject["user-".Length..], out var user))
        {
            await context.ChallengeAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
            return;
        }

        await context.Response.WriteAsJsonAsync(new Dictionary<string, object?>
        {
            [Claims.Subject] = subject,
            [Claims.Name] = user.Shown,
            ["roles"] = user.Roles,
            ["organization"] = user.Organization ?? "",
            ["municipality"] = user.Municipalities,
        });
    }

    private string LoginPage(OpenIddictRequest request, bool wrong)
    {
        var page = new StringBuilder(
            """
            <!DOCTYPE html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>Test login</title>
            <style>body{font:1rem/1.5 system-ui,sans-serif;max-width:28rem;margin:3rem auto;padding:0 1rem}input,button{font:inherit;padding:.4rem}</style>
            <h1>Test login</h1><p>For tests and demonstrations on this machine.</p><form method="post" action="/connect/authorize">
            """);
        foreach (var (name, value) in request.GetParameters())
        {
            page.Append("<input type=\"hidden\" name=\"").Append(WebUtility.HtmlEncode(name)).Append("\" value=\"")
                .Append(WebUtility.HtmlEncode((string?)value)).Append("\">");
        }

        page.Append(wrong ? "<p><strong>The user or the code is wrong.</strong></p>" : "")
            .Append("<p><label>User<br><input name=\"user\" list=\"users\" autofocus></label><datalist id=\"users\">");
        foreach (var user in users.Values)
        {
            page.Append("<option value=\"").Append(WebUtility.HtmlEncode(user.Name)).Append("\">")
                .Append(WebUtility.HtmlEncode(user.Shown)).Append("</option>");
        }

        return page.Append("</datalist></p><p><label>Code of the second step (").Append(Code)
            .Append(")<br><input name=\"code\" inputmode=\"numeric\"></label></p><p><button>Log in</button> ")
            .Append("<button name=\"cancel\" value=\"yes\">Cancel</button></p></form></html>").ToString();
    }
}
