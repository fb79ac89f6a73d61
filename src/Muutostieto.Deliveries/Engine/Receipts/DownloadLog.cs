using System.IO.Abstractions;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Records;
using Muutostieto.Records.Foreign;

namespace Muutostieto.Deliveries.Engine.Receipts;

/// <summary>
/// Which files recipients have fetched whole, from the log of the drop's own sshd and the one that was last rotated away (<c>.1</c>). A
/// file counts when as many bytes as it has were read in one go, by the account that is named after the recipient.
/// </summary>
internal sealed class DownloadLog
{
    // What syslog passes on at most; a longer line is none of the server's.
    private const int LongestLine = 8192;
    private readonly List<(string Recipient, string File, long Bytes, DateTimeOffset Time)> downloads;

    private DownloadLog(List<(string Recipient, string File, long Bytes, DateTimeOffset Time)> downloads) => this.downloads = downloads;

    /// <exception cref="MuutostietoException">The log cannot be read.</exception>
    internal static DownloadLog Read(IFileSystem files, string path, string drop, DateTimeOffset now, TimeZoneInfo zone)
    {
        var downloads = new List<(string, string, long, DateTimeOffset)>();
        var users = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            // Syslog makes the file with its first line, in a folder that must be there; no line, no download.
            var isQuiet = !files.File.Exists(path) && files.Directory.Exists(Path.GetDirectoryName(path));
            foreach (var part in new[] { path + ".1", path }.Where(part => files.File.Exists(part) || (part == path && !isQuiet)))
            {
                using var stream = files.FileStream.New(part, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
                foreach (var line in BoundedRead.Lines(reader, LongestLine))
                {
                    if (DownloadLine.Parse(line, now, zone) is { } parsed)
                    {
                        Take(parsed, users, downloads);
                    }
                }
            }

            return new DownloadLog(downloads);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MuutostietoException(
                FailureKind.Fault,
                $"drop {drop}: its download log {path} cannot be read ({failure.Message}). Let this program's account read it, or leave "
                    + "\"downloadLog\" out.",
                failure);
        }
    }

    /// <summary>The first whole download of each of the delivery's files, since it was published.</summary>
    internal IEnumerable<DeliveryReceipt> Of(Delivery delivery, string recipient, DateTimeOffset now) =>
        from file in delivery.Files
        let first = downloads
            .Where(download =>
                download.Recipient == recipient
                && download.File == file.Name
                && download.Bytes >= file.Bytes
                && download.Time >= delivery.Published
                && download.Time <= now)
            .OrderBy(download => download.Time)
            .Select(download => (DateTimeOffset?)download.Time)
            .FirstOrDefault()
        where first is not null
        select new DeliveryReceipt(ReceiptSource.Downloaded, first.Value, now, null, file.Name, $"downloaded {file.Name}");

    private static void Take(DownloadLine line, Dictionary<string, string> users, List<(string, string, long, DateTimeOffset)> downloads)
    {
        if (line.User is { } user)
        {
            users[line.Process] = user;
            return;
        }

        // /download/NAME in the account's own root, or …/RECIPIENT/download/NAME where it has none; a client may leave the first slash out.
        // Only the account that is named after the recipient counts: the service itself fetches files, too, to compare them.
        var parts = line.Path!.TrimStart('/').Split('/');
        if (line.Time is { } time && users.GetValueOrDefault(line.Process) is { } recipient
            && parts.Length >= 2 && parts[^2] == "download" && !parts.Any(part => part is "" or "." or "..")
            && (parts.Length == 2 || (parts[^3] == recipient && parts[0] != "upload")))
        {
            downloads.Add((recipient, parts[^1], line.BytesRead, time));
        }
    }
}
