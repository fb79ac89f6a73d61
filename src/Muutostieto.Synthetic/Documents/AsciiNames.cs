using System.Text;

namespace Muutostieto.Synthetic.Documents;

/// <summary>Names as written in an e-mail address.</summary>
internal static class AsciiNames
{
    private const int Longest = 40;

    // Not by Unicode normalization, which does nothing where the program runs without culture data.
    private static readonly Dictionary<char, char> PlainLetters = (
        from letters in (string[])
        [
            "aáàâãäåāăąæắằấầậặảạ", "cçćčċ", "dđďð", "eéèêëēėęěễếềểệ", "gğģ", "hħ", "iíìîïīįıịỉ", "kķ", "lłľļ", "nñńňņŋ",
            "oóòôõöøőōộồốơờợớ", "rřŕ", "sšśşșß", "tťțŧþ", "uúùûüūůűųưừứụủ", "yýÿỳỹ", "zžźżǯ",
        ]
        from letter in letters
        select (letter, letters[0])).ToDictionary(pair => pair.letter, pair => pair.Item2);

    /// <summary>Lower-case letters, digits and hyphens only; a letter with no plain one becomes x.</summary>
    public static string Fold(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var character in name)
        {
            if (folded.Length == Longest)
            {
                break;
            }

            if (char.IsAsciiLetterOrDigit(character))
            {
                folded.Append(char.ToLowerInvariant(character));
            }
            else if (character is '-' or ' ')
            {
                folded.Append('-');
            }
            else if (char.IsLetter(character))
            {
                folded.Append(PlainLetters.TryGetValue(char.ToLowerInvariant(character), out var plain) ? plain : 'x');
            }
        }

        return folded.ToString();
    }
}
