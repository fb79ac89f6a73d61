using System.Text.Json;
using Muutostieto.Records.Model;

namespace Muutostieto.Records.Json;

public sealed partial class JsonRecordReader
{
    private static ReadOnlySpan<byte> GroupStart => "{\"ryhma\":\""u8;

    private static ReadOnlySpan<byte> GroupName => "\"ryhma\""u8;

    /// <summary>
    /// Reads the groups of some codes only, in the order of the codes and without the header: for those who ask little of a large document.
    /// It looks for the bytes by which <see cref="JsonRecordWriter"/> begins a group, which cannot be inside a JSON text; a document with
    /// groups that begin otherwise is read whole.
    /// </summary>
    /// <param name="json">A register's document of a person.</param>
    /// <param name="record">Gets the groups in the place of what it holds.</param>
    /// <param name="codes">Codes of groups, three bytes each; a group that clarifies others is not for this.</param>
    /// <exception cref="FormatException">A group of these is none; the message never shows a value.</exception>
    public void ReadGroups(ReadOnlySpan<byte> json, Record record, IReadOnlyList<byte[]> codes)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(codes);
        if (json.Count(GroupName) != json.Count(GroupStart))
        {
            ReadAndNarrow(json, record, codes);
            return;
        }

        record.Clear();
        var document = record.Load(json, out var start);
        Span<byte> mark = stackalloc byte[GroupStart.Length + 4];
        GroupStart.CopyTo(mark);
        mark[^1] = (byte)'"';
        try
        {
            for (var at = 0; at < codes.Count; at++)
            {
                codes[at].CopyTo(mark[GroupStart.Length..]);
                for (var from = 0; document[from..].IndexOf(mark) is var found and >= 0; from += found + mark.Length)
                {
                    var group = new Utf8JsonReader(document[(from + found)..]);
                    _ = group.Read();
                    ReadGroup(ref group, record, start + from + found);
                }
            }
        }
        catch (JsonException error)
        {
            throw new FormatException("no valid JSON in a group", error);
        }
        catch (InvalidOperationException error)
        {
            throw new FormatException("a text of a group is no Unicode", error);
        }
    }

    private void ReadAndNarrow(ReadOnlySpan<byte> json, Record record, IReadOnlyList<byte[]> codes)
    {
        Read(json, record);
        for (var group = record.GroupCount - 1; group >= 0; group--)
        {
            var code = record.Spec(group).Code;
            if (!codes.Any(one => System.Text.Encoding.ASCII.GetString(one) == code))
            {
                record.RemoveAt(group);
            }
        }
    }
}
