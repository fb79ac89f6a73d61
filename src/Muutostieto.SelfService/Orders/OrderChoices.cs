using Muutostieto.Disclosure.Permits;
using Muutostieto.Hosting;
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

    /// <summary>By the configuration in force.</summary>
    /// <param name="work">Of the configuration.</param>
    /// <param name="permits">Those under which it may order.</param>
    internal static OrderChoices Of(Installation work, IReadOnlyList<Permit> permits) => new()
    {
        Permits = permits,
        Packages =
        [
            .. work.Packages()
                .Where(package => permits.Any(permit => permit.Orders!.Targets.Contains(package.Target)))
                .Select(package => new PackageChoice(package.Id, package.NameFi, package.NameEn)),
        ],
        GroupNames = new GroupWords(work.Catalog, work.BuildingCatalog),
        Directory = work.Configuration.Municipalities,
    };
}
