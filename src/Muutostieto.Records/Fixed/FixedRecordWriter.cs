using System.Buffers;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;

namespace Muutostieto.Records.Fixed;

/// <summary>
/// Writes a record as one line of ISO-8859-1 ending with CR LF. Strict: every group has exactly its length, every value stays inside its
/// field. Letters that the character set lacks are transliterated, flagged where the layout has a flag, and counted; a text too long is cut
/// and counted.
/// </summary>
public sealed class FixedRecordWriter(IBufferWriter<byte> output)
{
    private readonly FixedTextEncoder encoder = new();

    /// <summary>What had to be changed so far.</summary>
    public WriteCounts Counts => new(encoder.Transliterated, encoder.Shortened, encoder.Cleaned);

    /// <summary>Writes the record and its line end.</summary>
    /// <exception cref="FormatException">A value does not fit its kind (a date that is not 8 characters), or there are more groups than a
    /// line can count. The message names the group and field, never the value.</exception>
    public void Write(RecordView record)
    {
        if (record.HasVerbatim)
        {
            WriteVerbatim(record);
            return;
        }

        if (record.GroupCount > RecordHeader.MostGroups)
        {
            throw new FormatException(
                $"a record of {record.GroupCount} groups: a line counts {RecordHeader.MostGroups} at most, the rest goes on continuation "
                    + "lines");
        }

        var length = RecordHeader.Length + 3;
        for (var group = 0; group < record.GroupCount; group++)
        {
            length += LengthOf(record, group) + 1;
        }

        var line = output.GetSpan(length)[..length];
        WriteHeader(record, line);
        var at = RecordHeader.Length;
        line[at++] = (byte)'|';
        for (var group = 0; group < record.GroupCount; group++)
        {
            var groupLength = LengthOf(record, group);
            WriteGroup(record, group, line.Slice(at, groupLength));
            at += groupLength;
            line[at++] = (byte)'|';
        }

        "\r\n"u8.CopyTo(line[at..]);
        output.Advance(length);
    }

    private static int LengthOf(RecordView record, int group)
    {
        var spec = record.Spec(group);
        return spec.IsRaw ? FixedTextEncoder.CharacterCount(record.Value(group, 0)) : spec.Length;
    }

    private static void WriteHeader(RecordView record, Span<byte> line)
    {
        var at = 0;
        for (var field = 0; field < RecordHeader.FieldCount; field++)
        {
            var width = RecordHeader.Widths[field];
            var value = record[(HeaderField)field];
            var fill = field == (int)HeaderField.Registered && value.IsEmpty ? (byte)'0' : (byte)' ';
            FixedTextEncoder.EncodeCode(value, line.Slice(at, width), fill, RecordHeader.Names[field], null);
            at += width;
        }

        line[at] = (byte)('0' + (record.GroupCount / 10));
        line[at + 1] = (byte)('0' + (record.GroupCount % 10));
    }

    private void WriteGroup(RecordView record, int group, Span<byte> target)
    {
        var spec = record.Spec(group);
        if (spec.IsRaw)
        {
            FixedTextEncoder.EncodeExact(record.Value(group, 0), target);
            return;
        }

        spec.CodeUtf8.CopyTo(target);
        target[3] = record.Attribute(group);
        var transliterated = 0u;
        for (var index = 0; index < spec.Fields.Count; index++)
        {
            var field = spec.Fields[index];
            var value = record.Value(group, index);
            var slot = target.Slice(field.At - 1, field.Length);
            if (value.IsEmpty && field.Kind != FieldKind.CharacterFlags)
            {
                slot.Fill(field.Fill);
            }
            else if (field.Kind == FieldKind.Text)
            {
                transliterated |= encoder.EncodeText(value, slot) ? 1u << index : 0;
            }
            else if (field.Kind == FieldKind.CharacterFlags)
            {
                slot[0] = FlagsOf(spec, field, value, transliterated);
            }
            else
            {
                FixedTextEncoder.EncodeCode(value, slot, field.Fill, field.Name, spec);
            }
        }
    }

    private static byte FlagsOf(GroupSpec spec, FieldSpec flags, ReadOnlySpan<byte> given, uint transliterated)
    {
        if (given is [not (>= (byte)'0' and <= (byte)'9')])
        {
            return given[0];
        }

        var sum = given.IsEmpty ? 0 : given[0] - '0';
        for (var weight = 0; transliterated != 0 && weight < flags.FlagOf.Count; weight++)
        {
            var of = spec.Field(flags.FlagOf[weight])!.Index;
            sum |= (transliterated & (1u << of)) != 0 ? 1 << weight : 0;
        }

        return sum == 0 && given.IsEmpty ? (byte)' ' : (byte)('0' + sum);
    }

    private void WriteVerbatim(RecordView record)
    {
        var length = FixedTextEncoder.CharacterCount(record.Verbatim);
        var end = record.LineEnd switch { LineEnd.CrLf => "\r\n"u8, LineEnd.Lf => "\n"u8, _ => [] };
        var line = output.GetSpan(length + end.Length);
        FixedTextEncoder.EncodeExact(record.Verbatim, line[..length]);
        end.CopyTo(line[length..]);
        output.Advance(length + end.Length);
    }
}
