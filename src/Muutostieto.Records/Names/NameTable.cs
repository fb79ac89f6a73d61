using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Muutostieto.Records.Names;

/// <summary>
/// The table by which names are compared, <c>names.txt</c>: our own and no culture's, so that two machines never compare differently.
/// </summary>
internal static class NameTable
{
    private static readonly string[] Lines = Load();

    /// <summary>The letters whose marks count without diacritics too.</summary>
    internal static IReadOnlyList<string> Kept { get; } = [.. Words("keep").Select(words => words[1])];

    /// <summary>The characters that are one space.</summary>
    internal static FrozenSet<int> Spaces { get; } = Words("space").SelectMany(words => words[1..]).Select(CodePoint).ToFrozenSet();

    /// <summary>The characters that are nothing.</summary>
    internal static FrozenSet<int> Dropped { get; } = Words("drop").SelectMany(words => words[1..]).Select(CodePoint).ToFrozenSet();

    /// <summary>Letters that are always taken for others.</summary>
    internal static IReadOnlyDictionary<string, string> Same { get; } = Words("same")
        .ToFrozenDictionary(words => words[1], words => words[2]);

    /// <summary>Letters, each with the letter and the marks that it is made of.</summary>
    internal static IReadOnlyDictionary<string, string> Marked { get; } = Words("letter").ToFrozenDictionary(
        words => words[1],
        words => words[2] + string.Concat(words[3..].Order(StringComparer.Ordinal).Select(mark => (char)CodePoint(mark))));

    /// <summary>Letters without marks that the method without diacritics takes for others.</summary>
    internal static IReadOnlyDictionary<string, string> Folded { get; } = Words("fold").ToFrozenDictionary(
        words => words[1], words => Marked.GetValueOrDefault(words[2], words[2]));

    /// <summary>Every letter that is taken for others, in one of the methods or in all.</summary>
    internal static IEnumerable<string> Letters => Same.Keys.Concat(Marked.Keys).Concat(Folded.Keys);

    internal static bool IsMark(char character) => character is >= '\u0300' and <= '\u036F';

    private static IEnumerable<string[]> Words(string kind) =>
        Lines.Select(line => line.Split(' ')).Where(words => words[0] == kind);

    private static int CodePoint(string hexadecimal) => int.Parse(hexadecimal, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static string[] Load()
    {
        using var stream = typeof(NameTable).Assembly.GetManifestResourceStream("Muutostieto.Records.Names.names.txt")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith('#'))];
    }
}
