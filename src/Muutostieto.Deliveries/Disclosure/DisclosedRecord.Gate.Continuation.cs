using Muutostieto.Records.Model;

namespace Muutostieto.Deliveries.Disclosure;

public sealed partial class DisclosedRecord
{
    public sealed partial class Gate
    {
        /// <summary>
        /// Moves the groups that a line has no room for into a continuation (type J). A group stays with what clarifies it, and what is to be corrected
        /// with its correction.
        /// </summary>
        /// <param name="disclosed">Keeps what fits.</param>
        /// <param name="continuation">Filled with the rest, which may itself be too long for a line.</param>
        /// <returns>False when everything fits; the continuation is empty then.</returns>
        public static bool TrySplit(DisclosedRecord disclosed, DisclosedRecord continuation)
        {
            ArgumentNullException.ThrowIfNull(disclosed);
            ArgumentNullException.ThrowIfNull(continuation);
            var (record, rest) = (disclosed.content, continuation.content);
            rest.Clear();
            var fitting = FittingGroups(record);
            if (fitting == record.GroupCount)
            {
                return false;
            }

            for (var field = 0; field < RecordHeader.FieldCount; field++)
            {
                rest.Set((HeaderField)field, record[(HeaderField)field]);
            }

            rest.Set(HeaderField.Type, [RecordType.Continuation]);
            for (var group = fitting; group < record.GroupCount; group++)
            {
                rest.Copy(record, group, record.Attribute(group));
            }

            while (record.GroupCount > fitting)
            {
                record.RemoveAt(record.GroupCount - 1);
            }

            return true;
        }

        /// <summary>Whether a record takes one line.</summary>
        internal static bool FitsLine(DisclosedRecord disclosed) => FittingGroups(disclosed.content) == disclosed.content.GroupCount;

        /// <summary>How many groups the first line takes: as many as it can, cut where nothing that belongs together is torn.</summary>
        private static int FittingGroups(Record record)
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

        private static bool MayCutBefore(Record record, int group) =>
            record.Spec(group).Clarifies.Count == 0 && record.Attribute(group) != ChangeAttribute.Corrected;
    }
}
