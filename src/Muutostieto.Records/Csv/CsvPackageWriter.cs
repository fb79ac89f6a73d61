using System.IO.Abstractions;
using System.IO.Compression;
using Muutostieto.Records.Files;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;

namespace Muutostieto.Records.Csv;

/// <summary>
/// Writes records as a zip of CSV files, one a group, with a Frictionless <c>datapackage.json</c>. A zip takes its files one after the
/// other, records bring all groups at once: the rows are spooled to a folder of their own first.
/// </summary>
public sealed class CsvPackageWriter : IRecordSink
{
    private readonly IFileSystem files;
    private readonly Stream target;
    private readonly string spool;
    private readonly CsvPackageOptions options;
    private readonly Dictionary<GroupSpec, CsvTableWriter> writers = [];
    private readonly List<CsvTable> tables = [];
    private readonly PersonTableWriter? persons;
    private readonly RemovedTableWriter? removed;

    /// <summary>Starts a package.</summary>
    /// <param name="files">Where the rows are meanwhile.</param>
    /// <param name="target">Where the zip is written on completion; closed with the writer.</param>
    /// <param name="spool">A folder for the rows meanwhile; made, and removed with the writer.</param>
    /// <param name="options">Tables, name, time.</param>
    public CsvPackageWriter(IFileSystem files, Stream target, string spool, CsvPackageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.files = files;
        this.target = target;
        this.spool = spool;
        this.options = options;
        PrivateFile.CreateFolder(files, spool);
        foreach (var table in options.Tables)
        {
            Open(table);
        }

        removed = options.Removed is { } named ? new RemovedTableWriter(named, Create(CsvColumns.RemovedFile)) : null;
        persons = options.WithPersons ? new PersonTableWriter(options.Tables, Create(CsvColumns.PersonsFile)) : null;
    }

    /// <summary>Records written so far.</summary>
    public long Records { get; private set; }

    /// <summary>Lines that CSV has no place for (transport lines, unreadable ones) and that were left out.</summary>
    public long LeftOut { get; private set; }

    public void Write(RecordView record)
    {
        if (record.IsOpaque || record.GroupCount == 0)
        {
            LeftOut++;
            return;
        }

        Records++;
        for (var group = 0; group < record.GroupCount; group++)
        {
            var spec = record.Spec(group);
            if (!writers.TryGetValue(spec, out var writer))
            {
                writer = !options.TablesOnly ? Open(CsvTable.Of(spec))
                    : throw new InvalidOperationException($"Group {spec} has no table in this package.");
            }

            writer.Write(Records, record, group);
        }

        persons?.Write(record);
    }

    /// <summary>Names a person, building or dwelling of the previous package.</summary>
    /// <exception cref="InvalidOperationException">The package has no table of the removed.</exception>
    public void Remove(RecordView record)
    {
        var rows = removed ?? throw new InvalidOperationException("This package has no table of the removed.");
        rows.Write(record);
    }

    public void Complete() => Complete(CancellationToken.None);

    /// <summary>
    /// As <see cref="Complete()"/>, and may be broken off: packing the tables of a large delivery takes minutes. What has been written then
    /// is no package.
    /// </summary>
    public void Complete(CancellationToken cancellation)
    {
        var contents = new List<CsvFile>();
        foreach (var table in tables.OrderBy(table => table.FileName, StringComparer.Ordinal))
        {
            contents.Add(new CsvFile(table.FileName, writers[table.Spec].Rows, table, null));
            writers[table.Spec].Dispose();
        }

        if (persons is not null)
        {
            contents.Add(new CsvFile(CsvColumns.PersonsFile, persons.Rows, null, options.Tables));
            persons.Dispose();
        }

        if (removed is not null)
        {
            contents.Add(new CsvFile(CsvColumns.RemovedFile, removed.Rows, null, null, options.Removed!.Columns));
            removed.Dispose();
        }

        using var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);
        using (var descriptor = Entry(zip, CsvColumns.DescriptorFile))
        {
            DataPackage.Write(descriptor, options, contents);
        }

        var block = new byte[1 << 20];
        foreach (var file in contents)
        {
            using var entry = Entry(zip, file.Name);
            using var source = files.File.OpenRead(Path.Combine(spool, file.Name));
            for (int read; (read = source.Read(block)) > 0;)
            {
                cancellation.ThrowIfCancellationRequested();
                entry.Write(block.AsSpan(0, read));
            }
        }
    }

    public void Dispose()
    {
        foreach (var writer in writers.Values)
        {
            writer.Dispose();
        }

        persons?.Dispose();
        removed?.Dispose();
        target.Dispose();
        if (files.Directory.Exists(spool))
        {
            files.Directory.Delete(spool, recursive: true);
        }
    }

    private CsvTableWriter Open(CsvTable table)
    {
        var writer = new CsvTableWriter(table, Create(table.FileName));
        writers.Add(table.Spec, writer);
        tables.Add(table);
        return writer;
    }

    private FileSystemStream Create(string name) =>
        PrivateFile.Open(files, Path.Combine(spool, name), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);

    private Stream Entry(ZipArchive zip, string name)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = options.Time;
        return entry.Open();
    }
}
