using System.Globalization;
using System.Text.RegularExpressions;

namespace Muutostieto.Server.Pages;

/// <summary>Who runs, which the lock's note says in English: <c>process 12 since 2026-11-29 08:00:00+02:00</c>.</summary>
internal sealed partial record RunNote(string Process, DateTimeOffset Since)
{
    /// <summary>Null when the note says something else.</summary>
    internal static RunNote? Parse(string note) =>
        Pattern().Match(note) is { Success: true } match
        && DateTimeOffset.TryParseExact(
            match.Groups["since"].ValueSpan, "yyyy-MM-dd HH:mm:sszzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var since)
            ? new RunNote(match.Groups["id"].Value, since)
            : null;

    [GeneratedRegex("^process (?<id>[0-9]+) since (?<since>[-0-9:+ ]+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
