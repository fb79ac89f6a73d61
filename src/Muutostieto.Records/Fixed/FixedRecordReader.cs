using System.Text;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;

namespace Muutostieto.Records.Fixed;

/// <summary>
/// Reads a fixed-width file (PTT, MTT): one record a line, ISO-8859-1. Tolerant where the real files' readers had to be, and says what it
/// tolerated: other line ends, wrong group counts, a lost last bar, groups of another length or unknown code, empty lines. Such a line
/// keeps its bytes in <see cref="Record.Verbatim"/>.
/// </summary>
public sealed class FixedRecordReader(Stream stream, GroupCatalog catalog, Action<Finding>? onFinding = null) : IRecordSource
{
    private const byte Bar = (byte)'|';
    private readonly LineReader lines = new(stream);
    private readonly FixedGroupReader groups = new();
    private bool deviates;

    public long Line => lines.LineNumber;

    public bool Read(Record record)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (!lines.TryRead(out var line))
        {
            return false;
        }

        if (Envelope.IsEnvelope(line) || !LooksLikeRecord(line))
        {
            record.SetOpaque(ToUtf8(line));
            record.LineEnd = lines.LineEnd;
            if (!Envelope.IsEnvelope(line))
            {
                Report(
                    line.IsEmpty ? Severity.Note : Severity.Fault,
                    "unreadable",
                    line.IsEmpty ? "empty line" : $"no record: {line.Length} characters, expected a header of 26 and a bar");
            }

            return true;
        }

        ReadRecord(line, record);
        return true;
    }

    public void Dispose() => stream.Dispose();

    private static bool LooksLikeRecord(ReadOnlySpan<byte> line) =>
        line.Length >= RecordHeader.Length && (line.Length == RecordHeader.Length || line[RecordHeader.Length] == Bar);

    private void ReadRecord(ReadOnlySpan<byte> line, Record record)
    {
        record.Clear();
        record.LineEnd = lines.LineEnd;
        deviates =
            lines.LineEnd != LineEnd.CrLf
            || line.ContainsAnyInRange((byte)0, (byte)0x1F)
            || line.ContainsAnyInRange((byte)0x7F, (byte)0x9F);
        if (lines.LineEnd != LineEnd.CrLf)
        {
            Report(
                Severity.Note,
                "line-end",
                lines.LineEnd == LineEnd.Lf ? "ends with LF, expected CR LF" : "the file ends without a line end");
        }

        ReadHeader(line, record);
        ReadGroups(line, record);
        CheckCount(line, record);
        if (deviates)
        {
            record.SetVerbatim(ToUtf8(line));
        }
    }

    private void ReadHeader(ReadOnlySpan<byte> line, Record record)
    {
        var at = 0;
        for (var field = 0; field < RecordHeader.FieldCount; field++)
        {
            var width = RecordHeader.Widths[field];
            var raw = line.Slice(at, width);
            record.Set((HeaderField)field, ToUtf8(raw.TrimEnd((byte)' ')));
            deviates |= (field == (int)HeaderField.Registered && raw.Contains((byte)' ')) || raw.Contains(Bar);
            at += width;
        }
    }

    private void ReadGroups(ReadOnlySpan<byte> line, Record record)
    {
        var rest = line.Length > RecordHeader.Length ? line[(RecordHeader.Length + 1)..] : [];
        if (line.Length == RecordHeader.Length)
        {
            Deviation("last-bar", "the header is not closed by a bar");
        }

        while (!rest.IsEmpty)
        {
            var bar = rest.IndexOf(Bar);
            if (bar < 0)
            {
                Deviation("last-bar", "the last group is not closed by a bar");
                bar = rest.Length;
            }

            ReadGroup(rest[..bar], record);
            rest = rest[Math.Min(bar + 1, rest.Length)..];
        }
    }

    private void ReadGroup(ReadOnlySpan<byte> raw, Record record)
    {
        var newest = raw.Length >= 4 ? catalog.Newest(raw[..3]) : null;
        if (newest is null)
        {
            Report(Severity.Fault, "unknown-group", $"group {record.GroupCount + 1} has a code that the layouts do not know");
            record.Set(record.Add(GroupSpec.Raw, 0), 0, ToUtf8(raw));
            return;
        }

        if (!ChangeAttribute.IsKnown(raw[3]))
        {
            Report(Severity.Fault, "change-attribute", $"group {newest.Code}: unknown change attribute, expected one of 0 1 3 4 5 6");
        }

        var spec = catalog.OfLength(raw[..3], raw.Length);
        if (spec is not null)
        {
            groups.Read(raw, spec, record);
            return;
        }

        if (raw.Length < newest.Length && raw.Length > 4 && newest.IsNewest && newest.Version == 1)
        {
            Deviation(
                "group-length",
                $"group {newest.Code} has {raw.Length} characters, expected {newest.Length}: read as if blanks were lost at its end");
            var padded = newest.Length <= 512 ? stackalloc byte[newest.Length] : new byte[newest.Length];
            padded.Fill((byte)' ');
            raw.CopyTo(padded);
            groups.Read(padded, newest, record);
            return;
        }

        Report(Severity.Fault, "group-length", $"group {newest.Code} has {raw.Length} characters, expected {newest.Length}: kept as it is");
        record.Set(record.Add(GroupSpec.Raw, 0), 0, ToUtf8(raw));
    }

    private void CheckCount(ReadOnlySpan<byte> line, Record record)
    {
        int tens = line[24] - '0', ones = line[25] - '0';
        var said = (uint)tens < 10 && (uint)ones < 10 ? (tens * 10) + ones : -1;
        if (said != record.GroupCount)
        {
            deviates = true;
            Report(
                Severity.Fault,
                "group-count",
                $"the header says {(said < 0 ? "no number of" : said)} groups, the line has {record.GroupCount}");
        }
    }

    private static byte[] ToUtf8(ReadOnlySpan<byte> latin1) => Encoding.Convert(Encoding.Latin1, Encoding.UTF8, latin1.ToArray());

    private void Deviation(string kind, string message)
    {
        deviates = true;
        Report(Severity.Note, kind, message);
    }

    private void Report(Severity severity, string kind, string message) =>
        onFinding?.Invoke(new Finding(severity, lines.LineNumber, kind, message));
}
