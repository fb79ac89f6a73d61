using Muutostieto.Disclosure.Windows;
using Muutostieto.Records.Model;
using Muutostieto.Register;

namespace Muutostieto.Disclosure;

public sealed partial class DisclosedRecord
{
    public sealed partial class Gate
    {
        private readonly bool hasGenuineForm;

        /// <summary>Copies the genuine groups of a record: what a reader of the old files knows.</summary>
        /// <param name="disclosed">The record.</param>
        /// <param name="genuine">Filled with its genuine groups.</param>
        /// <returns>False when there is none; the container is of no use then.</returns>
        public static bool TryNarrow(DisclosedRecord disclosed, Record genuine)
        {
            ArgumentNullException.ThrowIfNull(disclosed);
            ArgumentNullException.ThrowIfNull(genuine);
            genuine.CopyFrom(disclosed.content);
            RemoveOwn(genuine);
            return genuine.GroupCount > 0;
        }

        /// <summary>Whether a record has groups of our own.</summary>
        public static bool HoldsOwn(DisclosedRecord disclosed)
        {
            ArgumentNullException.ThrowIfNull(disclosed);
            var record = disclosed.content;
            for (var group = 0; group < record.GroupCount; group++)
            {
                if (record.Spec(group).IsOwn)
                {
                    return true;
                }
            }

            return false;
        }

        private static void RemoveOwn(Record record)
        {
            for (var group = record.GroupCount - 1; group >= 0; group--)
            {
                if (record.Spec(group).IsOwn)
                {
                    RemoveWithClarifying(record, group);
                }
            }
        }

        /// <summary>
        /// Judges for a form with genuine groups only whether a record that says something in the others does so there: a line without a
        /// visible change is none.
        /// </summary>
        private void DecideFixedWidth(
            DisclosedRecord disclosed,
            bool isState,
            PersonVersion? personBefore,
            PersonVersion personAfter,
            PersonWindow window,
            bool isProtected,
            bool withheld)
        {
            if (hasGenuineForm && personBefore is not null && HoldsOwn(disclosed))
            {
                disclosed.SaysNothingInGenuineForm = isState
                    ? SameInProduct(personBefore, personAfter, window, isProtected, genuineOnly: true)
                    : !SaysSomething(disclosed.content, personBefore, personAfter, window, isProtected, withheld, genuineOnly: true);
            }
        }
    }
}
