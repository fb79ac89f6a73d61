using System.Text.Json;
using System.Text.RegularExpressions;
using Muutostieto.Records.Files;
using Muutostieto.Records.Foreign;
using Muutostieto.Records.Signing;

namespace Muutostieto.Recipient.Manifests;

/// <summary>
/// Distinguishes manifests, damaged manifests and other files. What is sent is UTF-8 without a byte order mark, with LF alone: anything
/// else has been changed on its way.
/// What cannot be read at all is a damaged manifest when it has the name of one, or a delivery's file beside it.
/// </summary>
internal static partial class ManifestLook
{
    /// <summary>No manifest is larger; a file of records of that size is not looked into twice.</summary>
    internal const int Largest = 1 << 20;

    private static readonly string[] DeliveryEndings =
        [".PTT", ".MTT", ".csv.zip", ".csv", ".jsonl", ".parquet.zip", ".xlsx", ".taulut.zip", ".OPT", ".sha256"];

    /// <summary>Whether the file is a manifest of any version as it was sent, or a damaged one; neither for any other file.</summary>
    internal static (bool IsManifest, DamagedManifest? Damaged) At(string path)
    {
        if (!path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || !File.Exists(path))
        {
            return default;
        }

        try
        {
            var content = ForeignFile.Read(path, Largest);
            return content.Length == 0 ? Unreadable(path, "0 bytes") : Classify(path, content);
        }
        catch (InvalidDataException error)
        {
            // A file of records may be as large, but has no signature.
            return File.Exists(ManifestSignature.NameOf(path)) ? (false, new DamagedManifest(path, error.Message, null)) : default;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Unreadable(path, "it cannot be read");
        }
    }

    private static (bool IsManifest, DamagedManifest? Damaged) Classify(string path, byte[] content)
    {
        var text = ForeignText.ToUtf8(content);
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || root.TryGetProperty("ryhmat", out _) || root.TryGetProperty("rivi", out _))
            {
                return default;
            }

            return root.TryGetProperty("delivery", out var delivery) && TransferDamage.Of(content) is { } change
                ? (false, new DamagedManifest(path, change, PermitOf(delivery)))
                : (true, null);
        }
        catch (JsonException)
        {
            // Records of JSON, one a line, are no single value either.
            return text.AsSpan().IndexOf("\"ryhmat\""u8) >= 0 || text.AsSpan().IndexOf("\"rivi\""u8) >= 0
                ? default
                : Unreadable(path, "cut, or not JSON");
        }
    }

    private static string? PermitOf(JsonElement delivery) =>
        delivery.ValueKind == JsonValueKind.Object
        && delivery.TryGetProperty("permit", out var permit)
        && permit.ValueKind == JsonValueKind.String
            ? permit.GetString()
            : null;

    private static (bool IsManifest, DamagedManifest? Damaged) Unreadable(string path, string what) =>
        IsNamedAsOne(path) ? (false, new DamagedManifest(path, what, null)) : default;

    private static bool IsNamedAsOne(string path) =>
        DeliveryName().IsMatch(Path.GetFileName(path))
        || DeliveryEndings.Any(ending => File.Exists(Path.ChangeExtension(path, null) + ending));

    // 38950_PT260105KAIREK_001.json, 38950_PO260105OTOS_001.json, 38950_20260112KAIREK_001.json
    [GeneratedRegex(
        @"^[0-9]{1,10}_(P[TO])?[0-9]{6,8}[^_]*_[0-9]{3,}\.json\z",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex DeliveryName();
}
