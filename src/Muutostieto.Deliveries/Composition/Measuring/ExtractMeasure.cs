using Muutostieto.Deliveries.Composition.Forms;
using Muutostieto.Disclosure;
using Muutostieto.Disclosure.Buildings;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Records.Csv;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Manifests;
using Muutostieto.Records.Tables;

namespace Muutostieto.Deliveries.Composition.Measuring;

/// <summary>
/// Counts the records of an extract, and measures the files that it would have by writing them to a <see cref="MeasuringDisk"/>. Of more
/// than <see cref="MostMeasured"/> records every second, third and so on is written, in the order of the extract, and the size beyond that
/// of an empty file grows with their number: memory does not grow with the extract. The rows of tables are counted whole.
/// </summary>
internal sealed class ExtractMeasure : IExtractSink, IDisposable
{
    /// <summary>How many records at most are written.</summary>
    internal const int MostMeasured = 10_000;

    private readonly DeliveryContext context;
    private readonly GroupCatalog catalog;
    private readonly IReadOnlyList<CsvTable> tables;
    private readonly Func<IRowTables?> rows;
    private readonly DeliveryWriter writer;
    private readonly IComputedTable? table;
    private readonly IRowTables? counted;
    private readonly RowCount[] rowCounts;
    private readonly LineCount lines = new();
    private readonly long step;
    private long kept;
    private long taken;
    private long removed;

    /// <param name="context">Which extract.</param>
    /// <param name="catalog">The record layouts.</param>
    /// <param name="tables">The groups and fields that may occur.</param>
    /// <param name="table">What the order gets in place of records, which needs them all; null: it gets records.</param>
    /// <param name="rows">Gives the tables that it gets in place of records, row by row; null: it gets records.</param>
    /// <param name="records">How many there will be, about.</param>
    /// <param name="most">How many of them at most are written.</param>
    internal ExtractMeasure(
        DeliveryContext context,
        GroupCatalog catalog,
        IReadOnlyList<CsvTable> tables,
        IComputedTable? table,
        Func<IRowTables?> rows,
        long records,
        int most = MostMeasured)
    {
        (this.context, this.catalog, this.tables, this.table, this.rows) = (context, catalog, tables, table, rows);
        counted = rows();
        rowCounts = [.. counted?.Tables.Select(shape => new RowCount(shape.Name)) ?? []];
        step = table is null ? Math.Max(1, (records + most - 1) / most) : 1;
        writer = NewWriter(table);
    }

    public DisclosedRecord Next => writer.Next;

    /// <summary>Lines of the records so far; rows of the tables that there are in their place, computed ones when it is complete.</summary>
    internal long Lines => table?.Rows ?? (counted is null ? lines.Lines : rowCounts.Sum(one => one.Rows));

    public void Keep(long person)
    {
        if (IsTaken())
        {
            writer.Keep(person);
        }
    }

    public void Keep(IReadOnlyList<NamedPerson> named)
    {
        if (IsTaken())
        {
            writer.Keep(named);
        }
    }

    public void Remove(long person, DisclosedRecord record)
    {
        if (removed++ % step == 0)
        {
            writer.Remove(person, record);
        }
    }

    public void Remove(DisclosedRecord record)
    {
        if (removed++ % step == 0)
        {
            writer.Remove(record);
        }
    }

    /// <summary>The size of each form, in the order of the files.</summary>
    /// <exception cref="Records.MuutostietoException">Usage: a form has no room for it.</exception>
    internal IReadOnlyList<FormSize> Complete(CancellationToken cancellation)
    {
        if (context.Terms.Formats.Contains(DeliveryFormatNames.Of(DeliveryFormat.Xlsx))
            && Array.Find(rowCounts, one => one.Rows >= XlsxPackage.MostRows) is { } full)
        {
            throw XlsxPackage.TooMany($"table {full.Name}", full.Rows, XlsxPackage.MostRows);
        }

        var written = writer.Complete(kept, 0, cancellation);
        if (step == 1 || taken == 0)
        {
            return [.. FormsOf(written).Select(file => new FormSize(FormatOf(file), file.Bytes))];
        }

        using var without = NewWriter(null);
        var empty = FormsOf(without.Complete(0, 0, cancellation)).ToDictionary(file => file.Name, file => file.Bytes);
        return
        [
            .. FormsOf(written).Select(file => new FormSize(
                FormatOf(file),
                empty[file.Name] + (long)((decimal)(file.Bytes - empty[file.Name]) * kept / taken))),
        ];
    }

    public void Dispose() => writer.Dispose();

    /// <summary>Counts the next record, and says whether it is written.</summary>
    private bool IsTaken()
    {
        lines.Keep(Next);
        counted?.Write(Next.Content, rowCounts);
        var isTaken = kept++ % step == 0;
        taken += isTaken ? 1 : 0;
        return isTaken;
    }

    private DeliveryWriter NewWriter(IComputedTable? table) =>
        new(context, catalog, tables, MeasuringDisk.Folder, new MeasuringDisk(), audit: null, sign: null, table, rows());

    private static IEnumerable<ManifestFile> FormsOf(ComposedDelivery composed) => composed.Files.Where(file => file.Records is not null);

    private static string FormatOf(ManifestFile file) => file.Form switch
    {
        "json" => "jsonl",
        "csv-table" or "csv-tables" => "csv",
        var form => form,
    };
}
