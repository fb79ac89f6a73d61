using System.IO.Abstractions;

namespace Muutostieto.Deliveries.Composition.Measuring;

/// <summary>Folders of a <see cref="MeasuringDisk"/>, which are always there.</summary>
internal sealed class MeasuredFolders(MeasuringFiles files) : DirectoryWrapper(files)
{
    public override bool Exists(string? path) => true;

    /// <summary>What describes the folder is asked for by no one.</summary>
    public override IDirectoryInfo CreateDirectory(string path) => null!;

    public override void Delete(string path, bool recursive) => files.Remove(path);
}
