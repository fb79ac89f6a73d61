using System.IO.Abstractions;
using System.IO.Compression;
using Muutostieto.Records.Files;

namespace Muutostieto.Records.Tables;

/// <summary>
/// Writes a zip of one CSV file a table, with the dialect of the CSV package. The files are made in a folder of their own first, as rows of
/// all come at once.
/// </summary>
/// <param name="files">Where the files are meanwhile.</param>
/// <param name="target">Where the zip is written on completion; left open.</param>
/// <param name="spool">A folder for the files meanwhile; made, and removed with this.</param>
/// <param name="time">The time that the entries of the zip carry.</param>
public sealed class CsvTablesFile(IFileSystem files, Stream target, string spool, DateTimeOffset time) : ITablePackage
{
    private const string Ending = ".csv";
    private const int Buffer = 1 << 16;
    private readonly List<(string Name, CsvTableFile File, Stream Stream)> tables = [];

    public ITableRows Open(string name, IReadOnlyList<TableColumn> columns, string? title = null)
    {
        PrivateFile.CreateFolder(files, spool);
        var stream = PrivateFile.Open(
            files, Path.Combine(spool, name + Ending), FileMode.Create, FileAccess.ReadWrite, FileShare.None, Buffer);
        var file = new CsvTableFile(stream);
        tables.Add((name, file, stream));
        return file.Open(name, columns);
    }

    public void Complete(CancellationToken cancellation)
    {
        using var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);
        var block = new byte[Buffer];
        foreach (var (name, file, stream) in tables)
        {
            file.Complete(cancellation);
            stream.Position = 0;
            var entry = zip.CreateEntry(name + Ending, CompressionLevel.Optimal);
            entry.LastWriteTime = time;
            using var output = entry.Open();
            for (int read; (read = stream.Read(block)) > 0;)
            {
                cancellation.ThrowIfCancellationRequested();
                output.Write(block.AsSpan(0, read));
            }
        }
    }

    public void Dispose()
    {
        foreach (var (_, file, stream) in tables)
        {
            Close(file);
            Close(stream);
        }

        if (files.Directory.Exists(spool))
        {
            files.Directory.Delete(spool, recursive: true);
        }
    }

    private static void Close(IDisposable part)
    {
        try
        {
            part.Dispose();
        }
        catch (Exception error) when (DiskFailure.Is(error))
        {
            // The end of a file that is thrown away found no room; the failure that broke the composition off is on its way already.
        }
    }
}
