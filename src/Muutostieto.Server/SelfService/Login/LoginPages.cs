using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Muutostieto.Server.SelfService.Http;
using Muutostieto.Server.SelfService.Pages;
using Muutostieto.Server.SelfService.Words;

namespace Muutostieto.Server.SelfService.Login;

/// <summary>Front page, login and logout.</summary>
internal sealed class LoginPages(IOptionsMonitor<OpenIdConnectOptions> provider, ILogger<LoginPages> log) : IPageArea
{
    internal const string Failed = "/login/failed";

    public IReadOnlyList<PageTask> Tasks => [];

    public void Map(SelfServiceRoutes routes)
    {
        routes.MapOpen("/", HomeAsync);
        routes.MapOpen("/login", LogInAsync);
        routes.MapOpen(Failed, FailedAsync);
        routes.MapOwnForm("/logout", LogOutAsync);
        routes.MapOpen("/logged-out", LoggedOutAsync);
        routes.MapOpen("/logout/provider", LogOutThereAsync);
    }

    private static Task<PageResult> HomeAsync(PageRequest request) =>
        Task.FromResult(request.UserOrNone is null ? request.Show<WelcomePage>() : request.Show<HomePage>());

    /// <summary>Sends the browser to the provider; from there it comes back to the page that was asked for.</summary>
    private async Task<PageResult> LogInAsync(PageRequest request)
    {
        var place = LocalPlace.Of(request.Query("to"));
        if (request.UserOrNone is not null)
        {
            return request.Go(place);
        }

        try
        {
            await request.Http
                .ChallengeAsync(OpenIdConnectDefaults.AuthenticationScheme, new AuthenticationProperties { RedirectUri = place })
                .ConfigureAwait(false);
            return new PageResult.Given();
        }
        catch (Exception away) when (IsAway(away))
        {
            LogAway(away);
            return new PageResult.Noticed(503, Notice.ProviderAway);
        }
    }

    private static Task<PageResult> FailedAsync(PageRequest request) =>
        Task.FromResult<PageResult>(request.Query("why") switch
        {
            nameof(Notice.ProviderAway) => new PageResult.Noticed(503, Notice.ProviderAway),
            nameof(Notice.LoginExpired) => new PageResult.Noticed(400, Notice.LoginExpired),
            nameof(Notice.LoginWeak) => new PageResult.Noticed(403, Notice.LoginWeak),
            nameof(Notice.LoginUnknown) => new PageResult.Noticed(403, Notice.LoginUnknown),
            _ => new PageResult.Noticed(403, Notice.LoginRefused),
        });

    private static async Task<PageResult> LogOutAsync(PageRequest request)
    {
        await request.Http.SignOutAsync(SessionHandler.Name).ConfigureAwait(false);

        // What the browser kept of the pages goes with the session; the cookie of the language stays.
        request.Http.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        return request.Go("/logged-out");
    }

    private async Task<PageResult> LoggedOutAsync(PageRequest request)
    {
        var known = await ConfigurationAsync(request.Aborted).ConfigureAwait(false);
        return request.Show<LoggedOutPage>((nameof(LoggedOutPage.HasProvider), !string.IsNullOrEmpty(known?.EndSessionEndpoint)));
    }

    private async Task<PageResult> LogOutThereAsync(PageRequest request)
    {
        if (request.UserOrNone is not null || await ConfigurationAsync(request.Aborted).ConfigureAwait(false) is null)
        {
            return request.Go("/");
        }

        await request.Http
            .SignOutAsync(OpenIdConnectDefaults.AuthenticationScheme, new AuthenticationProperties { RedirectUri = "/" })
            .ConfigureAwait(false);
        return new PageResult.Given();
    }

    /// <summary>What the provider says of itself; null when it does not answer.</summary>
    private async Task<OpenIdConnectConfiguration?> ConfigurationAsync(CancellationToken cancellation)
    {
        try
        {
            return await provider.Get(OpenIdConnectDefaults.AuthenticationScheme).ConfigurationManager!
                .GetConfigurationAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception away) when (IsAway(away))
        {
            LogAway(away);
            return null;
        }
    }

    /// <summary>The package says in many ways that the provider's answer did not come, or was none.</summary>
    private static bool IsAway(Exception failure) =>
        failure is InvalidOperationException or HttpRequestException or IOException or OpenIdConnectProtocolException
        || (failure is OperationCanceledException && failure is TaskCanceledException { InnerException: TimeoutException });

    private void LogAway(Exception failure) => log.LogWarning(
        "Self-service: the provider of logins does not answer ({Failure}). See SelfService.login in appsettings.json",
        (failure.InnerException ?? failure).GetType().Name);
}
