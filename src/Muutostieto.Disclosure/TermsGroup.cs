using System.Text.Json.Serialization;

namespace Muutostieto.Disclosure;

/// <summary>A group that is delivered.</summary>
/// <param name="Group">Code of three digits; all versions of its layout.</param>
/// <param name="Fields">Names of the fields delivered, or null for all of them.</param>
public sealed record TermsGroup(string Group, IReadOnlyList<string>? Fields)
{
    /// <summary>Whether the group is ours: only those have codes 9xx.</summary>
    [JsonIgnore]
    public bool IsOwn => Group.StartsWith('9');
}
