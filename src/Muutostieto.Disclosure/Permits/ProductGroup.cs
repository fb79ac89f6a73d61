namespace Muutostieto.Disclosure.Permits;

/// <param name="Group">Three digits. Every version of a layout travels under its one code.</param>
/// <param name="Fields">Names of fields, sorted; null means all.</param>
public sealed record ProductGroup(string Group, IReadOnlyList<string>? Fields)
{
    /// <summary>Whether the group is ours: only those have codes 9xx.</summary>
    public bool IsOwn => Group.StartsWith('9');
}
