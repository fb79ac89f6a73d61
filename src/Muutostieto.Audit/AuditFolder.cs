using System.Globalization;
using System.IO.Abstractions;
using Muutostieto.Records.Files;

namespace Muutostieto.Audit;

/// <summary>The paths in the audit folder. The audit trail of the log, <c>yyyy-MM.jsonl</c>, is there too and is no part of the
/// chain.</summary>
internal static class AuditFolder
{
    internal const string ChainName = "chain.jsonl";
    internal const string PayloadFolder = "persons";
    internal const string HeadName = "head.json";
    private const string SegmentFolder = "segments";
    private const string SegmentEnd = ".jsonl";
    private const string DayFormat = "yyyy-MM-dd";

    internal static string Segments(string folder) => Path.Combine(folder, SegmentFolder);

    /// <summary>The name of the segment that begins with an entry, below the audit folder: of the first it is that of the whole chain
    /// before there were segments.</summary>
    internal static string SegmentName(long first) =>
        first == 1 ? ChainName : string.Create(CultureInfo.InvariantCulture, $"{SegmentFolder}/{first:000000000000}{SegmentEnd}");

    internal static string Segment(string folder, long first) => Path.Combine(folder, SegmentName(first));

    /// <summary>The number of a segment's first entry by its file's name; null when it is no segment's name.</summary>
    internal static long? FirstOf(string path) =>
        path.EndsWith(SegmentEnd, StringComparison.Ordinal)
        && long.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out var first)
        && Path.GetFileName(path) == Path.GetFileName(SegmentName(first))
            ? first
            : null;

    internal static string Head(string folder) => Path.Combine(folder, HeadName);

    internal static string Index(string folder) => Path.Combine(folder, "index.jsonl");

    internal static string Lock(string folder) => Path.Combine(folder, "chain.lock");

    internal static string Anchors(string folder) => Path.Combine(folder, "anchors");

    internal static string Anchor(string folder, DateOnly day) =>
        Path.Combine(Anchors(folder), day.ToString(DayFormat, CultureInfo.InvariantCulture) + ".json");

    /// <summary>The name of an entry's payload, as the entry says it.</summary>
    internal static string PayloadName(long sequence) =>
        string.Create(CultureInfo.InvariantCulture, $"{PayloadFolder}/{sequence:000000}.bin");

    /// <summary>The name of the file that has the payloads of a day's answers of the interface, as their entries say it.</summary>
    /// <param name="at">Any time of the day, which is one of UTC.</param>
    internal static string DayName(DateTimeOffset at) =>
        $"{PayloadFolder}/{at.UtcDateTime.ToString(DayFormat, CultureInfo.InvariantCulture)}.bin";

    /// <summary>When the day of a payload file is over; null for a file that is an entry's own.</summary>
    internal static DateTimeOffset? EndOfDay(string path) =>
        DateOnly.TryParseExact(
            Path.GetFileNameWithoutExtension(path), DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new DateTimeOffset(day.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero)
            : null;

    /// <summary>Whose payload a file is: the number of its entry; null for that of a day.</summary>
    internal static long? EntryOf(string path) =>
        long.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? sequence
            : null;

    /// <summary>All files of payloads there are.</summary>
    internal static IReadOnlyList<string> Payloads(IFileSystem files, string folder)
    {
        var path = Path.Combine(folder, PayloadFolder);
        return Presence.IsThere(files, path) ? files.Directory.GetFiles(path, "*.bin") : [];
    }

    /// <summary>Where a payload is. What the chain says of its name is not trusted: it stays in its folder.</summary>
    internal static string Payload(string folder, AuditPayload payload) =>
        Path.Combine(folder, PayloadFolder, Path.GetFileName(payload.File));

    /// <summary>Makes the folder of payloads, which say who is in a delivery.</summary>
    internal static void CreatePayloads(IFileSystem files, string folder) =>
        PrivateFile.CreateFolder(files, Path.Combine(folder, PayloadFolder));
}
