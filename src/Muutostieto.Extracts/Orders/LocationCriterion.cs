namespace Muutostieto.Extracts.Orders;

/// <summary><c>municipality</c> of a building: three digits, of the municipality of location.</summary>
internal sealed class LocationCriterion(IReadOnlyList<string> codes) : CodesCriterion(Key, Group, Field, codes)
{
    internal const string Key = "municipality";
    internal const string Group = "932";
    internal const string Field = "kuntakoodi";

    internal override IReadOnlyCollection<string>? Municipalities => Codes;
}
