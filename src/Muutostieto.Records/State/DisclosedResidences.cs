using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;

namespace Muutostieto.Records.State;

/// <summary>Finds the other persons whose residence a record reveals, by the fields that the layouts mark.</summary>
public static class DisclosedResidences
{
    /// <summary>The codes of the persons whose residence a record reveals; where a field may speak of the person that another group names,
    /// all that are named in such groups.</summary>
    public static IReadOnlyList<string> Of(Record record)
    {
        ArgumentNullException.ThrowIfNull(record);
        List<string>? codes = null;
        for (var group = 0; group < record.GroupCount; group++)
        {
            var spec = record.Spec(group);
            foreach (var field in spec.Residences)
            {
                if (record.Value(group, field.Index).IsEmpty)
                {
                    continue;
                }

                codes ??= [];
                for (
                    var other = field.ResidenceShared ? record.IndexOf(spec.Code) : group;
                    other >= 0;
                    other = field.ResidenceShared ? record.IndexOf(spec.Code, other + 1) : -1)
                {
                    Add(codes, record, other, field);
                }
            }
        }

        return codes ?? (IReadOnlyList<string>)[];
    }

    /// <summary>Whether a record reveals any other person's residence.</summary>
    public static bool Any(Record record)
    {
        ArgumentNullException.ThrowIfNull(record);
        for (var group = 0; group < record.GroupCount; group++)
        {
            foreach (var field in record.Spec(group).Residences)
            {
                if (!record.Value(group, field.Index).IsEmpty)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether a record names a person in a group that can hold a residence, even when it is empty.</summary>
    public static bool Names(Record record, IReadOnlySet<string> codes)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(codes);
        for (var group = 0; group < record.GroupCount; group++)
        {
            foreach (var field in record.Spec(group).Residences)
            {
                if (codes.Contains(record.Text(group, field.ResidenceOf!)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static void Add(List<string> codes, Record record, int group, FieldSpec field)
    {
        if (record.Spec(group).Field(field.ResidenceOf!) is not null
            && record.Text(group, field.ResidenceOf!) is { Length: > 0 } code
            && !codes.Contains(code))
        {
            codes.Add(code);
        }
    }
}
