using System.Buffers;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;

namespace Muutostieto.Disclosure;

public sealed partial class DisclosedRecord
{
    public sealed partial class Gate
    {
        /// <summary>
        /// How a control character shows in a document: escaped, or as the bytes 7F and C2 in UTF-8, which Finnish letters do not have.
        /// </summary>
        private static readonly SearchValues<byte> Suspicious = SearchValues.Create([(byte)'\\', 0x7F, 0xC2]);

        /// <summary>Values of delivered records that had a control character, each of which is a blank now.</summary>
        public long Cleaned { get; private set; }

        /// <summary>
        /// Puts blanks in the place of control characters, in whatever form the record is written. The register keeps what came.
        /// </summary>
        /// <param name="record">What may be delivered.</param>
        /// <param name="document">Where its values are from.</param>
        /// <param name="more">Another one; empty for none.</param>
        private void Clean(Record record, ReadOnlySpan<byte> document, ReadOnlySpan<byte> more = default)
        {
            if (!document.ContainsAny(Suspicious) && !more.ContainsAny(Suspicious))
            {
                return;
            }

            for (var field = HeaderField.IdentityCode; field <= HeaderField.Role; field++)
            {
                if (ControlCharacters.AreIn(record[field]))
                {
                    record.Set(field, ControlCharacters.Blanked(record[field]));
                    Cleaned++;
                }
            }

            for (var group = 0; group < record.GroupCount; group++)
            {
                foreach (var field in record.Spec(group).Fields)
                {
                    if (ControlCharacters.AreIn(record.Value(group, field.Index)))
                    {
                        Clean(record, group, field);
                    }
                }
            }
        }

        private void Clean(Record record, int group, FieldSpec field)
        {
            ReadOnlySpan<byte> value = ControlCharacters.Blanked(record.Value(group, field.Index));
            record.Set(group, field.Index, field.FilledWithZeros ? value : value.TrimEnd((byte)' '));
            Cleaned++;
        }
    }
}
