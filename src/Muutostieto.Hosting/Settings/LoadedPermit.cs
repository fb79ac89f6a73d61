using Muutostieto.Disclosure.Permits;

namespace Muutostieto.Hosting.Settings;

/// <summary>A permit with the places that faults between permits and other files are told at.</summary>
internal sealed record LoadedPermit(Permit Permit, JsonPlace Id, JsonPlace RegisterName)
{
    public required JsonPlace CustomerNumber { get; init; }
}
