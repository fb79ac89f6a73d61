using System.Text.Json;
using Muutostieto.Records;
using Muutostieto.Records.Foreign;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Recipient.Manifests;

/// <summary>Reads manifests. Tolerant: properties of a later version are passed over.</summary>
internal static class ManifestReader
{
    /// <summary>Whether the file is a manifest of any version as it was sent, and not a file of JSON records.</summary>
    public static bool IsManifest(string path) => ManifestLook.At(path).IsManifest;

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="MuutostietoException">It is not readable, not a manifest, or one of a format that this program does not
    /// know.</exception>
    public static Manifest Read(string path) => ReadWithContent(path).Manifest;

    /// <summary>As <see cref="Read"/>, with the bytes that it was read from, which are those that were signed.</summary>
    internal static (Manifest Manifest, byte[] Content) ReadWithContent(string path)
    {
        using var stream = InputFile.Open(path);
        byte[] content;
        Manifest? manifest;
        try
        {
            content = BoundedRead.All(stream, ManifestLook.Largest);
            manifest = Manifest.Read(new MemoryStream(content));
        }
        catch (InvalidDataException error)
        {
            throw Wrong(path, $"not a manifest: {error.Message}", error);
        }
        catch (JsonException error)
        {
            throw Wrong(path, $"not a manifest (line {(error.LineNumber ?? 0) + 1}, {error.Path ?? "$"})", error);
        }

        // What the types forbid, the reader has refused: all but the members of lists.
        if (manifest is null
            || HasNull(manifest.Files)
            || HasNull(manifest.Delivery.Area)
            || HasNull(manifest.Delivery.Repair?.Municipalities))
        {
            throw Wrong(path, "not a manifest: expected a file or a municipality, found null");
        }

        return manifest.Format == Manifest.CurrentFormat
            ? (manifest, content)
            : throw Wrong(
                path,
                $"a manifest of another format than {Manifest.CurrentFormat}, which this program knows. Get the version of the program "
                    + "that knows it");
    }

    private static bool HasNull<T>(IReadOnlyList<T>? list) => list?.Any(item => item is null) == true;

    private static MuutostietoException Wrong(string path, string what, Exception? inner = null) =>
        new(
            FailureKind.Fault,
            $"{Path.GetFileName(path)}: {what}. Expected \"format\": \"{Manifest.CurrentFormat}\" with delivery and files.",
            inner);
}
