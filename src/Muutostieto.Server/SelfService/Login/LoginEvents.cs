using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Muutostieto.Hosting.Settings;
using Muutostieto.SelfService.Access;
using Muutostieto.Server.SelfService.Words;

namespace Muutostieto.Server.SelfService.Login;

/// <summary>What is added to the package's login: the kind of login that is required, and failures as pages.</summary>
internal sealed class LoginEvents(SelfServiceSettings settings, ClaimsMapping mapping, ILogger<LoginEvents> log) : OpenIdConnectEvents
{
    /// <summary>The last look at a login, with the claims of id token and user info.</summary>
    public override Task TicketReceived(TicketReceivedContext context)
    {
        if (settings.Login!.Acr is { Count: > 0 } required
            && !required.Contains(context.Principal?.FindFirst("acr")?.Value ?? "", StringComparer.Ordinal))
        {
            Refuse(context, Notice.LoginWeak, "the provider's answer has none of the values of \"acr\"");
        }
        else if (context.Principal is null || mapping.UserOf(context.Principal) is not { } user)
        {
            Refuse(context, Notice.LoginUnknown, $"the provider's answer has no usable claim \"{settings.Login.UserClaim}\"");
        }
        else
        {
            foreach (var claim in user.Missing)
            {
                LogMissing(claim, user.Roles, context.Principal);
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>The provider's error, a wrong state, an expired correlation, a token that does not verify.</summary>
    public override Task RemoteFailure(RemoteFailureContext context)
    {
        var failure = context.Failure;
        var notice = failure switch
        {
            { InnerException: HttpRequestException or TaskCanceledException } or HttpRequestException or TaskCanceledException =>
                Notice.ProviderAway,
            _ when context.Request.Query.ContainsKey(OpenIdConnectParameterNames.Error) => Notice.LoginRefused,
            AuthenticationFailureException { Message: var message } when message.Contains("orrelation", StringComparison.Ordinal) =>
                Notice.LoginExpired,
            _ when context.Properties is null => Notice.LoginExpired,
            _ => Notice.LoginRefused,
        };
        Refuse(context, notice, failure?.GetType().Name ?? "no cause");
        return Task.CompletedTask;
    }

    /// <summary>Without the id token, which is not kept, the provider knows us by the client's id.</summary>
    public override Task RedirectToIdentityProviderForSignOut(RedirectContext context)
    {
        context.ProtocolMessage.ClientId = context.Options.ClientId;
        return Task.CompletedTask;
    }

    /// <summary>The log has the claim and how many values it had, never a value, as one may name a person.</summary>
    private void LogMissing(MissingClaim missing, IEnumerable<Role> roles, ClaimsPrincipal principal)
    {
        var (claim, rule, remedy) = missing == MissingClaim.Recipient
            ? (settings.Login!.RecipientClaim,
                settings.Login.Recipients is null ? "exactly one that is the id of a recipient" : "one that \"recipients\" names",
                "Enter it at the provider, or change \"recipientClaim\" or \"recipients\"")
            : (settings.Login!.MunicipalityClaim,
                "the number of a municipality, three digits",
                "Enter it at the provider, or change \"municipalityClaim\"");
        log.LogWarning(
            "Self-service: a user of the role {Roles} logged in without {Missing}: no value of the claim \"{Claim}\" ({Count} in all) "
                + "can be used. Expected {Rule}. {Remedy} of SelfService.login in appsettings.json",
            string.Join(", ", roles),
            missing == MissingClaim.Recipient ? "a recipient" : "a municipality",
            claim,
            ClaimsMapping.CountOf(principal, claim),
            rule,
            remedy);
    }

    /// <summary>The log has the kind of failure: what the provider says of it may name a person.</summary>
    private void Refuse<TOptions>(HandleRequestContext<TOptions> context, Notice notice, string cause)
        where TOptions : AuthenticationSchemeOptions
    {
        log.LogWarning("Self-service: a login failed: {Notice} ({Cause})", notice, cause);
        context.Response.Redirect($"{LoginPages.Failed}?why={notice}");
        context.HandleResponse();
    }
}
