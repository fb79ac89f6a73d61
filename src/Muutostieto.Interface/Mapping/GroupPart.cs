using Muutostieto.Records.Model;
using Muutostieto.Records.State;

namespace Muutostieto.Interface.Mapping;

/// <summary>A group of a record with the groups that clarify it, as one object of the interface is made from it.</summary>
/// <param name="Record">The record.</param>
/// <param name="Group">Index of the group itself.</param>
/// <param name="End">Index after the last group that clarifies it.</param>
/// <param name="IsChange">Whether it is said as a change, and not as base data.</param>
/// <param name="Codes">The person's identity codes.</param>
/// <param name="Related">The persons that the record names; null where their codes are all that is said of them.</param>
internal readonly record struct GroupPart(
    RecordView Record, int Group, int End, bool IsChange, PersonCodes Codes, IRelatedPersons? Related)
{
    public byte Attribute => Record.Attribute(Group);

    /// <summary>Whether an end date has come by the record's day of registration.</summary>
    public bool HasEnded => PersonState.HasEnded(Record, Group);

    public ReadOnlySpan<byte> Value(string field) => Record.Value(Group, field);

    /// <summary>The part that begins at a group which clarifies no other.</summary>
    public static GroupPart At(RecordView record, int group, bool isChange, PersonCodes codes, IRelatedPersons? related)
    {
        var end = group + 1;
        while (end < record.GroupCount && record.Spec(end).Clarifies.Count > 0)
        {
            end++;
        }

        return new GroupPart(record, group, end, isChange, codes, related);
    }

    /// <summary>The first clarifying group of a code after a place, or -1.</summary>
    public int Clarifying(string code, int after)
    {
        for (var group = after + 1; group < End; group++)
        {
            if (Record.Spec(group).Code == code)
            {
                return group;
            }
        }

        return -1;
    }

    /// <summary>Whether every field is empty.</summary>
    public bool IsBlank
    {
        get
        {
            for (var at = 0; at < Record.Spec(Group).Fields.Count; at++)
            {
                if (!Record.Value(Group, at).IsEmpty)
                {
                    return false;
                }
            }

            return true;
        }
    }
}
