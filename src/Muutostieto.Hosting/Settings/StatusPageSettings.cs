using System.Net;

namespace Muutostieto.Hosting.Settings;

/// <summary>The section <c>StatusPage</c> of <c>appsettings.json</c>: where <c>serve</c> shows the status page.</summary>
/// <param name="Address">An address of this machine's loopback; no other one is accepted.</param>
/// <param name="Port">Null: no page is served.</param>
public sealed record StatusPageSettings(IPAddress Address, int? Port)
{
    public const int DefaultPort = 8650;

    /// <summary>What holds when the settings do not say.</summary>
    public static StatusPageSettings Default { get; } = new(IPAddress.Loopback, DefaultPort);
}
