using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Sessions;
using Muutostieto.Server.SelfService.Http;

namespace Muutostieto.Server.SelfService.Login;

/// <summary>
/// A session is a random token in a cookie, and a row in the store. Each login begins a new one and ends the browser's old one, so that a
/// token that was there before a login is worth nothing after it.
/// </summary>
internal sealed class SessionHandler(
    IOptionsMonitor<SessionOptions> options, ILoggerFactory loggers, UrlEncoder encoder, UserSessions sessions, ClaimsMapping mapping)
    : SignInAuthenticationHandler<SessionOptions>(options, loggers, encoder)
{
    internal const string Name = "Session";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Cookies[Options.Cookie] is not { Length: > 0 and < 100 } token)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        var prolongs = Context.GetEndpoint()?.Metadata.GetMetadata<Need>() is not { IsPassive: true };
        if (sessions.Find(token, prolongs) is not { } user)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        Context.Features.Set(user);
        var ticket = new AuthenticationTicket(PrincipalOf(user), Name);
        return Task.FromResult(AuthenticateResult.Success(ticket));
    }

    protected override Task HandleSignInAsync(ClaimsPrincipal user, AuthenticationProperties? properties)
    {
        var known = mapping.UserOf(user) ?? throw new InvalidOperationException("The login has been checked before.");
        End();
        Response.Cookies.Append(Options.Cookie, sessions.Begin(known), CookieOf());
        return Task.CompletedTask;
    }

    protected override Task HandleSignOutAsync(AuthenticationProperties? properties)
    {
        End();
        Response.Cookies.Delete(Options.Cookie, CookieOf());
        return Task.CompletedTask;
    }

    /// <summary>The form's token is bound to the user by the claim "sub".</summary>
    private static ClaimsPrincipal PrincipalOf(SelfServiceUser user) => new(new ClaimsIdentity([new Claim("sub", user.Id)], Name));

    private void End()
    {
        if (Request.Cookies[Options.Cookie] is { Length: > 0 and < 100 } token)
        {
            sessions.End(token);
        }
    }

    /// <summary>Lax: the way back from the provider comes from another site.</summary>
    private CookieOptions CookieOf() => new()
    {
        HttpOnly = true,
        IsEssential = true,
        Path = "/",
        SameSite = SameSiteMode.Lax,
        Secure = Request.IsHttps,
    };
}
