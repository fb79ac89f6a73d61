using System.Text;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;

namespace Muutostieto.Records.Fixed;

/// <summary>Cuts one group of the right length into its fields: Latin-1 in, UTF-8 out, padding cut, empty left empty.</summary>
internal sealed class FixedGroupReader
{
    private byte[] utf8 = new byte[1024];

    internal void Read(ReadOnlySpan<byte> raw, GroupSpec spec, Record record)
    {
        var group = record.Add(spec, raw[3]);
        for (var index = 0; index < spec.Fields.Count; index++)
        {
            var field = spec.Fields[index];
            var value = Trim(raw.Slice(field.At - 1, field.Length), field);
            if (!value.IsEmpty)
            {
                record.Set(group, index, Ascii.IsValid(value) ? value : Transcode(value));
            }
        }
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> raw, FieldSpec field) =>
        !field.FilledWithZeros ? raw.TrimEnd((byte)' ')
        : raw.ContainsAnyExcept((byte)'0') ? raw
        : [];

    private ReadOnlySpan<byte> Transcode(ReadOnlySpan<byte> latin1)
    {
        if (utf8.Length < latin1.Length * 2)
        {
            utf8 = new byte[latin1.Length * 2];
        }

        var written = 0;
        foreach (var letter in latin1)
        {
            if (letter < 0x80)
            {
                utf8[written++] = letter;
            }
            else
            {
                utf8[written++] = (byte)(0xC0 | (letter >> 6));
                utf8[written++] = (byte)(0x80 | (letter & 0x3F));
            }
        }

        return utf8.AsSpan(0, written);
    }
}
