using Muutostieto.Register;

namespace Muutostieto.Extracts.Orders;

/// <summary><c>postalCode</c>: five digits, of the permanent address in Finland.</summary>
internal sealed class PostalCodeCriterion(IReadOnlyList<string> codes) : CodesCriterion(Key, Group, Field, codes, width: 5)
{
    internal const string Key = "postalCode";
    internal const string Group = "101";
    internal const string Field = "postinumero";

    internal override ResidentFilter Filter(DateOnly day) => new() { PostalCodes = Codes };
}
