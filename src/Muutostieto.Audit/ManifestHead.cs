using System.IO.Abstractions;
using System.Text.Json;
using Muutostieto.Records.Foreign;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Audit;

/// <summary>What a manifest says of the audit chain.</summary>
/// <param name="Key">Which delivery it is of.</param>
/// <param name="Head">Its entry; null for a delivery from before the audit.</param>
internal sealed record ManifestHead(DeliveryKey Key, AuditHead? Head)
{
    private const long Largest = 1 << 20;

    /// <summary>Null when the file is no manifest.</summary>
    internal static ManifestHead? Read(IFileSystem files, string path)
    {
        try
        {
            if (files.FileInfo.New(path).Length > Largest)
            {
                return null;
            }

            using var json = JsonDocument.Parse(ForeignText.ToUtf8(files.File.ReadAllBytes(path)));
            var delivery = json.RootElement.GetProperty("delivery");
            var key = new DeliveryKey(
                delivery.GetProperty("permit").GetString() ?? "",
                delivery.GetProperty("kind").GetString() ?? "",
                delivery.GetProperty("number").GetInt32());
            return new ManifestHead(
                key,
                json.RootElement.TryGetProperty("audit", out var audit) && audit.ValueKind == JsonValueKind.Object
                    ? new AuditHead(audit.GetProperty("sequence").GetInt64(), audit.GetProperty("head").GetString() ?? "")
                    : null);
        }
        catch (Exception error)
            when (error
                    is JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or FormatException
                        or IOException
                        or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
