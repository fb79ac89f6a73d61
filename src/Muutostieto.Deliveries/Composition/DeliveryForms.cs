using Muutostieto.Deliveries.Composition.Forms;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Disclosure;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Records.Csv;
using Muutostieto.Records.Files;
using Muutostieto.Records.Fixed;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Manifests;
using Muutostieto.Records.Tables;

namespace Muutostieto.Deliveries.Composition;

/// <summary>
/// The forms of a delivery, written from one pass over its records. Fixed width is written by the composing thread, each other form by a
/// thread of its own, a batch behind: memory is two batches, whatever the number of records.
/// </summary>
internal sealed class DeliveryForms : IFormSet
{
    private readonly FixedForm? own;
    private readonly List<IDeliveryForm> others = [];
    private Task behind = Task.CompletedTask;

    /// <param name="context">Which delivery.</param>
    /// <param name="names">What its files are called.</param>
    /// <param name="tables">The groups and fields that may occur.</param>
    /// <param name="folder">Where the files are made.</param>
    /// <param name="disk">Makes them durable.</param>
    /// <param name="table">What the order gets in place of records; null: it gets records.</param>
    /// <param name="rows">The tables that it gets in place of records, row by row; null: it gets records.</param>
    internal DeliveryForms(
        DeliveryContext context,
        DeliveryNames names,
        IReadOnlyList<CsvTable> tables,
        string folder,
        IDiskSync disk,
        IComputedTable? table = null,
        IRowTables? rows = null)
    {
        var terms = context.Terms;
        var unit = tables is [var first, ..] ? first.Spec.Unit : RecordUnit.Person;
        var removed = RemovedOf(terms.Order, unit, rows);
        if (terms.Formats.Contains("fixed"))
        {
            own = new FixedForm(
                new FormFile(disk, folder, names.Fixed, "fixed"), terms.CustomerNumber, context.Planned, terms.FixedIsGenuine);
        }

        if (terms.Formats.Contains("csv") && rows is not null)
        {
            var file = Create(names.TablesCsv, "csv-tables");
            AddTables(file, new CsvTablesFile(disk.Files, file.Stream, Spool("rows"), context.Planned));
        }
        else if (terms.Formats.Contains("csv") && table is null)
        {
            var file = Create(names.Csv, "csv");
            others.Add(new CsvForm(file, new CsvPackageWriter(disk.Files, file.Stream, Spool("rows"), new CsvPackageOptions
            {
                Tables = tables,
                TablesOnly = true,
                WithPersons = !context.IsOfChanges && unit == RecordUnit.Person,
                Removed = removed,
                Name = names.Stem.ToLowerInvariant(),
                Time = context.Planned,
            })));
        }
        else if (terms.Formats.Contains("csv"))
        {
            var file = Create(names.TableCsv, "csv-table");
            AddTables(file, new CsvTableFile(file.Stream));
        }

        if (terms.Formats.Contains("jsonl"))
        {
            others.Add(new JsonLinesForm(Create(names.JsonLines, "json"), unit));
        }

        if (terms.Formats.Contains("parquet"))
        {
            var file = Create(names.Parquet, "parquet", seeks: true);
            AddTables(file, new ParquetPackage(disk.Files, file.Stream, Spool("parquet"), context.Planned));
        }

        if (terms.Formats.Contains("xlsx"))
        {
            var file = Create(names.Xlsx, "xlsx");
            AddTables(file, new XlsxPackage(disk.Files, file.Stream, Spool("sheets"), context.Planned));
        }

        FormFile Create(string name, string form, bool seeks = false) => new(disk, folder, name, form, seeks);

        if (terms.Formats.Contains("opt"))
        {
            var file = Create(names.OpenAddresses, "opt");
            others.Add(new RowTablesForm(file, rows!, new OpenAddressFile(file.Stream), removed: null));
        }

        string Spool(string name) => Path.Combine(folder, "." + name);

        void AddTables(FormFile file, ITablePackage package) => others.Add(
            rows is not null ? new RowTablesForm(file, rows, package, removed)
            : table is not null ? new ComputedTableForm(file, table, package)
            : new TableForm(file, tables, package, removed));
    }

    /// <summary>Lines of a form that has all that is delivered; fixed width may have fewer.</summary>
    public long Records => (others.FirstOrDefault(form => form.HasAllGroups) ?? own)?.Lines ?? 0;

    /// <summary>What the forms had to write otherwise than it is.</summary>
    public WriteCounts Counts => own?.Counts ?? default;

    /// <summary>
    /// Writes a batch; until the next call, or <see cref="Complete"/>, it is still being read. When it returns, the batch before may be
    /// filled again.
    /// </summary>
    internal void Write(RecordBatch batch)
    {
        behind.GetAwaiter().GetResult();
        behind = ForOthers(form =>
        {
            foreach (var record in batch.Filled)
            {
                form.Write(record);
            }
        });
        if (own is null)
        {
            return;
        }

        foreach (var record in batch.Filled)
        {
            own.Write(record);
        }
    }

    /// <summary>Names a person, building or dwelling of the previous extract, after the last batch.</summary>
    internal void Remove(DisclosedRecord record)
    {
        behind.GetAwaiter().GetResult();
        others.ForEach(form => form.Remove(record));
    }

    /// <summary>Finishes the files and makes them durable, all at the same time.</summary>
    public IReadOnlyList<ManifestFile> Complete(CancellationToken cancellation)
    {
        behind.GetAwaiter().GetResult();
        var files = new ManifestFile[others.Count];
        behind = ForOthers(form => files[others.IndexOf(form)] = form.Complete(cancellation));
        ManifestFile[] ownFile = own is null ? [] : [own.Complete(cancellation)];
        behind.GetAwaiter().GetResult();
        others.ForEach(form => form.Dispose());
        return [.. ownFile, .. files];
    }

    public void Dispose()
    {
        // A composition that broke off: its threads must have let go of the files before they are closed. Their own errors are the first
        // one's shadows.
        behind
            .ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default)
            .Wait();
        own?.Dispose();
        others.ForEach(form => form.Dispose());
    }

    private static RemovedTable? RemovedOf(OrderTerms? order, RecordUnit unit, IRowTables? rows) =>
        order?.Previous is null ? null
        : order.Target == OrderTargetNames.Of(OrderTarget.Dwellings) ? RemovedTable.OfDwellings()
        : RemovedTable.Of(unit, rows?.Tables[0].Columns[0].Name);

    private Task ForOthers(Action<IDeliveryForm> action) => others.Count switch
    {
        0 => Task.CompletedTask,
        1 => Task.Run(() => action(others[0])),
        _ => Task.WhenAll(others.Select(form => Task.Run(() => action(form)))),
    };
}
