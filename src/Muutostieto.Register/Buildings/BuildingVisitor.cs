namespace Muutostieto.Register.Buildings;

/// <summary>Is shown a building.</summary>
public delegate void BuildingVisitor(in BuildingRow row);
