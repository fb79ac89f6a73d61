using Muutostieto.Register;

namespace Muutostieto.Disclosure;

public sealed partial class DisclosedRecord
{
    public sealed partial class Gate
    {
        private readonly byte[][] askedOfFound;

        /// <summary>
        /// Judges a person that a search has found, living or dead: of an area by the municipality of residence or the last one, of a list
        /// wherever they live. Of the document only the groups of the terms are read, and the register is asked nothing.
        /// </summary>
        /// <param name="row">The person as of the delivery's key.</param>
        /// <param name="disclosed">
        /// Filled with the groups of the terms, without an identity code, when the person is <see cref="FoundVerdict.Open"/> or
        /// <see cref="FoundVerdict.Masked"/>; empty otherwise. The terms have no group that clarifies others or names other persons.
        /// </param>
        /// <returns>What was decided. What is not <see cref="FoundVerdict.Open"/> or <see cref="FoundVerdict.Masked"/> must look to the
        /// recipient as if there were no such person.</returns>
        /// <exception cref="FormatException">The register's document is no record; the message holds nothing of the person.</exception>
        public FoundVerdict JudgeFound(in VersionRow row, DisclosedRecord disclosed)
        {
            ArgumentNullException.ThrowIfNull(disclosed);
            disclosed.Clear();
            if (row.MergedInto is not null || !(terms.IsList || IsInArea(row.Municipality)))
            {
                return FoundVerdict.Outside;
            }

            reader.ReadGroups(row.Document, disclosed.content, askedOfFound);
            var verdict = DiscloseRead(row.PersonId, !row.NonDisclosureEnd.IsEmpty, planned, disclosed.content);
            if (verdict == FoundVerdict.Empty)
            {
                disclosed.Clear();
            }

            return verdict;
        }

        /// <summary>
        /// A record of a person that a search has found, by the same rules: type 1, event XXX, every group as the state has it.
        /// </summary>
        /// <param name="row">The person as of the delivery's key.</param>
        /// <param name="disclosed">Filled with what may be delivered.</param>
        /// <returns>False when the person has no record in this delivery; the container is empty then.</returns>
        /// <exception cref="FormatException">The register's document is no record; the message holds nothing of the person.</exception>
        public bool TryDiscloseFound(in VersionRow row, DisclosedRecord disclosed)
        {
            ArgumentNullException.ThrowIfNull(disclosed);
            disclosed.Clear();
            return row.MergedInto is null
                && (terms.IsList || IsInArea(row.Municipality))
                && TryDiscloseState(row.PersonId, row.Document, !row.NonDisclosureEnd.IsEmpty, planned, disclosed.content);
        }
    }
}
