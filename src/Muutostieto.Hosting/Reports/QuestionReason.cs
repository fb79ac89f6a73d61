using System.Text.RegularExpressions;

namespace Muutostieto.Hosting.Reports;

/// <summary>Why a person is asked about: it is kept in the audit chain for good, and must name no person.</summary>
public static partial class QuestionReason
{
    /// <summary>Characters of a reason.</summary>
    public const int Longest = 200;

    /// <summary>Whether a reason may be kept: one line, not too long, without an identity code or another long number.</summary>
    public static bool IsFit(string reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return reason.Length <= Longest && !reason.Any(char.IsControl) && !Number().IsMatch(reason);
    }

    [GeneratedRegex("[0-9]{6}[^0-9A-Za-z]{0,2}[A-Za-z]?[^0-9A-Za-z]{0,2}[0-9]{3}", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
