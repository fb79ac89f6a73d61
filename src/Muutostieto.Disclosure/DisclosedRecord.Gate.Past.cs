using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Windows;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;
using Muutostieto.Records.State;
using Muutostieto.Register;

namespace Muutostieto.Disclosure;

public sealed partial class DisclosedRecord
{
    public sealed partial class Gate
    {
        private readonly Record known = new();
        private readonly Record current = new();
        private readonly Record hidden = new();

        /// <summary>
        /// An entry may name what an order covers and what is in force no more: ended, corrected, only mentioned, or moved to and from
        /// within the window. Of a person who has been under an order it may be from that time. What was in force at any moment of an
        /// order, or in a window with an order, passes only when it is in force at the window's end, or when the recipient has it from
        /// before the window, both without an order; what the entry only mentions does not. Then the line says what of the rest has
        /// changed.
        /// </summary>
        private void WithholdPast(Record record, PersonVersion? personBefore, PersonVersion personAfter, PersonWindow window)
        {
            var areRead = false;
            for (var group = 0; group < record.GroupCount; group++)
            {
                if (!IsCoveredPast(record.Spec(group)) || IsBlank(record, group))
                {
                    continue;
                }

                if (!areRead)
                {
                    ReadOpen(window.AtFrom, known);
                    ReadOpen(window.AtTo, current);
                    ReadOpen(personBefore, before);
                    ReadOpen(personAfter, after);
                    areRead = true;
                }

                if (HoldsAll(known, record, group) || HoldsAll(current, record, group))
                {
                    continue;
                }

                if (!orders.HasEver(window.AtTo.PersonId))
                {
                    return;
                }

                if (!(IsIn(before, record, group) || IsIn(after, record, group)) || WasUnderOrder(record, group, window))
                {
                    SayWhatIsOpen(record, window);
                    return;
                }
            }
        }

        /// <summary>
        /// Replaces what a line says of covered things by what of the open ones is another after the entry than before it.
        /// </summary>
        private void SayWhatIsOpen(Record record, PersonWindow window)
        {
            for (var group = record.GroupCount - 1; group >= 0; group--)
            {
                if (IsCoveredPast(record.Spec(group)))
                {
                    RemoveWithClarifying(record, group);
                }
            }

            for (var group = 0; group < before.GroupCount; group++)
            {
                // The municipality is replaced by the next one that may be disclosed; without one the person would no longer be visible to
                // the recipient.
                if (IsCoveredPast(before.Spec(group))
                    && IsOpen(before, group, window)
                    && (before.Spec(group).IsExclusive
                            ? after.IndexOf(before.Spec(group).Code) < 0 || IsHiddenAfter(before.Spec(group), window)
                            : !IsIn(after, before, group)))
                {
                    CopyBundle(before, group, record, ChangeAttribute.Deleted);
                }
            }

            for (var group = 0; group < after.GroupCount; group++)
            {
                if (IsCoveredPast(after.Spec(group)) && IsOpen(after, group, window) && !HasSame(before, after, group))
                {
                    CopyBundle(
                        after,
                        group,
                        record,
                        after.Spec(group).IsExclusive || IsIn(before, after, group) ? ChangeAttribute.Changed : ChangeAttribute.Added);
                }
            }
        }

        private bool IsHiddenAfter(GroupSpec spec, PersonWindow window) =>
            spec.IsCovered && after.IndexOf(spec.Code) is var group and >= 0 && !IsOpen(after, group, window);

        /// <summary>Whether a recipient may have something that is in force without an order.</summary>
        private bool IsOpen(Record state, int group, PersonWindow window) =>
            HoldsAll(known, state, group) || HoldsAll(current, state, group) || !WasUnderOrder(state, group, window);

