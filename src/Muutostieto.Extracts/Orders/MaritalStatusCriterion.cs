namespace Muutostieto.Extracts.Orders;

/// <summary><c>maritalStatus</c>: one digit, as in group 903.</summary>
internal sealed class MaritalStatusCriterion(IReadOnlyList<string> codes) : CodesCriterion(Key, Group, Field, codes)
{
    internal const string Key = "maritalStatus";
    internal const string Group = "903";
    internal const string Field = "siviilisaaty";
}
