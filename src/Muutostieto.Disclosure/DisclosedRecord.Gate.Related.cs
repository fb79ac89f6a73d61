using System.Text;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Records.Model;
using Muutostieto.Register;

namespace Muutostieto.Disclosure;

public sealed partial class DisclosedRecord
{
    public sealed partial class Gate
    {
        /// <summary>Codes of the groups that a record may repeat that it names: sex, names, day of birth.</summary>
        public static IReadOnlyList<string> GroupsOfRelated { get; } = ["003", "004", "901"];

        /// <summary>Those, and the order that forbids them.</summary>
        private static readonly byte[][] AskedOfRelated = [.. GroupsOfRelated.Append(NonDisclosure).Select(Encoding.ASCII.GetBytes)];

        /// <summary>
        /// Judges what the records of others, which name a person by identity code, may say of that person besides the code. Without the
        /// right of 37 § it is what the person's own record would say to the recipient if it were asked for: of an area nothing of those
        /// who live elsewhere, so that a protected person looks like one of them. What is protected is not said for a right to know of the
        /// order alone: the code in a relation is there without the recipient having asked for the person.
        /// </summary>
        /// <param name="code">The identity code in the relation: any that the person has or had.</param>
        /// <param name="row">The person as of the delivery's key.</param>
        /// <param name="disclosed">Filled with the groups of <see cref="GroupsOfRelated"/> that may be delivered.</param>
        /// <returns>False when only the code may be; the container is empty then.</returns>
        /// <exception cref="FormatException">The register's document is no record; the message holds nothing of the person.</exception>
        public bool TryDiscloseRelated(ReadOnlySpan<byte> code, in VersionRow row, DisclosedRecord disclosed)
        {
            ArgumentNullException.ThrowIfNull(disclosed);
            disclosed.Clear();
            var isOpen = terms.NonDisclosureRight == NonDisclosureRight.Section37;
            if (row.MergedInto is not null
                || (!isOpen && (IsProtected(code, row) || !(terms.IsList || IsInArea(row.Municipality)))))
            {
                return false;
            }

            var record = disclosed.content;
            reader.ReadGroups(row.Document, record, AskedOfRelated);
            if (!isOpen && record.IndexOf(NonDisclosure) >= 0)
            {
                record.Clear();
                return false;
            }

            for (var group = record.GroupCount - 1; group >= 0; group--)
            {
                if (!IsOfRelated(record, group))
                {
                    record.RemoveAt(group);
                }
                else
                {
                    product.Withhold(record, group);
                }
            }

            Clean(record);
            return record.GroupCount > 0;
        }

        /// <summary>Everyone who has or had the code counts, as for a residence.</summary>
        private bool IsProtected(ReadOnlySpan<byte> code, in VersionRow row) =>
            protection.MustProtect(row.PersonId, !row.NonDisclosureEnd.IsEmpty) || protection.MustProtectOther(code, orders.Covers(code));

        private bool IsOfRelated(Record record, int group) =>
            GroupsOfRelated.Contains(record.Spec(group).Code) && product.Delivers(record.Spec(group));
    }
}
