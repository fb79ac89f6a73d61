using System.IO.Abstractions;
using System.Text.Json;
using Muutostieto.Records.Files;

namespace Muutostieto.Audit.Files;

/// <summary>The anchors, which are files wherever the chain is kept.</summary>
internal static class AnchorFile
{
    /// <summary>All there are, in the order of their days, by where they are; null for a file that is none.</summary>
    internal static List<(string Place, AuditAnchor? Anchor)> ReadAll(IFileSystem files, string folder)
    {
        var anchors = AuditFolder.Anchors(folder);
        return !Presence.IsThere(files, anchors)
            ? []
            :
            [
                .. files.Directory
                    .GetFiles(anchors, "*.json")
                    .Order(StringComparer.Ordinal)
                    .Select(path => ($"anchors/{Path.GetFileName(path)}", Read(files, path))),
            ];
    }

    /// <summary>Writes the anchor of its day in place of one that is there. For one at a time.</summary>
    internal static void Write(IFileSystem files, string folder, AuditAnchor anchor)
    {
        var anchors = AuditFolder.Anchors(folder);
        PrivateFile.CreateFolder(files, anchors);

        // Left behind by a process that was killed: only the holder of the chain's lock writes here.
        foreach (
            var left in files.Directory
                .EnumerateFiles(anchors, "*", new EnumerationOptions { AttributesToSkip = 0 })
                .Where(file => !file.EndsWith(".json", StringComparison.Ordinal))
                .ToList())
        {
            files.File.Delete(left);
        }

        AtomicFile.Write(
            files,
            AuditFolder.Anchor(folder, anchor.Day),
            [.. JsonSerializer.SerializeToUtf8Bytes(anchor, AuditJson.Compact.AuditAnchor), (byte)'\n']);
    }

    private static AuditAnchor? Read(IFileSystem files, string path)
    {
        try
        {
            return JsonSerializer.Deserialize(files.File.ReadAllBytes(path), AuditJson.Compact.AuditAnchor) is { Head: not null } anchor
                ? anchor
                : null;
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
