using Muutostieto.Records.Model;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Disclosure;

public sealed partial class DisclosedRecord
{
    public sealed partial class Gate
    {
        /// <summary>
        /// An entry may name addresses of the past: ended, corrected or only mentioned. Of somebody who has been under an order they may be from that time,
        /// so of those only what was in force right before or after the entry passes, when no order was. The recipient's state has nothing of the others.
        /// </summary>
        private void WithholdPast(Record record, PersonVersion? personBefore, PersonVersion personAfter, Func<bool> hadOrder)
        {
            var areRead = false;
            for (var group = record.GroupCount - 1; group >= 0; group--)
            {
                if (!IsCovered(record.Spec(group)))
                {
                    continue;
                }

                if (!areRead)
                {
                    ReadStates(personBefore, personAfter);
                    areRead = true;
                }

                if (IsIn(before, record, group) || IsIn(after, record, group))
                {
                    continue;
                }

                if (!hadOrder())
                {
                    return;
                }

                Unpair(record, group);
                RemoveWithClarifying(record, group);
            }
        }

        private void ReadStates(PersonVersion? personBefore, PersonVersion personAfter)
        {
            before.Clear();
            if (personBefore is not null)
            {
                reader.Read(personBefore.Document.Span, before);
            }

            reader.Read(personAfter.Document.Span, after);
        }

        /// <summary>What was to be corrected and its correction stand side by side: when one goes, the other is a deletion or a change by itself.</summary>
        private static void Unpair(Record record, int group)
        {
            var isCorrection = record.Attribute(group) == ChangeAttribute.Corrected;
            if (!isCorrection && record.Attribute(group) != ChangeAttribute.ToBeCorrected)
            {
                return;
            }

            var step = isCorrection ? -1 : 1;
            var other = group + step;
            while (other >= 0 && other < record.GroupCount && record.Spec(other).Clarifies.Count > 0)
            {
                other += step;
            }

            if (other < 0 || other >= record.GroupCount || record.Attribute(other) != (isCorrection ? ChangeAttribute.ToBeCorrected : ChangeAttribute.Corrected))
            {
                return;
            }

            record.Copy(record, other, isCorrection ? ChangeAttribute.Deleted : ChangeAttribute.Changed);
            record.MoveLastTo(other);
            record.RemoveAt(other + 1);
        }

        private static bool IsIn(Record state, Record record, int group)
        {
            // One that is there once has no key: then it is what it says that tells it from others.
            var spec = record.Spec(group);
            if (spec.Key.Count == 0)
            {
                return state.IndexOf(spec.Code) is var only and >= 0 && HasFields(state, only, record, group, spec.Fields.Select(field => field.Name));
            }

            for (var candidate = state.IndexOf(spec.Code); candidate >= 0; candidate = state.IndexOf(spec.Code, candidate + 1))
            {
                if (HasFields(state, candidate, record, group, spec.Key))
                {
                    return true;
                }
            }

            return false;
        }

        private static bool HasFields(Record state, int candidate, Record record, int group, IEnumerable<string> fields)
        {
            foreach (var field in fields)
            {
                if (!state.Value(candidate, field).SequenceEqual(record.Value(group, field)))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
