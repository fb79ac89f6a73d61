using Muutostieto.Disclosure.Permits;
using Muutostieto.Hosting.Reports;

namespace Muutostieto.SelfService.Orders;

/// <summary>What a recipient can choose in its orders: what its permits have.</summary>
public sealed record OrderChoices
{
    /// <summary>Those under which it may order today, in order of id.</summary>
    public required IReadOnlyList<Permit> Permits { get; init; }

    /// <summary>Packages whose target one of the permits has, in order of id.</summary>
    public required IReadOnlyList<PackageChoice> Packages { get; init; }

    /// <summary>The names of the groups.</summary>
    public required GroupWords GroupNames { get; init; }

    /// <summary>Counties and municipalities.</summary>
    public required MunicipalityDirectory Directory { get; init; }
}
