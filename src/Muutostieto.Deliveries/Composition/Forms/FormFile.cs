using System.IO.Abstractions;
using Muutostieto.Records.Files;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Deliveries.Composition.Forms;

/// <summary>A file of a delivery, hashed and counted as it is written. Closed with <see cref="Stream"/>.</summary>
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
    internal FormFile(IDiskSync disk, string folder, string name, string form)
    {
        (this.disk, this.name, this.form) = (disk, name, form);
        file = disk.Files.FileStream.New(Path.Combine(folder, name), FileMode.Create, FileAccess.Write, FileShare.None, Buffer);
        Stream = new HashingStream(file);
    }

    internal HashingStream Stream { get; }

    /// <summary>Makes durable what was written, for once at the end.</summary>
    /// <param name="records">How many records it holds; null where it holds none.</param>
    internal ManifestFile Finish(long? records)
    {
        Stream.Flush();
        disk.FlushFile(file);
        return new ManifestFile(name, form, Stream.Bytes, records, Stream.Sha256());
    }
}
