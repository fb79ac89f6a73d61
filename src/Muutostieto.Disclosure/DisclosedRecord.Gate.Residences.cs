using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;

namespace Muutostieto.Disclosure;

public sealed partial class DisclosedRecord
{
    public sealed partial class Gate
    {
        private static ReadOnlySpan<byte> EndOfResidence => "loppupv"u8;

        /// <summary>
        /// Empties the fields that show where another person lives, when that person is protected. When that person was protected earlier,
        /// the fields are kept only if in force as of the delivery's key: what was true during the order stays hidden after it. For a
        /// person not in the register they are kept as the source gave them.
        /// </summary>
        /// <param name="record">What is to be delivered.</param>
        /// <param name="state">The person's groups as of the delivery's key.</param>
        /// <returns>Whether a field was emptied.</returns>
        private bool WithholdResidences(Record record, Record state)
        {
            var withheld = false;
            for (var group = 0; group < record.GroupCount; group++)
            {
                var fields = record.Spec(group).Residences;
                for (var at = 0; at < fields.Count; at++)
                {
                    if (!record.Value(group, fields[at].Index).IsEmpty && IsHiddenResidence(record, group, fields[at], state))
                    {
                        foreach (var field in fields)
                        {
                            record.Set(group, field.Index, []);
                        }

                        withheld = true;
                    }
                }
            }

            return withheld;
        }

        private bool IsHiddenResidence(Record record, int group, FieldSpec field, Record state)
        {
            var other = record.Value(group, field.ResidenceOf!);
            if (protection.MustProtectOther(other, orders.Covers(other)))
            {
                return true;
            }

            var hadOrder = orders.HasEver(other);
            for (
                var one = field.ResidenceShared ? state.IndexOf(record.Spec(group).Code) : -1;
                one >= 0;
                one = state.IndexOf(record.Spec(group).Code, one + 1))
            {
                var shared = state.Value(one, field.ResidenceOf!);
                if (protection.MustProtectOther(shared, orders.Covers(shared)))
                {
                    return true;
                }

                hadOrder |= orders.HasEver(shared);
            }

            return hadOrder && (HasEnded(record, group) || !IsIn(state, record, group, sameResidence: true));
        }

        /// <summary>Whether the group gives the residence an end, past or future; after an order such a residence is withheld.</summary>
        private static bool HasEnded(Record record, int group)
        {
            foreach (var field in record.Spec(group).Residences)
            {
                if (field.NameUtf8.AsSpan().EndsWith(EndOfResidence) && !record.Value(group, field.Index).IsEmpty)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
