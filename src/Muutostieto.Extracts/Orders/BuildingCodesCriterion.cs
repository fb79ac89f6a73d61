namespace Muutostieto.Extracts.Orders;

/// <summary>A condition that a coded field of a building is one of some codes.</summary>
internal sealed class BuildingCodesCriterion(string name, string group, string field, IReadOnlyList<string> codes, int width = 0)
    : CodesCriterion(name, group, field, codes, width);
