using System.Globalization;
using System.Text.RegularExpressions;

namespace Muutostieto.Cli.Service.Site;

/// <summary>Who runs, which the lock's note says in English (<c>process 12 since 2026-11-29 08:00:00+02:00</c>), in the words of the page.</summary>
internal static partial class UnderWayText
{
    internal static Markup Of(string note, SiteWords words) =>
        Note().Match(note) is { Success: true } match
        && DateTimeOffset.TryParseExact(match.Groups["since"].ValueSpan, "yyyy-MM-dd HH:mm:sszzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var since)
            ? Markup.Of($"{words.Process} {match.Groups["id"].Value}, {PageFrame.Since(since, words)}")
            : Markup.Of($"{note}");

    [GeneratedRegex("^process (?<id>[0-9]+) since (?<since>[-0-9:+ ]+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Note();
}
