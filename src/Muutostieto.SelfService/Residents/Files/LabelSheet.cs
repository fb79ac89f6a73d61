using PdfSharp;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace Muutostieto.SelfService.Residents.Files;

/// <summary>Labels as PDF: 3 beside and 8 below each other on A4, each 70 mm by 37 mm, without a margin between.</summary>
internal static class LabelSheet
{
    internal const int Columns = 3;
    internal const int Rows = 8;
    private const double Width = 70;
    private const double Height = 37;

    /// <summary>Above the first row: A4 is 1 mm higher than eight labels.</summary>
    private const double Above = 0.5;

    private const double Inset = 6;
    private const double FirstLine = 12;
    private const double LineHeight = 5.5;
    private const double Size = 10;
    private const double SmallestSize = 6.5;
    private const double SizeStep = 0.5;
    private const string Cut = "…";

    /// <param name="labels">At least one.</param>
    /// <param name="title">Of the document.</param>
    /// <param name="output">Stays open.</param>
    /// <param name="cancellation">Breaks off.</param>
    internal static void Write(IReadOnlyList<AddressLabel> labels, string title, Stream output, CancellationToken cancellation)
    {
        using var document = new PdfDocument();
        document.Info.Title = title;
        var fonts = new Dictionary<double, XFont>();
        foreach (var sheet in labels.Chunk(Columns * Rows))
        {
            cancellation.ThrowIfCancellationRequested();
            var page = document.AddPage();
            page.Size = PageSize.A4;
            using var graphics = XGraphics.FromPdfPage(page);
            foreach (var (index, label) in sheet.Index())
            {
                var left = (index % Columns * Width) + Inset;
                var top = Above + (index / Columns * Height) + FirstLine;
                foreach (var (line, text) in new[] { label.Name, label.Street, label.Town }.Index())
                {
                    Draw(graphics, fonts, text, left, top + (line * LineHeight));
                }
            }
        }

        document.Save(output, closeStream: false);
    }

    /// <summary>A line that is too long is written smaller, and cut when that is not enough.</summary>
    private static void Draw(XGraphics graphics, Dictionary<double, XFont> fonts, string text, double left, double top)
    {
        var room = XUnit.FromMillimeter(Width - (2 * Inset)).Point;
        var size = Size;
        while (size > SmallestSize && graphics.MeasureString(text, FontOf(size)).Width > room)
        {
            size -= SizeStep;
        }

        var font = FontOf(size);
        var shown = text;
        for (var length = text.Length - 1; length > 0 && graphics.MeasureString(shown, font).Width > room; length--)
        {
            shown = string.Concat(text.AsSpan(0, length), Cut);
        }

        graphics.DrawString(shown, font, XBrushes.Black, XUnit.FromMillimeter(left).Point, XUnit.FromMillimeter(top).Point);

        XFont FontOf(double points) =>
            fonts.TryGetValue(points, out var known) ? known : fonts[points] = new XFont(
                LabelFont.Family, points, XFontStyleEx.Regular, XPdfFontOptions.UnicodeDefault);
    }
}
