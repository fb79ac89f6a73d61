using System.Text.RegularExpressions;

namespace Muutostieto.Drops;

/// <summary>
/// Finds the receipts of deliveries among the names in <c>upload/</c>: <c>&lt;stem&gt;.OK</c> and <c>.ERR</c> in letters of any case, with
/// <c>.txt</c> appended, or appended to one of the delivery's own file names. Files that a transfer program has not finished (hidden,
/// <c>.part</c>, <c>.filepart</c>, <c>.tmp</c>) are none yet.
/// </summary>
internal static partial class ReceiptNames
{
    /// <summary>Of one kind no delivery has more: names in other spellings beyond these are passed over.</summary>
    internal const int MostOfAKind = 5;

    /// <summary>In the order of the stems, acceptances first, the exact name before others.</summary>
    internal static IReadOnlyList<(string Stem, ReceiptKind Kind, string Name)> Among(
        IEnumerable<string> names,
        IReadOnlyCollection<string> stems)
    {
        var known = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var stem in stems)
        {
            known[stem] = stem;
        }

        var order = stems
            .Select((stem, index) => (stem, index))
            .DistinctBy(of => of.stem)
            .ToDictionary(of => of.stem, of => of.index, StringComparer.Ordinal);
        return
        [
            .. names
                .Select(name => Of(name, known))
                .OfType<(string Stem, ReceiptKind Kind, string Name)>()
                .OrderBy(found => order[found.Stem])
                .ThenBy(found => found.Kind)
                .ThenBy(found => found.Name != ReceiptFile.NameOf(found.Stem, found.Kind))
                .ThenBy(found => found.Name, StringComparer.Ordinal)
                .GroupBy(found => (found.Stem, found.Kind))
                .SelectMany(same => same.Take(MostOfAKind)),
        ];
    }

    private static (string Stem, ReceiptKind Kind, string Name)? Of(string name, Dictionary<string, string> stems)
    {
        if (name.StartsWith('.') || !Token().IsMatch(name) || Unfinished().IsMatch(name))
        {
            return null;
        }

        if (Receipt().Match(name) is { Success: true } match && stems.TryGetValue(match.Groups["stem"].Value, out var exact))
        {
            return (exact,
                match.Groups["kind"].ValueSpan.Equals("OK", StringComparison.OrdinalIgnoreCase)
                    ? ReceiptKind.Accepted
                    : ReceiptKind.Refused,
                name);
        }

        var longest = stems
            .Where(stem =>
                name.StartsWith(stem.Key, StringComparison.OrdinalIgnoreCase)
                && name.Length > stem.Key.Length
                && !char.IsAsciiLetterOrDigit(name[stem.Key.Length]))
            .OrderByDescending(stem => stem.Key.Length)
            .FirstOrDefault()
            .Value;
        return longest is not null ? (longest, ReceiptKind.Misnamed, name) : null;
    }

    [GeneratedRegex(@"(?<![a-z])(OK|ERR)(?![a-z])", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Token();

    [GeneratedRegex(
        @"^(?<stem>.+?)(\.(json|PTT|MTT|csv\.zip|sha256))?\.(?<kind>OK|ERR)(\.txt)?\s*\z",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Receipt();

    [GeneratedRegex(
        @"(\.(part|filepart|tmp|temp|partial|crdownload|swp)|~)\z",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Unfinished();
}
