using Muutostieto.Disclosure.Permits;
using Muutostieto.Records.Groups;

namespace Muutostieto.Hosting.Settings;

/// <summary>The groups that orders may name, by what their rows are: no code is both of persons and of buildings.</summary>
/// <param name="persons">By code.</param>
/// <param name="buildings">By code; null: there are none.</param>
internal sealed class OrderableGroups(
    IReadOnlyDictionary<string, GroupOutline> persons, IReadOnlyDictionary<string, GroupOutline>? buildings)
{
    private readonly IReadOnlyDictionary<string, GroupOutline> buildings = buildings ?? new Dictionary<string, GroupOutline>();

    /// <summary>Those of persons and of buildings together.</summary>
    internal IReadOnlyDictionary<string, GroupOutline> All { get; } = buildings is null
        ? persons
        : persons.Concat(buildings).DistinctBy(group => group.Key).ToDictionary(group => group.Key, group => group.Value);

    internal IReadOnlyDictionary<string, GroupOutline> Of(OrderTarget target) => target.IsOfPersons() ? persons : buildings;
}
