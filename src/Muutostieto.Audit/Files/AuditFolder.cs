using System.Globalization;
using System.IO.Abstractions;
using Muutostieto.Records.Files;

namespace Muutostieto.Audit.Files;

/// <summary>The paths in the audit folder. The audit trail of the log, <c>yyyy-MM.jsonl</c>, is there too and is no part of the
/// chain.</summary>
internal static class AuditFolder
{
    internal const string ChainName = "chain.jsonl";
    internal const string HeadName = "head.json";
    internal const string IndexName = "index.jsonl";
    internal const string SegmentFolder = "segments";
    private const string SegmentEnd = ".jsonl";

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

    internal static string Index(string folder) => Path.Combine(folder, IndexName);

    internal static string Lock(string folder) => Path.Combine(folder, "chain.lock");

    internal static string Anchors(string folder) => Path.Combine(folder, "anchors");

    internal static string Anchor(string folder, string day) => Path.Combine(Anchors(folder), day + ".json");

    /// <summary>The folder of payloads.</summary>
    internal static string Payloads(string folder) => Path.Combine(folder, PayloadName.Folder);

    /// <summary>Where a payload is. What the chain says of its name is not trusted: it stays in its folder.</summary>
    internal static string Payload(string folder, AuditPayload payload) =>
        Path.Combine(Payloads(folder), Path.GetFileName(payload.File));

    /// <summary>Makes the folder of payloads, which say who is in a delivery.</summary>
    internal static void CreatePayloads(IFileSystem files, string folder) =>
        PrivateFile.CreateFolder(files, Payloads(folder));
}
