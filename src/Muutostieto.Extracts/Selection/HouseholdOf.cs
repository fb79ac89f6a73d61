using Muutostieto.Extracts.Orders;
using Muutostieto.Records.Model;
using Muutostieto.Records.State;
using Muutostieto.Register.Buildings;

namespace Muutostieto.Extracts.Selection;

/// <summary>Identifies the dwelling of a person by group 909.</summary>
internal static class HouseholdOf
{
    internal const string Group = SampleFields.Household;

    /// <summary>
    /// The building and the place in it; null when the person has no dwelling identifier in force, also because it is masked, and is a
    /// household of one.
    /// </summary>
    internal static string? Code(RecordView record)
    {
        for (var group = record.IndexOf(Group); group >= 0; group = record.IndexOf(Group, group + 1))
        {
            if (!record.Value(group, "rakennustunnus").IsEmpty && !PersonState.HasEnded(record, group))
            {
                return Code(record, group);
            }
        }

        return null;
    }

    private static string? Code(RecordView record, int group)
    {
        try
        {
            return record.Text(group, "rakennustunnus") + DwellingPlace.OfResidence(record, group);
        }
        catch (FormatException)
        {
            // No identifier of a dwelling, so no one can be known to share it.
            return null;
        }
    }
}
