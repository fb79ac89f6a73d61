using Muutostieto.Records.Groups;

namespace Muutostieto.SelfService.Residents;

/// <summary>A column of a list on the screen.</summary>
/// <param name="Group">The code of its group, three digits; null: of none, as the identity code is.</param>
/// <param name="Field">The field's name in the group, or the column's where it belongs to none.</param>
/// <param name="IsWhole">Whether the group has this field alone, so that the group's name says all.</param>
public sealed record RowColumn(string? Group, string Field, bool IsWhole)
{
    /// <summary>The column of a name that the delivered table has: the group's and the field's, with an underscore between.</summary>
    internal static RowColumn Of(string name, GroupCatalog catalog) => catalog.Groups
        .Where(group => group.InTable && name.StartsWith(group.Name + "_", StringComparison.Ordinal))
        .SelectMany(group => group.Fields
            .Where(field => name.Length == group.Name.Length + 1 + field.Name.Length && name.EndsWith(field.Name, StringComparison.Ordinal))
            .Select(field => new RowColumn(group.Code, field.Name, group.Fields.Count == 1)))
        .FirstOrDefault() ?? new RowColumn(null, name, true);
}
