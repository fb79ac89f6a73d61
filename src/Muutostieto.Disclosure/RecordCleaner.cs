using System.Buffers;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;

namespace Muutostieto.Disclosure;

/// <summary>
/// Puts blanks in the place of control characters, in whatever form the record is written. Looks at the finished record, whose values may
/// be from several documents. The register keeps what came.
/// </summary>
internal sealed class RecordCleaner
{
    /// <summary>The bytes of control characters in UTF-8, of which C2 begins others too that Finnish letters do not have.</summary>
    private static readonly SearchValues<byte> Suspicious = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(value => (byte)value), 0x7F, 0xC2]);

    /// <summary>Values that had a control character, each of which is a blank now.</summary>
    internal long Cleaned { get; private set; }

    internal void Clean(Record record)
    {
        if (!record.ContainsAny(Suspicious))
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
