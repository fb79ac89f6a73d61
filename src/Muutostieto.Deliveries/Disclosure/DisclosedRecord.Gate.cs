using System.Globalization;
using System.Text;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Records.Csv;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Json;
using Muutostieto.Records.Model;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Disclosure;

public sealed partial class DisclosedRecord
{
    /// <summary>
    /// The only way out of the register: area, then non-disclosure, then product. Denies by default: what no rule lets through is left out.
    /// An instance is for one thread.
    /// </summary>
    public sealed class Gate
    {
        private readonly DeliveryTerms terms;
        private readonly ProductFilter product;
        private readonly JsonRecordReader reader;
        private readonly HashSet<string> area;
        private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> areaByText;
        private readonly GroupSpec? maskedAddress;
        private readonly byte[] registered;

        /// <summary>Sets up the rules of a delivery.</summary>
        /// <param name="terms">The delivery's frozen terms.</param>
        /// <param name="catalog">The record layouts.</param>
        /// <param name="planned">The planned day, which stands as the day of registration in base records.</param>
        public Gate(DeliveryTerms terms, GroupCatalog catalog, DateOnly planned)
        {
            ArgumentNullException.ThrowIfNull(terms);
            ArgumentNullException.ThrowIfNull(catalog);
            this.terms = terms;
            product = new ProductFilter(terms, catalog);
            reader = new JsonRecordReader(catalog);
            area = [.. terms.Municipalities];
            areaByText = area.GetAlternateLookup<ReadOnlySpan<char>>();
            maskedAddress = catalog.Newest(NonDisclosureMask.Group) is { } address && product.Delivers(address) ? address : null;
            registered = Encoding.ASCII.GetBytes(planned.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
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
            var record = disclosed.content;
            record.Clear();
            if (!IsInArea(row.Municipality))
            {
                return false;
            }

            // Without the right the person is not there at all: being in the area's file would tell the municipality.
            var isProtected = !row.NonDisclosureEnd.IsEmpty;
            if (isProtected && !terms.NonDisclosureRight)
            {
                return false;
            }

            reader.Read(row.Document, record);

            // The column is an index, the document is the truth: either of them protects.
            isProtected |= record.IndexOf("015") >= 0;
            if (isProtected && !terms.NonDisclosureRight)
            {
                record.Clear();
                return false;
            }

            record.Set(HeaderField.Event, "XXX"u8);
            record.Set(HeaderField.Registered, registered);
            record.Set(HeaderField.Type, [RecordType.New]);
            record.Set(HeaderField.Role, "1"u8);
            Project(record, isProtected);
            if (isProtected && maskedAddress is not null)
            {
                NonDisclosureMask.AddTo(record, maskedAddress, ChangeAttribute.Added);
            }

            return record.GroupCount > 0;
        }

        /// <summary>Takes out what the product lacks, what an order covers, and what clarifies a group that went.</summary>
        private void Project(Record record, bool isProtected)
        {
            var keptBefore = false;
            for (var group = 0; group < record.GroupCount;)
            {
                var spec = record.Spec(group);
                var kept = product.Delivers(spec)
                    && !(isProtected && NonDisclosureMask.Covers(spec))
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

        /// <summary>Whether the group that this one clarifies stands before it, with nothing but clarifying groups between.</summary>
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

        private bool IsInArea(ReadOnlySpan<byte> municipality)
        {
            Span<char> code = stackalloc char[3];
            return municipality.Length == 3 && Ascii.ToUtf16(municipality, code, out _) == System.Buffers.OperationStatus.Done && areaByText.Contains(code);
        }
    }
}
