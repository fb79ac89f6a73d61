using System.IO.Abstractions;

namespace Muutostieto.Deliveries.Composition.Measuring;

/// <summary>Reads files of a <see cref="MeasuringDisk"/>.</summary>
internal sealed class MeasuredFiles(MeasuringFiles files) : FileWrapper(files)
{
    public override FileSystemStream OpenRead(string path) => files.Read(path);
}
