using System.Text.Json;
using Muutostieto.Records;

namespace Muutostieto.Recipient.Manifests;

/// <summary>Reads manifests. Tolerant: properties of a later version are passed over.</summary>
public static class ManifestReader
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    /// <summary>Whether the file is a manifest of any version as it was sent, and not a file of JSON records.</summary>
    public static bool IsManifest(string path) => ManifestLook.At(path).IsManifest;

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="MuutostietoException">It is not readable, not a manifest, or one of a format that this program does not know.</exception>
    public static DeliveryManifest Read(string path)
    {
        using var stream = InputFile.Open(path);
        if (stream.Length > ManifestLook.Largest)
            throw Wrong(path, $"not a manifest: more than {ManifestLook.Largest} bytes");

        DeliveryManifest? manifest;
        try
        {
            manifest = JsonSerializer.Deserialize<DeliveryManifest>(stream, Options);
        }
        catch (JsonException error)
        {
            throw Wrong(path, $"not a manifest (line {(error.LineNumber ?? 0) + 1}, {error.Path ?? "$"})", error);
        }

        // What the types forbid, the reader has refused: all but the members of lists.
        if (manifest is null || HasNull(manifest.Files) || HasNull(manifest.Delivery.Area) || HasNull(manifest.Delivery.Repair?.Municipalities))
            throw Wrong(path, "not a manifest: expected a file or a municipality, found null");

        return manifest.Format == DeliveryManifest.KnownFormat ? manifest
            : throw Wrong(path, $"a manifest of another format than {DeliveryManifest.KnownFormat}, which this program knows. Get the version of the program that knows it");
    }

    private static bool HasNull<T>(IReadOnlyList<T>? list) => list?.Any(item => item is null) == true;

    private static MuutostietoException Wrong(string path, string what, Exception? inner = null) =>
        new(FailureKind.Fault, $"{Path.GetFileName(path)}: {what}. Expected \"format\": \"{DeliveryManifest.KnownFormat}\" with delivery and files.", inner);
}
