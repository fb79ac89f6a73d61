using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PdfSharp.Pdf;
using PdfSharp.Pdf.Advanced;
using PdfSharp.Pdf.Content;
using PdfSharp.Pdf.Content.Objects;
using PdfSharp.Pdf.IO;

namespace Muutostieto.SelfService.Tests.Residents;

/// <summary>Reads the texts of a PDF as a viewer finds them: the glyphs of each string, by the font's table of characters.</summary>
internal static partial class PdfText
{
    /// <summary>The texts of each page, in the order in which they are drawn.</summary>
    internal static IReadOnlyList<IReadOnlyList<string>> Of(byte[] pdf)
    {
        using var document = PdfReader.Open(new MemoryStream(pdf), PdfDocumentOpenMode.Import);
        return [.. document.Pages.Cast<PdfPage>().Select(page => Texts(page))];
    }

    private static List<string> Texts(PdfPage page)
    {
        var fonts = page.Elements.GetDictionary("/Resources")!.Elements.GetDictionary("/Font")!;
        var characters = fonts.Elements.Keys.ToDictionary(name => name, name => Characters(fonts.Elements.GetDictionary(name)!));
        var (texts, font) = (new List<string>(), "");
        foreach (var operation in ContentReader.ReadContent(page).OfType<COperator>())
        {
            switch (operation.OpCode.Name)
            {
                case "Tf":
                    font = ((CName)operation.Operands[0]).Name;
                    break;
                case "Tj":
                    texts.Add(Decoded(((CString)operation.Operands[0]).Value, characters[font]));
                    break;
            }
        }

        return texts;
    }

    private static string Decoded(string glyphs, IReadOnlyDictionary<int, string> characters)
    {
        var text = new StringBuilder();
        for (var index = 0; index < glyphs.Length; index += 2)
        {
            text.Append(characters.GetValueOrDefault((glyphs[index] << 8) | glyphs[index + 1], "\uFFFD"));
        }

        return text.ToString();
    }

    private static Dictionary<int, string> Characters(PdfDictionary font)
    {
        var table = (PdfDictionary)((PdfReference)font.Elements["/ToUnicode"]!).Value;
        var text = Encoding.Latin1.GetString(table.Stream.UnfilteredValue);
        return Range().Matches(text).ToDictionary(
            match => int.Parse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture),
            match => char.ConvertFromUtf32(int.Parse(match.Groups[3].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)));
    }

    [GeneratedRegex("<([0-9A-Fa-f]+)>\\s*<([0-9A-Fa-f]+)>\\s*<([0-9A-Fa-f]+)>")]
    private static partial Regex Range();
}
