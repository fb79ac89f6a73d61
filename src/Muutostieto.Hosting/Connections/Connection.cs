using Muutostieto.Disclosure;
using Muutostieto.Disclosure.Permits;

namespace Muutostieto.Hosting.Connections;

/// <summary>A connection of the interface, as its permit has it today.</summary>
public sealed class Connection
{
    private readonly List<XRoadClient>? clients;

    internal Connection(Permit permit, InterfaceChannel channel, DisclosureTerms terms)
    {
        (Permit, Recipient, User, Terms) = (permit.Id, permit.Recipient, channel.User, terms);
        clients = channel.Clients is null ? null : [.. channel.Clients.Select(XRoadClient.Parse).OfType<XRoadClient>()];
    }

    /// <summary>The id of its permit.</summary>
    public string Permit { get; }

    /// <summary>The permit's grantee.</summary>
    public string Recipient { get; }

    /// <summary>Its name: the user of its credentials.</summary>
    public string User { get; }

    /// <summary>
    /// What it may receive today. An area has every municipality that it has or had. Whether each request brings its own list of codes is
    /// in them too.
    /// </summary>
    public DisclosureTerms Terms { get; }

    /// <summary>Whether this client may use it. Identifiers are compared part by part, without their percent-encoding.</summary>
    /// <param name="client">The value of X-Road-Client; null when there is none, which only a connection for any client takes.</param>
    public bool IsAllowed(string? client) =>
        clients is null || (client is not null && XRoadClient.Parse(client) is { } asking && clients.Contains(asking));
}
