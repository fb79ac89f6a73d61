using Muutostieto.Records.Fixed;
using Muutostieto.Records.Foreign;
using Muutostieto.Records.Identity;

namespace Muutostieto.Records.Lists;

/// <summary>
/// A list of identity codes as its recipient uploads it (<c>.HTT</c>): between the two transport lines, lines of an identity code and
/// <c>L</c> (lisäys, on the list from
/// now on) or <c>P</c> (poisto, off it). Lines end with LF or CR LF; empty ones say nothing. A file whose transport lines do not hold it
/// together is rejected as a whole, since it may be truncated; an invalid line is rejected alone. Duplicates are no fault.
/// </summary>
public sealed class IdentityCodeList
{
    /// <summary>With more bad lines than this the file is no list at all, and refused as a whole.</summary>
    public const int MostFaults = 1000;

    /// <summary>No file is larger: some 1.2 million lines. A list of more comes in several files.</summary>
    public const int LargestBytes = 16 * 1024 * 1024;

    private readonly List<ListLine> lines = [];
    private readonly List<ListRefusal> refused = [];

    private IdentityCodeList()
    {
    }

    /// <summary>The lines that can be read, in their order.</summary>
    public IReadOnlyList<ListLine> Lines => lines;

    /// <summary>The lines that cannot, in their order.</summary>
    public IReadOnlyList<ListRefusal> Refused => refused;

    /// <summary>Why nothing of the file can be taken; null when its lines can.</summary>
    public string? Fault { get; private set; }

    /// <summary>How many lines there are between the transport lines, empty ones left out.</summary>
    public int Count { get; private set; }

    public static IdentityCodeList Read(ReadOnlySpan<byte> content)
    {
        var list = new IdentityCodeList();
        list.Fault =
            content.Length > LargestBytes
                ? $"more than {LargestBytes} bytes: send the list in several files"
                : list.ReadAll(ForeignText.Clean(content));
        if (list.Fault is not null)
        {
            list.lines.Clear();
            list.refused.Clear();
        }

        return list;
    }

    private string? ReadAll(ReadOnlySpan<byte> content)
    {
        var (number, empty, started, ended) = (0, 0, false, false);
        while (!content.IsEmpty)
        {
            var line = NextLine(ref content);
            number++;
            if (ForeignText.IsBlank(line))
            {
                empty += started ? 1 : 0;
                continue;
            }

            if (ended)
            {
                return $"line {number}: text after the last transport line ('''EOF''')";
            }

            if (!started)
            {
                started = true;
                if (!Envelope.IsStart(line))
                {
                    return "the first line is no transport line ('''ED2''')";
                }
            }
            else if (Envelope.IsEnd(line))
            {
                ended = true;
                if ((Envelope.CountOf(line) != Count && Envelope.CountOf(line) != Count + empty) || line is not [.., (byte)'\''])
                {
                    return $"line {number}: the last transport line does not count the {Count} lines before it, expected '''EOF'''{Count}'";
                }
            }
            else if (Envelope.IsEnvelope(line))
            {
                return $"line {number}: a transport line in the middle";
            }
            else if (!Take(line, number))
            {
                return $"more than {MostFaults} lines are wrong, expected an identity code and L or P on each";
            }
        }

        return ended ? null : "the last transport line ('''EOF''') is missing: the file is empty or cut";
    }

    /// <returns>False when there are too many faults.</returns>
    private bool Take(ReadOnlySpan<byte> line, int number)
    {
        Count++;
        if (FaultOf(line, out var code) is { } fault)
        {
            refused.Add(new ListRefusal(number, fault));
            return refused.Count <= MostFaults;
        }

        lines.Add(new ListLine(number, code, line[^1] == 'L'));
        return true;
    }

    private static ListFault? FaultOf(ReadOnlySpan<byte> line, out PersonalIdentityCode code)
    {
        code = default;
        if (line.Length != PersonalIdentityCode.Length + 1)
        {
            return ListFault.Length;
        }

        if (!PersonalIdentityCode.TryParse(line[..^1], out code, out var fault))
        {
            return fault switch
            {
                IdentityCodeFault.CenturySign => ListFault.CenturySign,
                IdentityCodeFault.Date => ListFault.Date,
                IdentityCodeFault.IndividualNumber => ListFault.IndividualNumber,
                IdentityCodeFault.CheckCharacter => ListFault.CheckCharacter,
                _ => ListFault.Characters,
            };
        }

        return line[^1] is (byte)'L' or (byte)'P' ? null : ListFault.Action;
    }

    private static ReadOnlySpan<byte> NextLine(ref ReadOnlySpan<byte> content)
    {
        var end = content.IndexOf((byte)'\n');
        var line = end < 0 ? content : content[..end];
        content = end < 0 ? [] : content[(end + 1)..];
        return line is [.., (byte)'\r'] ? line[..^1] : line;
    }
}
