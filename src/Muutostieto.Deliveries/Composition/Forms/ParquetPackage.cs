using System.IO.Abstractions;
using System.IO.Compression;
using Muutostieto.Records.Files;
using Muutostieto.Records.Tables;

namespace Muutostieto.Deliveries.Composition.Forms;

/// <summary>
/// Writes a zip of one Parquet file a table. The files are packed themselves and lie in the zip as they are; they are made in a folder of
/// their own first, as rows of all come at once.
/// </summary>
/// <param name="files">Where the files are meanwhile.</param>
/// <param name="target">Where the zip is written on completion; can seek.</param>
/// <param name="spool">A folder for the files meanwhile; made, and removed with this.</param>
/// <param name="time">The time that the entries of the zip carry.</param>
internal sealed class ParquetPackage(IFileSystem files, Stream target, string spool, DateTimeOffset time) : ITablePackage
{
    private const string Ending = ".parquet";
    private const int Block = 1 << 20;
    private readonly List<(string Name, ParquetTable Table)> tables = [];

    public ITableRows Open(string name, IReadOnlyList<TableColumn> columns, string? title = null)
    {
        PrivateFile.CreateFolder(files, spool);
        var path = Path.Combine(spool, name + Ending);
        var file = PrivateFile.Open(files, path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, Block >> 4);
        var table = new ParquetTable(file, columns);
        tables.Add((name, table));
        return table;
    }

    public void Complete(CancellationToken cancellation)
    {
        tables.ForEach(table => table.Table.Complete());
        using var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);
        var block = new byte[Block];
        foreach (var (name, _) in tables)
        {
            var entry = zip.CreateEntry(name + Ending, CompressionLevel.NoCompression);
            entry.LastWriteTime = time;
            using var output = entry.Open();
            using var source = files.File.OpenRead(Path.Combine(spool, name + Ending));
            for (int read; (read = source.Read(block)) > 0;)
            {
                cancellation.ThrowIfCancellationRequested();
                output.Write(block.AsSpan(0, read));
            }
        }
    }

    public void Dispose()
    {
        foreach (var (_, table) in tables)
        {
            Close(table);
        }

        if (files.Directory.Exists(spool))
        {
            files.Directory.Delete(spool, recursive: true);
        }
    }

    private static void Close(ParquetTable table)
    {
        try
        {
            table.Dispose();
        }
        catch (Exception error) when (DiskFailure.Is(error))
        {
            // The end of a file that is thrown away found no room; the failure that broke the composition off is on its way already.
        }
    }
}
