using Muutostieto.Disclosure.Permits;

namespace Muutostieto.Hosting.Settings;

/// <summary>A permit with the places at which faults between permits and other files are reported.</summary>
internal sealed record LoadedPermit(Permit Permit, JsonPlace Id, JsonPlace RegisterName)
{
    public required JsonPlace CustomerNumber { get; init; }
}
