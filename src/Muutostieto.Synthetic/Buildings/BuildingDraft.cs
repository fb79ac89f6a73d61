using Muutostieto.Records.Identity;
using Muutostieto.Synthetic.Places;

namespace Muutostieto.Synthetic.Buildings;

/// <summary>A building whose document is about to be written.</summary>
internal sealed record BuildingDraft
{
    public required BuildingCode Code { get; init; }

    /// <summary>Three digits.</summary>
    public required string Municipality { get; init; }

    public required BuildingKind Kind { get; init; }

    public required Street Street { get; init; }

    /// <summary>At most seven characters.</summary>
    public required string Number { get; init; }

    /// <summary>VVVVKKPP; month and day are 00 where they are not known.</summary>
    public required int Completed { get; init; }

    /// <summary>Whether all measures are known, as they are of every new one.</summary>
    public required bool HasMeasures { get; init; }

    public IReadOnlyList<BuildingUnit> Units { get; init; } = [];
}
