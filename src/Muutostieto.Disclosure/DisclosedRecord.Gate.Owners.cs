using Muutostieto.Disclosure.Permits;
using Muutostieto.Register;

namespace Muutostieto.Disclosure;

public sealed partial class DisclosedRecord
{
    public sealed partial class Gate
    {
        /// <summary>
        /// Judges a person that a building's record would name as an owner, living or dead and wherever they live: without the right of
        /// 37 § nothing is said of a protected one, not to a right to know of the order alone either, for the building is where the
        /// person is likely to live.
        /// </summary>
        /// <param name="row">The person as of the delivery's key.</param>
        /// <param name="disclosed">Filled with the identity code and the groups of the terms.</param>
        /// <returns>False when the building's record may say of its owner only that there is one; the container is empty then.</returns>
        internal bool TryDiscloseOwner(in VersionRow row, DisclosedRecord disclosed)
        {
            disclosed.Clear();
            var isOpen = terms.NonDisclosureRight == NonDisclosureRight.Section37;
            return terms.IsList
                && row.MergedInto is null
                && (isOpen || !IsProtected(row.IdentityCode, row))
                && TryDiscloseState(row.PersonId, row.Document, !row.NonDisclosureEnd.IsEmpty, planned, disclosed.content);
        }
    }
}
