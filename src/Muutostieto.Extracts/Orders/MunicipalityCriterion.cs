namespace Muutostieto.Extracts.Orders;

/// <summary><c>municipality</c>: three digits, of the municipality of residence.</summary>
internal sealed class MunicipalityCriterion(IReadOnlyList<string> codes) : CodesCriterion(Key, Group, Field, codes)
{
    internal const string Key = "municipality";
    internal const string Group = "204";
    internal const string Field = "kuntanumero";

    internal override IReadOnlyCollection<string>? Municipalities => Codes;
}
