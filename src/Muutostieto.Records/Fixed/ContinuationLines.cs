using Muutostieto.Records.Model;

namespace Muutostieto.Records.Fixed;

/// <summary>
/// Cuts a record that has more groups than a line takes into lines, the later ones continuations (type J). A group stays with what
/// clarifies it, and what is to be corrected with its correction.
/// </summary>
public static class ContinuationLines
{
    /// <summary>Whether a record takes one line.</summary>
    public static bool Fits(RecordView record) => FittingGroups(record) == record.GroupCount;

    /// <summary>Moves the groups that a line has no room for into a continuation.</summary>
    /// <param name="record">Keeps what fits.</param>
    /// <param name="continuation">Filled with the rest, which may itself be too long for a line.</param>
    /// <returns>False when everything fits; the continuation is empty then.</returns>
    public static bool TrySplit(Record record, Record continuation)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(continuation);
        continuation.Clear();
        var fitting = FittingGroups(record);
        if (fitting == record.GroupCount)
        {
            return false;
        }

        for (var field = 0; field < RecordHeader.FieldCount; field++)
        {
            continuation.Set((HeaderField)field, record[(HeaderField)field]);
        }

        continuation.Set(HeaderField.Type, [RecordType.Continuation]);
        for (var group = fitting; group < record.GroupCount; group++)
        {
            continuation.Copy(record, group, record.Attribute(group));
        }

        while (record.GroupCount > fitting)
        {
            record.RemoveAt(record.GroupCount - 1);
        }

        return true;
    }

    /// <summary>How many groups the first line takes: as many as it can, cut where nothing that belongs together is torn.</summary>
    private static int FittingGroups(RecordView record)
    {
        int length = RecordHeader.Length + 1, fitting = 0;
        for (var group = 0; group < record.GroupCount; group++)
        {
            length += record.Spec(group).Length + 1;
            if (group == RecordHeader.MostGroups || length > RecordHeader.LongestLine)
            {
                // One bundle larger than a line cannot be cut anywhere; it goes as it is, and the writer refuses it by its count.
                return fitting > 0 ? fitting : record.GroupCount;
            }

            if (group + 1 == record.GroupCount || MayCutBefore(record, group + 1))
            {
                fitting = group + 1;
            }
        }

        return record.GroupCount;
    }

    private static bool MayCutBefore(RecordView record, int group) =>
        record.Spec(group).Clarifies.Count == 0 && record.Attribute(group) != ChangeAttribute.Corrected;
}
