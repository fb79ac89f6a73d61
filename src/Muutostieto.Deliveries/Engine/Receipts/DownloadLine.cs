using System.Globalization;
using System.Text.RegularExpressions;

namespace Muutostieto.Deliveries.Engine.Receipts;

/// <summary>
/// One line of the log of OpenSSH's sftp server, as syslog writes it. Names in quotes come from the client and may hold anything; the
/// server has escaped their control characters, and writes the text around them.
/// </summary>
/// <param name="Process">Which session.</param>
/// <param name="Time">When; null when the line's time cannot be read.</param>
/// <param name="User">The account, when the line opens a session; else null.</param>
/// <param name="Path">The file, when the line closes one that was read; else null.</param>
/// <param name="BytesRead">How many bytes of it were read.</param>
internal sealed partial record DownloadLine(string Process, DateTimeOffset? Time, string? User, string? Path, long BytesRead)
{
    /// <summary>Null for every other line.</summary>
    /// <param name="line">As in the file.</param>
    /// <param name="now">Gives the year, which the older form of syslog leaves out.</param>
    /// <param name="zone">The time of a line that does not say its offset.</param>
    internal static DownloadLine? Parse(string line, DateTimeOffset now, TimeZoneInfo zone)
    {
        var match = Line().Match(line);
        if (!match.Success)
        {
            return null;
        }

        var (process, said, time) = (
            match.Groups["process"].Value,
            match.Groups["said"].Value,
            TimeOf(match.Groups["time"].Value, now, zone));
        if (Opened().Match(said) is { Success: true } opened)
        {
            return new DownloadLine(process, time, opened.Groups["user"].Value, null, 0);
        }

        return
            Closed().Match(said) is { Success: true } closed
            && long.TryParse(closed.Groups["bytes"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
            ? new DownloadLine(process, time, null, closed.Groups["path"].Value, bytes)
            : null;
    }

    private static DateTimeOffset? TimeOf(string text, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (text[0] is >= '0' and <= '9')
        {
            return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var full) ? full : null;
        }

        var local = TimeZoneInfo.ConvertTime(now, zone);
        foreach (var year in new[] { local.Year, local.Year - 1 })
        {
            if (DateTime.TryParseExact(
                    $"{year} {text}",
                    "yyyy MMM d HH:mm:ss",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AllowInnerWhite,
                    out var wall))
            {
                var time = new DateTimeOffset(wall, zone.GetUtcOffset(wall));
                if (time <= now.AddDays(1))
                {
                    return time;
                }
            }
        }

        return null;
    }

    // 2026-11-22T02:30:00.123456+02:00 host internal-sftp[1234]: said
    // Nov 22 02:30:00 host internal-sftp[1234]: said
    [GeneratedRegex(
        @"^(?<time>\d{4}-\d\d-\d\dT\S{8,24}|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d) \S+ "
            + @"(internal-sftp|sftp-server)\[(?<process>\d+)\]: (?<said>.*)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Line();

    [GeneratedRegex(
        @"^session opened for local user (?<user>\S+) from \[\S+\]$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Opened();

    // Forced: the client has gone without closing the file, as lftp does.
    [GeneratedRegex(
        "^(forced )?close \"(?<path>.+)\" bytes read (?<bytes>\\d+) written \\d+$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Closed();
}
