using System.IO.Compression;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;

namespace Muutostieto.Records.Csv;

/// <summary>
/// Reads a CSV package back into records: all files side by side, joined by record number and place in the record, with bounded memory.
/// </summary>
public sealed class CsvPackageReader : IRecordSource
{
    /// <summary>More than any layouts have groups.</summary>
    private const int MostFiles = 1000;

    private readonly ZipArchive zip;
    private readonly List<CsvTableReader> tables = [];
    private readonly PriorityQueue<CsvTableReader, (long Record, long Place)> next = new();

    /// <summary>Opens a package.</summary>
    /// <exception cref="MuutostietoException">It is no zip, or a file in it is no group's table.</exception>
    public CsvPackageReader(Stream stream, GroupCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        try
        {
            zip = new ZipArchive(stream, ZipArchiveMode.Read);
        }
        catch (InvalidDataException error)
        {
            throw new MuutostietoException(
                FailureKind.Fault,
                "not a zip that can be read; expected a CSV package (.csv.zip). Fetch it again.",
                error);
        }

        if (zip.Entries.Count > MostFiles)
        {
            throw new MuutostietoException(
                FailureKind.Fault,
                $"{zip.Entries.Count} files in the zip; expected at most {MostFiles} of a CSV package");
        }

        foreach (var entry in zip.Entries.Where(
            entry => entry.FullName is not (CsvColumns.PersonsFile or CsvColumns.RemovedFile or CsvColumns.DescriptorFile)))
        {
            var spec = catalog.Groups.Append(GroupSpec.Raw).FirstOrDefault(spec => CsvTable.Of(spec).FileName == entry.FullName)
                ?? throw new MuutostietoException(
                    FailureKind.Fault,
                    $"{entry.FullName}: no group of that code and name; expected <code>_<name>.csv of a group in the layouts");
            var table = new CsvTableReader(spec, entry);
            tables.Add(table);
            Advance(table);
        }
    }

    public long Line { get; private set; }

    public bool Read(Record record)
    {
        ArgumentNullException.ThrowIfNull(record);
        record.Clear();
        if (!next.TryPeek(out _, out var first))
        {
            return false;
        }

        if (first.Record <= Line)
        {
            throw new MuutostietoException(
                FailureKind.Fault,
                $"record {first.Record}: rows out of order; expected the column tietue to grow");
        }

        Line = first.Record;
        while (next.TryPeek(out var table, out var at) && at.Record == Line)
        {
            next.Dequeue();
            if (at.Place != record.GroupCount + 1)
            {
                throw new MuutostietoException(
                    FailureKind.Fault,
                    $"{table.Name}: record {Line} has a group {at.Place} where group {record.GroupCount + 1} was expected; a file of the "
                        + "package is missing or cut");
            }

            table.AddTo(record);
            Advance(table);
        }

        return true;
    }

    public void Dispose()
    {
        foreach (var table in tables)
        {
            table.Dispose();
        }

        zip.Dispose();
    }

    private void Advance(CsvTableReader table)
    {
        if (table.Read())
        {
            next.Enqueue(table, (table.RecordNumber, table.Place));
        }
    }
}
