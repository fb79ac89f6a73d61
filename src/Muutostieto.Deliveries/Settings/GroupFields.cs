using Muutostieto.Records.Groups;

namespace Muutostieto.Deliveries.Settings;

/// <summary>The groups that a product may name, with the names of their fields.</summary>
public static class GroupFields
{
    /// <summary>By code; the fields of all versions of a layout together, as they travel under one code.</summary>
    public static IReadOnlyDictionary<string, IReadOnlySet<string>> Of(GroupCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return catalog.Groups
            .GroupBy(group => group.Code, StringComparer.Ordinal)
            .ToDictionary(
                versions => versions.Key,
                versions => (IReadOnlySet<string>)versions.SelectMany(group => group.Fields).Select(field => field.Name).ToHashSet(StringComparer.Ordinal),
                StringComparer.Ordinal);
    }
}
