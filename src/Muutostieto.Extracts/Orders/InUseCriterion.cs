using Muutostieto.Register.Buildings;

namespace Muutostieto.Extracts.Orders;

/// <summary><c>inUse</c>: two digits of the state of use. Buildings that are gone are looked at only where their state is named.</summary>
internal sealed class InUseCriterion(IReadOnlyList<string> codes) : CodesCriterion(Key, Group, Field, codes)
{
    internal const string Key = "inUse";
    internal const string Group = BuildingState.Use;
    internal const string Field = "kayttotila";

    internal override bool NamesGone => Codes.Any(BuildingState.IsGone);
}
