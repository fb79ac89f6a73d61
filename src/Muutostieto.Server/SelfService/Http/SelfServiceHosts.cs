using System.Net;
using Microsoft.AspNetCore.Http;
using Muutostieto.Hosting.Settings;
using Muutostieto.Server.Http;

namespace Muutostieto.Server.SelfService.Http;

/// <summary>By which names the self-service may be asked for: that of its address, and, on the loopback, those of the loopback.</summary>
internal sealed class SelfServiceHosts(SelfServiceSettings settings)
{
    private readonly HostNames? loopback = IPAddress.IsLoopback(settings.Address) ? new HostNames(settings.Address) : null;

    internal bool IsOwn(string? host) =>
        (settings.PublicAddress is { } own && string.Equals(host, own.Authority, StringComparison.OrdinalIgnoreCase))
        || loopback?.IsOwn(host) == true;

    /// <summary>Gives a request the name and scheme that its browser sees, where a proxy is before the service.</summary>
    internal void Correct(HttpRequest request)
    {
        if (settings.PublicAddress is { } own)
        {
            (request.Scheme, request.Host) = (own.Scheme, new HostString(own.Authority));
        }
    }
}
