using Muutostieto.Disclosure.Permits;

namespace Muutostieto.Hosting.Settings;

/// <summary>A permit with the places at which faults between permits and other files are reported.</summary>
internal sealed record LoadedPermit(Permit Permit, JsonPlace Id, JsonPlace RegisterName)
{
    public required JsonPlace CustomerNumber { get; init; }

    /// <summary>Where the permit's connection has its user, or the permit its id when it has no connection; so are the two below.</summary>
    public required JsonPlace User { get; init; }

    public required JsonPlace PasswordHashes { get; init; }

    public required JsonPlace Clients { get; init; }

    /// <summary>Where it names its end customer.</summary>
    public required JsonPlace EndCustomer { get; init; }
}
