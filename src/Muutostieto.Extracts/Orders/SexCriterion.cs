using Muutostieto.Register;

namespace Muutostieto.Extracts.Orders;

/// <summary><c>sex</c>: 1 male, 2 female.</summary>
internal sealed class SexCriterion(IReadOnlyList<string> codes) : CodesCriterion(Key, Group, Field, codes)
{
    internal const string Key = "sex";
    internal const string Group = "003";
    internal const string Field = "sukupuoli";

    internal override ResidentFilter Filter(DateOnly day) => new() { Sexes = Codes };
}
