using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Windows;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;
using Muutostieto.Register;

namespace Muutostieto.Disclosure;

public sealed partial class DisclosedRecord
{
    public sealed partial class Gate
    {
        private static ReadOnlySpan<byte> EndOfResidence => "loppupv"u8;

        /// <summary>
        /// Empties the fields that show where another person lives, when that person is protected, and those that show who a protected
        /// person lives with. When one of the two was protected earlier, the fields are kept only if in force as of the delivery's key:
        /// what was true during the order stays hidden after it. For a person not in the register they are kept as the source gave them.
        /// </summary>
        /// <param name="record">What is to be delivered.</param>
        /// <param name="state">The person's groups as of the delivery's key.</param>
        /// <param name="person">Whose record it is.</param>
        /// <param name="isProtected">Whether that person is protected.</param>
        /// <returns>Whether a field was emptied.</returns>
        private bool WithholdResidences(Record record, Record state, long person, bool isProtected)
        {
            var withheld = false;
            for (var group = 0; group < record.GroupCount; group++)
            {
                var fields = record.Spec(group).Residences;
                for (var at = 0; at < fields.Count; at++)
                {
                    if (!record.Value(group, fields[at].Index).IsEmpty
                        && ((isProtected && ShowsOwn(fields[at])) || IsHiddenResidence(record, group, fields[at], state, person)))
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

        private bool WithholdResidencesAsOf(Record record, PersonWindow window, bool isProtected)
        {
            if (!HoldsResidences(record))
            {
                return false;
            }

            reader.Read(window.AtTo.Document.Span, atTo);
            return WithholdResidences(record, atTo, window.AtTo.PersonId, isProtected);
        }

        private static bool HoldsResidences(Record record)
        {
            for (var group = 0; group < record.GroupCount; group++)
            {
                if (record.Spec(group).Residences.Count > 0)
                {
                    return true;
                }
            }

            return false;
        }

        private bool IsHiddenResidence(Record record, int group, FieldSpec field, Record state, long person)
        {
            var other = record.Value(group, field.ResidenceOf!);
            if (protection.MustProtectOther(other, orders.Covers(other)))
            {
                return true;
            }

            var hadOrder = orders.HasEver(other) || (ShowsOwn(field) && orders.HasEver(person));
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

        /// <summary>
        /// Whether a field shows where the record's own person lives: who with, or, to a recipient who may not know the municipality, the
        /// municipality of a guardian. Without the right it counts after the order, as the person has no record during it.
        /// </summary>
        private bool ShowsOwn(FieldSpec field) => field.ResidenceShared || terms.NonDisclosureRight != NonDisclosureRight.Section37;

        /// <summary>
        /// Delivers again the groups that show where the person lives: empty when an order begins, as they are when it has ended.
        /// </summary>
        private void RepeatResidences(Record record, PersonVersion person)
        {
            reader.Read(person.Document.Span, after);
            for (var group = 0; group < after.GroupCount; group++)
            {
                if (!ShowsOwnResidence(after, group))
                {
                    continue;
                }

                var clarified = group;
                while (clarified > 0 && after.Spec(clarified).Clarifies.Count > 0)
                {
                    clarified--;
                }

                if (!IsIn(record, after, clarified))
                {
                    CopyBundle(after, clarified, record, ChangeAttribute.Changed);
                }
            }
        }

        private bool ShowsOwnResidence(Record record, int group)
        {
            foreach (var field in record.Spec(group).Residences)
            {
                if (ShowsOwn(field) && !record.Value(group, field.Index).IsEmpty)
                {
                    return true;
                }
            }

            return false;
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
