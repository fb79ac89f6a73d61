using Muutostieto.Records.Model;
using Muutostieto.Register;

namespace Muutostieto.Interface.Json;

/// <summary>An element of an answer, read.</summary>
/// <param name="Record">Its groups: of type 1 in base data, of type 0 in changes, whose event the interface does not tell.</param>
/// <param name="Unknown">Names of the groups that the mapping does not know, as they came.</param>
internal sealed record ReadPerson(Record Record, IReadOnlyList<string> Unknown)
{
    private const string Municipality = "204";

    /// <summary>Groups of which the mapping does not know everything, as they came.</summary>
    public IReadOnlyList<KeptGroup> Kept { get; init; } = [];

    /// <summary>Whether any group is masked.</summary>
    public bool IsMasked { get; init; }

    /// <summary>
    /// Whether a change is a whole person, as of one who came into the recipient's sight: every group is added (a masked one may be
    /// changed, and of an order it may be said that there is none), and residence and name or sex are there. It takes the place of
    /// everything that is known of the person.
    /// </summary>
    public bool IsWhole =>
        Record.IndexOf(Municipality) >= 0 && (Record.IndexOf("003") >= 0 || Record.IndexOf("004") >= 0)
        && Enumerable.Range(0, Record.GroupCount).Where(group => Record.Spec(group).Clarifies.Count == 0)
            .All(group => Record.Attribute(group) == ChangeAttribute.Added || Record.Spec(group).Code is "015" or "101" or Municipality);

    /// <summary>
    /// Whether it says nothing but the municipality of residence, and that as changed: the person may have left the recipient's sight.
    /// </summary>
    public bool IsMunicipalityOnly =>
        Record is { GroupCount: 1 } && Record.Spec(0).Code == Municipality && Record.Attribute(0) == ChangeAttribute.Changed;
}
