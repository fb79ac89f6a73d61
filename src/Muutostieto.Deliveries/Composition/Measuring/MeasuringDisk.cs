using System.IO.Abstractions;
using Muutostieto.Records.Files;

namespace Muutostieto.Deliveries.Composition.Measuring;

/// <summary>
/// A disk in memory for the files of a delivery that is only measured. Of a file that is written from end to end only its writer counts the
/// bytes; what a writer reads again, because it spools or seeks, is kept until it is removed.
/// </summary>
internal sealed class MeasuringDisk : IDiskSync
{
    /// <summary>The folder of the delivery's files; those below it are spooled.</summary>
    internal const string Folder = "measured";

    public IFileSystem Files { get; } = new MeasuringFiles();

    public void FlushFile(Stream file)
    {
    }

    public void FlushDirectory(string path)
    {
    }
}
