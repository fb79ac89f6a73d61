using System.IO.Abstractions;
using System.Text.Json;
using Muutostieto.Records.Files;

namespace Muutostieto.Audit;

/// <summary>Reads anchors.</summary>
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
