using Muutostieto.Register;

namespace Muutostieto.Extracts.Orders;

/// <summary><c>motherTongue</c>: codes of ISO 639-1, small letters, and those of the register for the rest.</summary>
internal sealed class MotherTongueCriterion(IReadOnlyList<string> codes) : CodesCriterion(Key, Group, Field, codes)
{
    internal const string Key = "motherTongue";
    internal const string Group = "002";
    internal const string Field = "kielikoodi";

    internal override ResidentFilter Filter(DateOnly day) => new() { MotherTongues = Codes };
}
