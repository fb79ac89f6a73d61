using Muutostieto.Disclosure;
using Muutostieto.Records.Csv;
using Muutostieto.Records.Fixed;
using Muutostieto.Records.Manifests;
using Muutostieto.Records.Tables;

namespace Muutostieto.Deliveries.Composition.Forms;

/// <summary>One form of an order's tables, written row by row.</summary>
internal sealed class RowTablesForm : IDeliveryForm
{
    private readonly FormFile file;
    private readonly IRowTables tables;
    private readonly ITablePackage package;
    private readonly IReadOnlyList<ITableRows> rows;
    private readonly RemovedRows? removed;

    /// <param name="file">The file.</param>
    /// <param name="tables">Makes the rows.</param>
    /// <param name="package">Writes to the file.</param>
    /// <param name="removed">The table of what the extract before had; null: there is none.</param>
    internal RowTablesForm(FormFile file, IRowTables tables, ITablePackage package, RemovedTable? removed)
    {
        (this.file, this.tables, this.package) = (file, tables, package);
        rows = [.. tables.Tables.Select(table => package.Open(table.Name, table.Columns, table.Title))];
        this.removed = RemovedRows.In(package, removed);
    }

    public bool HasAllGroups => true;

    public long Lines => rows.Sum(table => table.Rows);

    public WriteCounts Counts => default;

    public void Write(DisclosedRecord record) => tables.Write(record.Content, rows);

    public void Remove(DisclosedRecord record) => removed?.Write(record);

    public ManifestFile Complete(CancellationToken cancellation)
    {
        package.Complete(cancellation);
        return file.Finish(Lines);
    }

    public void Dispose()
    {
        package.Dispose();
        file.Stream.Dispose();
    }
}
