using Muutostieto.Disclosure.Permits;
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
}
