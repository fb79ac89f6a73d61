using System.Net;

namespace Muutostieto.Server.Http;

/// <summary>
/// By which names the site may be asked for: a name that a foreign name server points at this machine is none of them (DNS rebinding).
/// </summary>
internal sealed class HostNames(IPAddress address)
{
    private readonly string[] names = ["localhost", "127.0.0.1", "[::1]", address.ToString()];

    /// <summary>With any port: an operator's ssh -L may have another one than the service.</summary>
    internal bool IsOwn(string? host)
    {
        if (string.IsNullOrEmpty(host))
        {
            return false;
        }

        var name = host.EndsWith(']') || !host.Contains(':', StringComparison.Ordinal) ? host : host[..host.LastIndexOf(':')];
        return names.Contains(name, StringComparer.OrdinalIgnoreCase);
    }
}