        /// <summary>
        /// Whether it was in force under an order. With an order in the window it counts as such whatever it is: a correction, or a move on
        /// the day after, names nearly the same place.
        /// </summary>
        private bool WasUnderOrder(Record record, int group, PersonWindow window)
        {
            foreach (var version in window.UnderOrder)
            {
                if (version.To is null || window.AtFrom is not { } start || version.To > start.From)
                {
                    return true;
                }

                reader.Read(version.Document.Span, hidden);
                if (IsIn(hidden, record, group))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Removes from a full record what may no longer be disclosed.</summary>
        private void WithholdHidden(Record record, PersonWindow window)
        {
            ReadOpen(window.AtFrom, known);
            ReadOpen(window.AtTo, current);
            for (var group = record.GroupCount - 1; group >= 0; group--)
            {
                if (IsCoveredPast(record.Spec(group)) && !IsOpen(record, group, window))
                {
                    RemoveWithClarifying(record, group);
                }
            }
        }

        /// <summary>
        /// Whether a state has the very same group. One with something that clarifies it is said again: that may be another.
        /// </summary>
        private static bool HasSame(Record state, Record other, int group)
        {
            if (HasClarifying(other, group))
            {
                return false;
            }

            var code = other.Spec(group).Code;
            for (var candidate = state.IndexOf(code); candidate >= 0; candidate = state.IndexOf(code, candidate + 1))
            {
                if (!HasClarifying(state, candidate)
                    && HasFields(state, candidate, other, group, other.Spec(group).Fields.Select(field => field.Name)))
                {
                    return true;
                }
            }

            return false;
        }

        private static void CopyBundle(Record from, int group, Record to, byte attribute)
        {
            _ = to.Copy(from, group, attribute);
            while (group + 1 < from.GroupCount && from.Spec(group + 1).Clarifies.Count > 0)
            {
                group++;
                _ = to.Copy(from, group, from.Attribute(group));
            }
        }

        /// <summary>Removes covered groups that have ended by the record's day: of a person who has ever been under an order they are not
        /// disclosed, even where the register still has them.</summary>
        private static void WithholdEnded(Record record)
        {
            for (var group = record.GroupCount - 1; group >= 0; group--)
            {
                if (record.Spec(group).IsCovered && PersonState.HasEnded(record, group))
                {
                    RemoveWithClarifying(record, group);
                }
            }
        }

        /// <summary>A full record has a municipality: where that of the entry may not be disclosed, the one at the window's end is
        /// used.</summary>
        private void AddMunicipalityAtEnd(Record record)
        {
            if (municipality is not null
                && record.IndexOf(MunicipalityOfResidence) < 0
                && current.IndexOf(MunicipalityOfResidence) is var lives and >= 0)
            {
                NonDisclosureMask.MoveToItsPlace(record, record.Copy(current, lives, ChangeAttribute.Added));
            }
        }

        /// <summary>
        /// Whether what was in force of this kind during an order stays hidden after it: the municipality only where the order hides it.
        /// </summary>
        private bool IsCoveredPast(GroupSpec spec) =>
            spec.IsCovered || (terms.NonDisclosureRight != NonDisclosureRight.Section37 && spec.Holds == Sensitivity.Municipality);

        private void ReadOpen(PersonVersion? person, Record groups)
        {
            groups.Clear();
            if (person is { NonDisclosureEnd: null })
            {
                reader.Read(person.Document.Span, groups);
            }
        }

        private static bool IsBlank(Record record, int group)
        {
            for (var field = 0; field < record.Spec(group).Fields.Count; field++)
            {
                if (!record.Value(group, field).IsEmpty)
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Whether a state has what a group is about; with the same residence of another person, where that is asked.</summary>
        private static bool IsIn(Record state, Record record, int group, bool sameResidence = false)
        {
            var spec = record.Spec(group);
            for (var candidate = state.IndexOf(spec.Code); candidate >= 0; candidate = state.IndexOf(spec.Code, candidate + 1))
            {
                // A group that occurs once has no key: all of its fields identify it.
                if (HasFields(state, candidate, record, group, spec.Key.Count == 0 ? spec.Fields.Select(field => field.Name) : spec.Key)
                    && (!sameResidence || HasFields(state, candidate, record, group, spec.Residences.Select(field => field.Name))))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>
        /// Whether a state has what a group is about, with everything that clarifies it: a remark on an address is as hidden as the
        /// address.
        /// </summary>
        private static bool HoldsAll(Record state, Record record, int group)
        {
            if (!IsIn(state, record, group))
            {
                return false;
            }

            for (var part = group + 1; part < record.GroupCount && record.Spec(part).Clarifies.Count > 0; part++)
            {
                if (!IsBlank(record, part) && !IsIn(state, record, part))
                {
                    return false;
                }
            }

            return true;
        }

        private static bool HasClarifying(Record record, int group) =>
            group + 1 < record.GroupCount && record.Spec(group + 1).Clarifies.Count > 0;

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
