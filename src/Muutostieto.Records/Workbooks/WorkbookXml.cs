using System.Text;
using System.Xml;

namespace Muutostieto.Records.Workbooks;

/// <summary>Reads one part of a workbook, of which nothing is kept but what is asked for.</summary>
internal sealed class WorkbookXml : IDisposable
{
    private const int Deepest = 64;
    private const int LongestText = 32_767;
    private readonly char[] block = new char[4096];
    private readonly MarkupStream stream;
    private readonly XmlReader reader;

    /// <param name="part">Closed with this.</param>
    internal WorkbookXml(Stream part)
    {
        stream = new MarkupStream(part);
        reader = XmlReader.Create(stream, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = false,
        });
    }

    /// <summary>An attribute of the element, by its name without a prefix; null when there is none.</summary>
    internal string? this[string name]
    {
        get
        {
            string? value = null;
            for (var has = reader.MoveToFirstAttribute(); has && value is null; has = reader.MoveToNextAttribute())
            {
                value = reader.LocalName == name ? reader.Value : null;
            }

            _ = reader.MoveToElement();
            return value;
        }
    }

    /// <summary>The next node; false at the end.</summary>
    internal bool Next() => reader.Read()
        && (reader.Depth <= Deepest ? true : throw new WorkbookLimitException("its elements are nested too deep"));

    internal bool IsElement(string name) => reader.NodeType == XmlNodeType.Element && reader.LocalName == name;

    /// <summary>The nodes within the element, which is left when they are over.</summary>
    internal Inner Inside() => new(this, reader.Depth, reader.IsEmptyElement);

    /// <summary>The text of the element, as it reads.</summary>
    internal string Text()
    {
        var text = new StringBuilder();
        for (var inner = Inside(); inner.Next();)
        {
            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
            {
                for (int read; (read = reader.ReadValueChunk(block, 0, block.Length)) > 0;)
                {
                    _ = text.Length + read <= LongestText
                        ? text.Append(block, 0, read)
                        : throw new WorkbookLimitException($"a cell has more than {LongestText} characters");
                }
            }
        }

        return text.ToString();
    }

    public void Dispose()
    {
        reader.Dispose();
        stream.Dispose();
    }

    /// <param name="xml">The part.</param>
    /// <param name="depth">Of the element.</param>
    /// <param name="isEmpty">Whether it has nothing within.</param>
    internal struct Inner(WorkbookXml xml, int depth, bool isEmpty)
    {
        internal bool Next() => !isEmpty && xml.Next()
            && !(isEmpty = xml.reader.NodeType == XmlNodeType.EndElement && xml.reader.Depth == depth);
    }
}
