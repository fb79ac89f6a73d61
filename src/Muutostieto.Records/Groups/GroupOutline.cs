namespace Muutostieto.Records.Groups;

/// <summary>What a product's choice of a group is checked against.</summary>
/// <param name="Fields">Names of the fields, those of all versions of the group together.</param>
/// <param name="IsCovered">Whether a non-disclosure order covers the group in any version (<see cref="GroupSpec.IsCovered"/>).</param>
public sealed record GroupOutline(IReadOnlySet<string> Fields, bool IsCovered)
{
    /// <summary>Names of the fields that have identity codes in any version.</summary>
    public IReadOnlySet<string> IdentityCodes { get; init; } = new HashSet<string>();

    /// <summary>Whether its fields are columns of a table of persons (<see cref="GroupSpec.InTable"/>).</summary>
    public bool InTable { get; init; }

    /// <summary>By name of field: the values that it may have in any version. Fields whose values are open are not in it.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Codes { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
}
