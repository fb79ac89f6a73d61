using System.Globalization;
using System.Text.RegularExpressions;

namespace Muutostieto.Deliveries.Drops.Sftp;

/// <summary>The entries of a remote folder, from <c>ls -lna</c>.</summary>
internal sealed partial class SftpListing
{
    private readonly Dictionary<string, SftpEntry> _entries = new(StringComparer.Ordinal);

    public SftpListing(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            var match = Entry().Match(line);
            if (match.Success)
            {
                var bytes = long.Parse(match.Groups["bytes"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
                _entries[match.Groups["name"].Value] = new SftpEntry(bytes, match.Groups["type"].Value == "-");
            }
        }
    }

    /// <summary>Every name there is.</summary>
    public IReadOnlyCollection<string> Names => _entries.Keys;

    /// <summary>The entry of that name; null when there is none.</summary>
    public SftpEntry? Find(string name) => _entries.GetValueOrDefault(name);

    // -rw-r--r--    ? 1000     domain users       11 Nov 22 11:21 name
    // Owner and group are numbers or names, which may hold blanks: the size is what stands before the date.
    [GeneratedRegex(
        @"^(?<type>[-dlbcps?])\S{9}\S?\s+\S+\s.+?\s(?<bytes>\d{1,18}) [A-Z][a-z]{2} [ \d]\d (\d{2}:\d{2}| \d{4}) (?<name>.+)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Entry();
}
