using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Muutostieto.Records.Fixed;

/// <summary>
/// The fixed table of what is written in ISO-8859-1 for letters that it lacks. Never a question mark: that could be a letter of the name.
/// </summary>
public static class Transliteration
{
    /// <summary>Replaces a letter without an equivalent in ISO-8859-1 (the currency sign, which occurs in no name).</summary>
    public const string NoLikeness = "\u00A4";

    private const string Marked =
        "\u0300AEIOUaeiouÀÈÌÒÙàèìòù\u0301AEIOUYaeiouyÁÉÍÓÚÝáéíóúý\u0302AEIOUaeiouÂÊÎÔÛâêîôû"
            + "\u0303ANOanoÃÑÕãñõ\u0308AEIOUaeiouyÄËÏÖÜäëïöüÿ\u030AAaÅå\u0327CcÇç";

    private static readonly FrozenDictionary<int, string> Table = Load();
    private static readonly FrozenDictionary<(byte Letter, int Mark), byte> Composed = LoadComposed();

    /// <summary>Letters of ISO-8859-1 for a letter outside it; empty for one that shows nothing (a joiner).</summary>
    public static string Of(Rune rune) => Table.TryGetValue(rune.Value, out var letters) ? letters
        : IsCombiningMark(rune) ? ""
        : NoLikeness;

    internal static bool IsCombiningMark(Rune rune) => rune.Value is >= 0x300 and <= 0x36F;

    /// <summary>The one letter of ISO-8859-1 that a letter and a combining mark make, or null.</summary>
    internal static byte? Compose(byte letter, Rune mark) => Composed.TryGetValue((letter, mark.Value), out var composed) ? composed : null;

    private static FrozenDictionary<int, string> Load()
    {
        using var stream = typeof(Transliteration).Assembly.GetManifestResourceStream("Muutostieto.Records.Fixed.transliteration.txt")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var table = new Dictionary<int, string>();
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
            {
                table.Add(int.Parse(line.AsSpan(0, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture), line[5..]);
            }
        }

        return table.ToFrozenDictionary();
    }

    private static FrozenDictionary<(byte Letter, int Mark), byte> LoadComposed()
    {
        var table = new Dictionary<(byte, int), byte>();
        for (var at = 0; at < Marked.Length;)
        {
            var mark = Marked[at++];
            var next = at;
            while (next < Marked.Length && !IsCombiningMark(new Rune(Marked[next])))
            {
                next++;
            }

            var count = (next - at) / 2;
            for (var letter = 0; letter < count; letter++)
            {
                table.Add(((byte)Marked[at + letter], mark), (byte)Marked[at + count + letter]);
            }

            at = next;
        }

        return table.ToFrozenDictionary();
    }
}
