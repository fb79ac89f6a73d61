using System.IO.Abstractions;
using Muutostieto.Records.Files;

namespace Muutostieto.Audit.Files;

/// <summary>One of the chain's files. The first is <c>chain.jsonl</c>; every later one is named by its first entry.</summary>
/// <param name="First">The number of its first entry.</param>
/// <param name="Path">Where it is.</param>
internal sealed record ChainSegment(long First, string Path)
{
    /// <summary>Below the audit folder, as messages say it.</summary>
    internal string Name => AuditFolder.SegmentName(First);

    internal static ChainSegment Of(string folder, long first) => new(first, AuditFolder.Segment(folder, first));

    /// <summary>All there are, in the order of their entries.</summary>
    internal static IReadOnlyList<ChainSegment> All(IFileSystem files, string folder)
    {
        var chain = Of(folder, 1);
        var segments = AuditFolder.Segments(folder);
        return
        [
            .. Presence.IsThere(files, chain.Path) ? [chain] : Array.Empty<ChainSegment>(),
            .. Presence.IsThere(files, segments)
                ? files.Directory
                    .GetFiles(segments)
                    .Select(AuditFolder.FirstOf)
                    .OfType<long>()
                    .Where(first => first > 1)
                    .Order()
                    .Select(first => Of(folder, first))
                : [],
        ];
    }
}
