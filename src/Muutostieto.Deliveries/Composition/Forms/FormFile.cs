using System.IO.Abstractions;
using System.Security.Cryptography;
using Muutostieto.Records.Files;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Deliveries.Composition.Forms;

/// <summary>
/// A file of a delivery, hashed and counted as it is written, or, where its writer must seek, once it is whole. Closed with
/// <see cref="Stream"/>.
/// </summary>
internal sealed class FormFile
{
    private const int Buffer = 1 << 17;
    private readonly IDiskSync disk;
    private readonly string name;
    private readonly string form;
    private readonly FileSystemStream file;

    /// <param name="disk">Makes it durable.</param>
    /// <param name="folder">Where it is made.</param>
    /// <param name="name">Its name, without a folder.</param>
    /// <param name="form">What the manifest calls its form.</param>
    /// <param name="seeks">Whether its writer must seek.</param>
    internal FormFile(IDiskSync disk, string folder, string name, string form, bool seeks = false)
    {
        (this.disk, this.name, this.form) = (disk, name, form);
        var access = seeks ? FileAccess.ReadWrite : FileAccess.Write;
        file = disk.Files.FileStream.New(Path.Combine(folder, name), FileMode.Create, access, FileShare.None, Buffer);
        Stream = seeks ? file : new HashingStream(file);
    }

    /// <summary>Where it is written.</summary>
    internal Stream Stream { get; }

    /// <summary>Makes durable what was written, for once at the end.</summary>
    /// <param name="records">How many records it holds; null where it holds none.</param>
    internal ManifestFile Finish(long? records)
    {
        Stream.Flush();
        disk.FlushFile(file);
        return Stream is HashingStream hashed
            ? new ManifestFile(name, form, hashed.Bytes, records, hashed.Sha256())
            : new ManifestFile(name, form, file.Length, records, HashOfWhole());
    }

    private string HashOfWhole()
    {
        file.Position = 0;
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
