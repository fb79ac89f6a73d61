using System.Text.Json;
using Muutostieto.Records.Files;

namespace Muutostieto.Audit;

/// <summary>Reads anchors.</summary>
internal static class AnchorFile
{
    /// <summary>All there are, in the order of their days, by where they are; null for a file that is none.</summary>
    internal static List<(string Place, AuditAnchor? Anchor)> ReadAll(string folder)
    {
        var anchors = AuditFolder.Anchors(folder);
        return !Presence.IsThere(anchors)
            ? []
            :
            [
                .. Directory
                    .GetFiles(anchors, "*.json")
                    .Order(StringComparer.Ordinal)
                    .Select(path => ($"anchors/{Path.GetFileName(path)}", Read(path))),
            ];
    }

    private static AuditAnchor? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), AuditJson.Compact.AuditAnchor) is { Head: not null } anchor
                ? anchor
                : null;
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
