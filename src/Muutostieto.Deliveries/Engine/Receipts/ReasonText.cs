using System.Text;
using System.Text.RegularExpressions;

namespace Muutostieto.Deliveries.Engine.Receipts;

/// <summary>
/// Makes a recipient's own words fit to be kept and shown: one line of printable letters of the European languages, not long, and nothing
/// in it that looks like an identity code or a part of one. Names cannot be distinguished from other words; so the text is kept in the
/// ledger and shown with the delivery, and is not logged.
/// </summary>
internal static partial class ReasonText
{
    private const int Longest = 200;
    private const char LastLetter = '\u017F';

    /// <summary>Null when nothing is left.</summary>
    internal static string? Clean(string? text)
    {
        if (text is null)
        {
            return null;
        }

        // What is left out goes first: an invisible character in the middle of a code must not hide it.
        var kept = new StringBuilder();
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                kept.Append(' ');
            }
            else if (!char.IsControl(c))
            {
                kept.Append(IsPlain(c) ? c : '?');
            }
        }

        var clean = Blanks().Replace(IdentityCode().Replace(kept.ToString(), "(number)"), " ").Trim();
        return clean.Length == 0 ? null : clean.Length <= Longest ? clean : clean[..(Longest - 1)] + "…";
    }

    private static bool IsPlain(char c) => c is (>= ' ' and <= '~') or (>= '\u00A1' and <= LastLetter and not '\u00AD');

    // Six digits or more, and what makes an identity code of them: sign, three digits, check character, however they are parted. Other
    // numbers that long go too, which is no loss.
    [GeneratedRegex(
        "[0-9]{6,}([^0-9A-Za-z]{0,2}[A-Za-z]?[^0-9A-Za-z]{0,2}[0-9]{3})?[0-9A-Za-z]?",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex IdentityCode();

    [GeneratedRegex(" {2,}", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}
