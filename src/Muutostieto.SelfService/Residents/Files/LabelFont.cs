using System.IO.Abstractions;
using PdfSharp.Fonts;

namespace Muutostieto.SelfService.Residents.Files;

/// <summary>
/// The font of labels: one of the system's that has Latin letters with all their marks, the Sámi ones too, and may be embedded in a
/// document. PDF's own fonts lack them, and those that come with PDFsharp are not free.
/// </summary>
internal sealed class LabelFont : IFontResolver
{
    internal const string Family = "Label";

    /// <summary>Of Debian's fonts-dejavu-core, other distributions' DejaVu, Liberation, and Windows.</summary>
    private static readonly string[] Places =
    [
        "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
        "/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf",
        "/usr/share/fonts/dejavu/DejaVuSans.ttf",
        "/usr/share/fonts/TTF/DejaVuSans.ttf",
        "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
        "/usr/share/fonts/truetype/liberation2/LiberationSans-Regular.ttf",
        "/usr/share/fonts/liberation-sans/LiberationSans-Regular.ttf",
        @"C:\Windows\Fonts\arial.ttf",
    ];

    private readonly byte[] font;

    private LabelFont(byte[] font) => this.font = font;

    /// <summary>Makes PDFsharp use it; null place: there is none on this machine. Done once a process, for PDFsharp keeps it.</summary>
    /// <returns>Whether there is one.</returns>
    internal static bool TryUse(IFileSystem files)
    {
        // PDFsharp takes one font resolver and refuses a second.
        lock (Places)
        {
            if (GlobalFontSettings.FontResolver is LabelFont)
            {
                return true;
            }

            if (Places.FirstOrDefault(files.File.Exists) is not { } place)
            {
                return false;
            }

            GlobalFontSettings.FontResolver = new LabelFont(files.File.ReadAllBytes(place));
            return true;
        }
    }

    public FontResolverInfo? ResolveTypeface(string familyName, bool isBold, bool isItalic) => new(Family);

    public byte[]? GetFont(string faceName) => font;
}
