using System.Globalization;
using System.Text.RegularExpressions;

namespace Muutostieto.Drops.Sftp;

/// <summary>The entries of a remote folder, from <c>ls -lna</c>.</summary>
internal sealed partial class SftpListing
{
    private readonly Dictionary<string, SftpEntry> _entries = new(StringComparer.Ordinal);

    /// <param name="lines">What sftp printed, with times in UTC.</param>
    /// <param name="now">Gives the year, which recent times leave out; null when times are not wanted.</param>
    public SftpListing(IEnumerable<string> lines, DateTimeOffset? now = null)
    {
        foreach (var line in lines)
        {
            var match = Entry().Match(line);
            if (match.Success)
            {
                var bytes = long.Parse(match.Groups["bytes"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
                _entries[match.Groups["name"].Value] = new SftpEntry(bytes, match.Groups["type"].Value == "-")
                {
                    Modified = now is { } present ? TimeOf(match.Groups["time"].Value, present) : null,
                };
            }
        }
    }

    /// <summary>Every name there is.</summary>
    public IReadOnlyCollection<string> Names => _entries.Keys;

    /// <summary>The entry of that name; null when there is none.</summary>
    public SftpEntry? Find(string name) => _entries.GetValueOrDefault(name);

    private static DateTimeOffset? TimeOf(string text, DateTimeOffset now)
    {
        if (DateTime.TryParseExact(text, "MMM d yyyy", CultureInfo.InvariantCulture, DateTimeStyles.AllowInnerWhite, out var day))
        {
            return new DateTimeOffset(day.AddDays(1), TimeSpan.Zero);
        }

        // A day ahead at most: else it is of the year before.
        foreach (var year in new[] { now.UtcDateTime.Year + 1, now.UtcDateTime.Year, now.UtcDateTime.Year - 1 })
        {
            if (DateTime.TryParseExact($"{year} {text}", "yyyy MMM d HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AllowInnerWhite, out var time)
                && new DateTimeOffset(time, TimeSpan.Zero).AddSeconds(59) is var moment && moment <= now.AddDays(1))
            {
                return moment;
            }
        }

        return null;
    }

    // -rw-r--r--    ? 1000     domain users       11 Nov 22 11:21 name
    // Owner and group are numbers or names, which may hold blanks: the size is what stands before the date.
    [GeneratedRegex(
        @"^(?<type>[-dlbcps?])\S{9}\S?\s+\S+\s.+?\s(?<bytes>\d{1,18}) (?<time>[A-Z][a-z]{2} [ \d]\d (\d{2}:\d{2}| \d{4})) (?<name>.+)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Entry();
}
