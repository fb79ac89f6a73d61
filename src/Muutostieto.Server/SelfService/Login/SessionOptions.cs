using Microsoft.AspNetCore.Authentication;

namespace Muutostieto.Server.SelfService.Login;

/// <summary>How sessions are kept in browsers.</summary>
internal sealed class SessionOptions : AuthenticationSchemeOptions
{
    /// <summary>The name of the cookie with a session's token.</summary>
    public string Cookie { get; set; } = "session";
}
