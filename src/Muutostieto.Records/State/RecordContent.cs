using Muutostieto.Records.Model;

namespace Muutostieto.Records.State;

/// <summary>Compares what records say.</summary>
public static class RecordContent
{
    /// <summary>Whether two records have the same identity code and the same groups with the same fields in the same order.</summary>
    public static bool AreSame(Record left, Record right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (left.GroupCount != right.GroupCount || !left[HeaderField.IdentityCode].SequenceEqual(right[HeaderField.IdentityCode]))
        {
            return false;
        }

        for (var group = 0; group < left.GroupCount; group++)
        {
            if (!ReferenceEquals(left.Spec(group), right.Spec(group)) || left.Attribute(group) != right.Attribute(group))
            {
                return false;
            }

            for (var field = 0; field < left.Spec(group).Fields.Count; field++)
            {
                if (!left.Value(group, field).SequenceEqual(right.Value(group, field)))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
