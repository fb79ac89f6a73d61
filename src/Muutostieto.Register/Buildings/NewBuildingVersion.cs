using Muutostieto.Records.Identity;

namespace Muutostieto.Register.Buildings;

/// <summary>What a journal entry, or the loading of a new register, makes of a building.</summary>
public sealed record NewBuildingVersion
{
    /// <summary>The building's surrogate id; null makes a new building.</summary>
    public long? BuildingId { get; init; }

    /// <summary>The permanent building code in force, ten characters.</summary>
    public required string Code { get; init; }

    /// <summary>Codes that the building had before. Those that the register has already are not needed again.</summary>
    public IReadOnlyList<string> FormerCodes { get; init; } = [];

    /// <summary>Three digits; empty when unknown.</summary>
    public required string Municipality { get; init; }

    /// <summary>False once it is demolished or destroyed. It stays in the register for ever.</summary>
    public bool Stands { get; init; } = true;

    /// <summary>All groups but the owners: compact UTF-8 JSON.</summary>
    public required ReadOnlyMemory<byte> Document { get; init; }

    /// <summary>All owners in force.</summary>
    public IReadOnlyList<BuildingOwner> Owners { get; init; } = [];

    /// <summary>All dwellings that exist; a removed one is left out.</summary>
    public IReadOnlyList<NewDwelling> Dwellings { get; init; } = [];

    /// <summary>Refuses what no register may hold.</summary>
    /// <exception cref="ArgumentException">A value does not have the form described here. The message doesn't show the value.</exception>
    public void Validate()
    {
        if (FormerCodes.Append(Code).Any(code => code.Length != BuildingCode.Length || !System.Text.Ascii.IsValid(code)))
        {
            throw new ArgumentException("A building code has 10 ASCII characters.");
        }

        if (Municipality.Length is not (0 or 3))
        {
            throw new ArgumentException("A municipality's number has 3 digits, or is empty.");
        }

        if (Document.IsEmpty)
        {
            throw new ArgumentException("A version has a document.");
        }

        if (Dwellings.Any(dwelling => dwelling.PermanentId.Length == 0)
            || Dwellings.DistinctBy(dwelling => dwelling.PermanentId).Count() != Dwellings.Count
            || Dwellings.DistinctBy(dwelling => dwelling.Place).Count() != Dwellings.Count)
        {
            throw new ArgumentException("Each dwelling of a building has a permanent id and a place of its own.");
        }
    }
}
