using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Purposes;
using Muutostieto.Hosting;
using Muutostieto.Hosting.Reports;

namespace Muutostieto.SelfService.Applications;

/// <summary>What can be chosen in an application: what the configuration has.</summary>
public sealed record ApplicationChoices
{
    public required IReadOnlyList<string> Purposes { get; init; }

    /// <summary>Products whose channels have files.</summary>
    public required IReadOnlyList<Product> Products { get; init; }

    /// <summary>The codes of all groups, in their order.</summary>
    public required IReadOnlyList<string> Groups { get; init; }

    public required IReadOnlyList<string> Targets { get; init; }

    /// <summary>Of orders; files by a rhythm have the first two.</summary>
    public required IReadOnlyList<string> Formats { get; init; }

    /// <summary>The names of the groups.</summary>
    public required GroupWords GroupNames { get; init; }

    /// <summary>Counties and municipalities.</summary>
    public required MunicipalityDirectory Directory { get; init; }

    /// <summary>By the configuration in force.</summary>
    internal static ApplicationChoices Of(Installation work) => new()
    {
        Purposes = PurposeNames.All,
        Products = [.. work.Configuration.Products.Values.Where(product => product.Channels.Contains(PermitChannel.Files))],
        Groups = [.. work.Catalog.Outlines.Keys.Concat(work.BuildingCatalog.Outlines.Keys).Distinct().Order(StringComparer.Ordinal)],
        Targets = OrderTargetNames.All,
        Formats = DeliveryFormatNames.All,
        GroupNames = new GroupWords(work.Catalog, work.BuildingCatalog),
        Directory = work.Configuration.Municipalities,
    };
}
