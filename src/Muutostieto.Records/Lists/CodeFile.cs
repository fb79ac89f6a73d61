using Muutostieto.Records.Fixed;
using Muutostieto.Records.Foreign;
using Muutostieto.Records.Identity;

namespace Muutostieto.Records.Lists;

/// <summary>
/// A file of identity codes beside an order: a list as its recipient uploads it (<see cref="IdentityCodeList"/>), of which those count that
/// its last line adds, or a CSV whose first column has the codes, one a line, with or without a line of names above. Repeats are no fault.
/// </summary>
public sealed class CodeFile
{
    private const string Empty = "no identity code is in it";
    private readonly List<PersonalIdentityCode> codes = [];
    private readonly List<ListRefusal> refused = [];

    /// <summary>A line of nothing else has no code to miss.</summary>
    private static ReadOnlySpan<byte> Blanks => " \t\r\";,"u8;

    private CodeFile()
    {
    }

    /// <summary>Each code once, in the order of the file.</summary>
    public IReadOnlyList<PersonalIdentityCode> Codes => codes;

    /// <summary>The lines without a code that can be one, in their order.</summary>
    public IReadOnlyList<ListRefusal> Refused => refused;

    /// <summary>Why nothing of the file can be taken; null when its codes can.</summary>
    public string? Fault { get; private set; }

    public static CodeFile Read(ReadOnlySpan<byte> content)
    {
        var file = new CodeFile();
        var text = ForeignText.Clean(content);
        if (content.Length > IdentityCodeList.LargestBytes)
        {
            file.Fault = FormattableString.Invariant($"more than {IdentityCodeList.LargestBytes} bytes");
        }
        else if (Envelope.IsEnvelope(text))
        {
            file.Take(IdentityCodeList.Read(content));
        }
        else
        {
            file.Fault = file.TakeTable(text);
        }

        return file;
    }

    private void Take(IdentityCodeList list)
    {
        Fault = list.Fault;
        refused.AddRange(list.Refused);
        var added = new OrderedDictionary<PersonalIdentityCode, bool>();
        foreach (var line in list.Lines)
        {
            added[line.Code] = line.IsAdded;
        }

        codes.AddRange(added.Where(code => code.Value).Select(code => code.Key));
        Fault ??= codes.Count == 0 ? Empty : null;
    }

    private string? TakeTable(ReadOnlySpan<byte> text)
    {
        var (number, seen) = (0, new HashSet<PersonalIdentityCode>());
        foreach (var range in text.Split((byte)'\n'))
        {
            number++;
            var cell = CellOf(text[range]);
            if (text[range].Trim(Blanks).IsEmpty)
            {
                continue;
            }

            if (PersonalIdentityCode.TryParse(cell, out var code, out var fault))
            {
                if (seen.Add(code))
                {
                    codes.Add(code);
                }
            }
            else if (number > 1 || cell.IsEmpty || cell.IndexOfAnyInRange((byte)'0', (byte)'9') >= 0)
            {
                refused.Add(new ListRefusal(number, cell.Length == PersonalIdentityCode.Length ? Of(fault) : ListFault.Length));
                if (refused.Count > IdentityCodeList.MostFaults)
                {
                    return FormattableString.Invariant(
                        $"more than {IdentityCodeList.MostFaults} lines are wrong, expected an identity code in the first column of each");
                }
            }
        }

        return codes.Count == 0 ? Empty : null;
    }

    /// <summary>The first column, without quotes and blanks.</summary>
    private static ReadOnlySpan<byte> CellOf(ReadOnlySpan<byte> line)
    {
        var end = line.IndexOfAny((byte)';', (byte)',');
        return (end < 0 ? line : line[..end]).Trim(" \t\r\""u8);
    }

    private static ListFault Of(IdentityCodeFault fault) => fault switch
    {
        IdentityCodeFault.CenturySign => ListFault.CenturySign,
        IdentityCodeFault.Date => ListFault.Date,
        IdentityCodeFault.IndividualNumber => ListFault.IndividualNumber,
        IdentityCodeFault.CheckCharacter => ListFault.CheckCharacter,
        _ => ListFault.Characters,
    };
}
