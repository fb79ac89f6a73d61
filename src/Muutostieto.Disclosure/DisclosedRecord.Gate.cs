using System.Globalization;
using System.Text;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Windows;
using Muutostieto.Records.Csv;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Json;
using Muutostieto.Records.Model;
using Muutostieto.Register;

namespace Muutostieto.Disclosure;

public sealed partial class DisclosedRecord
{
    /// <summary>
    /// The only way out of the register: area, then non-disclosure, then product. Denies by default: what no rule lets through is left out.
    /// An instance is for one thread.
    /// </summary>
    public sealed partial class Gate
    {
        /// <summary>
        /// Replaces the event where the service itself states the facts: in base records, and in full records and leaving lines, where a
        /// real event would reveal why a person became visible or ceased to be.
        /// </summary>
        private static readonly byte[] NoEvent = "XXX"u8.ToArray();

        private readonly DisclosureTerms terms;
        private readonly ProductFilter product;
        private readonly JsonRecordReader reader;
        private readonly AreaFilter area;
        private readonly GroupSpec? maskedAddress;
        private readonly GroupSpec? municipality;
        private readonly GroupSpec? identityCodes;
        private readonly byte[] planned;
        private readonly Protection protection;
        private readonly OrderHistory orders;

        /// <summary>Sets up the rules of a delivery.</summary>
        /// <param name="terms">The permit's terms.</param>
        /// <param name="catalog">The record layouts.</param>
        /// <param name="planned">The planned day, used as the day of registration in base records.</param>
        /// <param name="protection">Who is protected, as of the delivery's key and as of now.</param>
        /// <param name="orders">Who has been under an order up to the delivery's key.</param>
        public Gate(DisclosureTerms terms, GroupCatalog catalog, DateOnly planned, Protection protection, OrderHistory orders)
        {
            ArgumentNullException.ThrowIfNull(terms);
            ArgumentNullException.ThrowIfNull(catalog);
            ArgumentNullException.ThrowIfNull(protection);
            ArgumentNullException.ThrowIfNull(orders);
            (this.terms, this.protection, this.orders) = (terms, protection, orders);
            hasGenuineForm = terms.HasGenuineForm;
            product = new ProductFilter(terms, catalog);
            reader = new JsonRecordReader(catalog);
            area = new AreaFilter(terms.Municipalities);
            maskedAddress = Delivered(catalog, NonDisclosureMask.Group);
            municipality = Delivered(catalog, MunicipalityOfResidence);
            identityCodes = Delivered(catalog, IdentityCodes);
            askedOfFound = [.. terms.Groups.Select(group => group.Group).Append(NonDisclosure).Distinct().Select(Encoding.ASCII.GetBytes)];
            this.planned = Encoding.ASCII.GetBytes(planned.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
        }

        /// <summary>The tables of the product, for the CSV package.</summary>
        public IReadOnlyList<CsvTable> Tables => product.Tables;

        /// <summary>An empty container for records of this gate.</summary>
        public static DisclosedRecord NewContainer() => new();

        /// <summary>
        /// Judges a living resident for a base delivery: type 1, event XXX, every group as the state has it.
        /// </summary>
        /// <param name="row">The person as of the delivery's key.</param>
        /// <param name="disclosed">Filled with what may be delivered.</param>
        /// <returns>False when the person has no record in this delivery; the container is empty then.</returns>
        /// <exception cref="FormatException">The register's document is no record; the message holds nothing of the person.</exception>
        public bool TryDiscloseBase(in ResidentRow row, DisclosedRecord disclosed)
        {
            ArgumentNullException.ThrowIfNull(disclosed);
            disclosed.Clear();
            if (!IsInArea(row.Municipality)
                || !TryDiscloseState(row.PersonId, row.Document, !row.NonDisclosureEnd.IsEmpty, planned, disclosed.content))
            {
                return false;
            }

            if (terms.OmitsCodes)
            {
                disclosed.content.Set(HeaderField.IdentityCode, "");
            }

            return true;
        }

        /// <summary>
        /// Judges a person of a recipient's list for a base delivery, living or dead and wherever they live: type 1, event XXX, every group
        /// as the state has it.
        /// </summary>
        /// <param name="row">The person as of the delivery's key.</param>
        /// <param name="disclosed">Filled with what may be delivered.</param>
        /// <returns>False when the person has no record in this delivery; the container is empty then.</returns>
        /// <exception cref="FormatException">The register's document is no record; the message holds nothing of the person.</exception>
        public bool TryDiscloseListed(in VersionRow row, DisclosedRecord disclosed)
        {
            ArgumentNullException.ThrowIfNull(disclosed);
            disclosed.Clear();
            return terms.IsList && TryDiscloseState(row.PersonId, row.Document, !row.NonDisclosureEnd.IsEmpty, planned, disclosed.content);
        }

        /// <summary>A full record of a state: type 1, event XXX, attribute 1.</summary>
        private bool TryDiscloseState(
            long person,
            ReadOnlySpan<byte> document,
            bool isProtected,
            ReadOnlySpan<byte> registered,
            Record record,
            PersonWindow? window = null)
        {
            reader.Read(document, record);
            return DiscloseRead(person, isProtected, registered, record, window) is FoundVerdict.Open or FoundVerdict.Masked;
        }

        /// <summary>As <see cref="TryDiscloseState"/>, of a state that has been read into the record, with what was decided.</summary>
        private FoundVerdict DiscloseRead(
            long person, bool isProtected, ReadOnlySpan<byte> registered, Record record, PersonWindow? window = null)
        {

            // The column is an index, the document is the truth: either of them protects, and so does an order that came later.
            isProtected = protection.MustProtect(person, isProtected || record.IndexOf(NonDisclosure) >= 0);

            // Without the right the person is left out entirely: presence in the area's file would reveal the municipality.
            if (isProtected && !terms.ShowsProtected)
            {
                record.Clear();
                return FoundVerdict.Withheld;
            }

            SetHeader(record, RecordType.New, registered);
            if (!isProtected && orders.HasEver(person))
            {
                WithholdEnded(record);
            }

            if (window is not null && !isProtected && orders.HasEver(person))
            {
                WithholdHidden(record, window);
                AddMunicipalityAtEnd(record);
            }

            _ = window is null
                ? WithholdResidences(record, record, person, isProtected)
                : WithholdResidencesAsOf(record, window, isProtected);

            Project(record, isProtected);
            if (isProtected && maskedAddress is not null)
            {
                NonDisclosureMask.AddTo(record, maskedAddress, ChangeAttribute.Added, terms.Mask);
            }

            if (isProtected)
            {
                MaskMunicipality(record, ChangeAttribute.Added);
            }

            Clean(record);
            return record.GroupCount == 0 ? FoundVerdict.Empty : isProtected ? FoundVerdict.Masked : FoundVerdict.Open;
        }

        /// <summary>Takes out what the product lacks, what an order covers, and what clarifies a group that went.</summary>
        private void Project(Record record, bool isProtected)
        {
            var keptBefore = false;
            for (var group = 0; group < record.GroupCount;)
            {
                var spec = record.Spec(group);
                var kept = product.Delivers(spec)
                    && MayHave(spec)
                    && !(isProtected && IsCovered(spec))
                    && (spec.Clarifies.Count == 0 || (keptBefore && Follows(record, group, spec)));
                if (!kept)
                {
                    // A clarifying group that goes leaves the one it clarifies; a group that goes takes its clarifying ones with it.
                    keptBefore &= spec.Clarifies.Count > 0;
                    record.RemoveAt(group);
                    continue;
                }

                keptBefore = true;
                product.Withhold(record, group);
                group++;
            }
        }

        /// <summary>
        /// Whether the recipient's right admits the group at all. Former municipalities go with the right of 37 § alone, whoever the person
        /// is: of one who was under an order they name where the person lived then, or the day of the flight. Missing of those persons
        /// only, they would reveal the order.
        /// </summary>
        private bool MayHave(GroupSpec spec) => spec.Holds switch
        {
            Sensitivity.NonDisclosure => terms.ShowsProtected,
            Sensitivity.FormerMunicipality => terms.NonDisclosureRight == NonDisclosureRight.Section37,
            _ => true,
        };

        /// <summary>Whether a group of this kind never leaves while an order is in force.</summary>
        private bool IsCovered(GroupSpec spec) =>
            spec.IsCovered || (terms.NonDisclosureRight == NonDisclosureRight.OrderOnly && spec.Holds == Sensitivity.Municipality);

        /// <summary>
        /// A recipient who may know of the order but not of the municipality gets number 000 for it, without a date. Every protected person
        /// has it, whatever the register knows.
        /// </summary>
        private void MaskMunicipality(Record record, byte attribute)
        {
            if (terms.NonDisclosureRight == NonDisclosureRight.OrderOnly && municipality is not null)
            {
                NonDisclosureMask.AddMunicipality(record, municipality, attribute);
            }
        }

        /// <summary>Whether the group that this one clarifies precedes it, with nothing but clarifying groups between.</summary>
        private static bool Follows(Record record, int group, GroupSpec spec)
        {
            for (var before = group - 1; before >= 0; before--)
            {
                if (spec.Clarifies.Contains(record.Spec(before).Code))
                {
                    return true;
                }

                if (record.Spec(before).Clarifies.Count == 0)
                {
                    return false;
                }
            }

            return false;
        }

        internal static void SetHeader(Record record, byte type, ReadOnlySpan<byte> registered)
        {
            record.Set(HeaderField.Event, NoEvent);
            record.Set(HeaderField.Registered, registered);
            record.Set(HeaderField.Type, [type]);
            record.Set(HeaderField.Role, "1"u8);
        }

        private GroupSpec? Delivered(GroupCatalog catalog, string code) =>
            catalog.Newest(code) is { } spec && product.Delivers(spec) ? spec : null;

        private bool IsInArea(ReadOnlySpan<byte> municipality) => area.Has(municipality);
    }
}
