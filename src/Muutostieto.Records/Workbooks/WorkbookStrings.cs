using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Muutostieto.Records.Workbooks;

/// <summary>The texts that cells refer to by number, kept as UTF-8.</summary>
internal sealed partial class WorkbookStrings
{
    private const int Most = 8_000_000;
    private const int Largest = 64 << 20;
    private const int MostParts = 1000;
    private const int LongestText = 32_767;
    private readonly ArrayBufferWriter<byte> texts = new();
    private readonly List<int> ends = [];

    /// <param name="part">Closed; null: there are none.</param>
    internal WorkbookStrings(WorkbookXml? part)
    {
        using (part)
        {
            while (part?.Next() == true)
            {
                if (part.IsElement("si"))
                {
                    texts.Write(Encoding.UTF8.GetBytes(TextOf(part)));
                    ends.Add(texts.WrittenCount);
                    if (texts.WrittenCount > Largest || ends.Count > Most)
                    {
                        throw new WorkbookLimitException("it has too much text for a workbook");
                    }
                }
            }
        }
    }

    internal string this[int index] => index < ends.Count
        ? Encoding.UTF8.GetString(texts.WrittenSpan[Begin(index)..ends[index]])
        : throw new WorkbookLimitException("a cell refers to a text that is not there");

    /// <summary>The text of the element, whose parts may have a form each; how it is pronounced is no part of it.</summary>
    internal static string TextOf(WorkbookXml element)
    {
        var (text, parts) = ("", 0);
        for (var inner = element.Inside(); inner.Next();)
        {
            if (element.IsElement("rPh"))
            {
                for (var pronounced = element.Inside(); pronounced.Next();)
                {
                }
            }
            else if (element.IsElement("t"))
            {
                text += element.Text();
                if (++parts > MostParts || text.Length > LongestText)
                {
                    throw new WorkbookLimitException($"a cell has more than {LongestText} characters");
                }
            }
        }

        return Escape().Replace(text, each =>
            ((char)ushort.Parse(each.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());
    }

    private int Begin(int index) => index == 0 ? 0 : ends[index - 1];

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_", RegexOptions.CultureInvariant)]
    private static partial Regex Escape();
}
