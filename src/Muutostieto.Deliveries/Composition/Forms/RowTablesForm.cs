using Muutostieto.Disclosure;
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

    /// <param name="file">The file.</param>
    /// <param name="tables">Makes the rows.</param>
    /// <param name="package">Writes to the file.</param>
    internal RowTablesForm(FormFile file, IRowTables tables, ITablePackage package)
    {
        (this.file, this.tables, this.package) = (file, tables, package);
        rows = [.. tables.Tables.Select(table => package.Open(table.Name, table.Columns, table.Title))];
    }

    public bool HasAllGroups => true;

    public long Lines => rows.Sum(table => table.Rows);

    public WriteCounts Counts => default;

    public void Write(DisclosedRecord record) => tables.Write(record.Content, rows);

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
