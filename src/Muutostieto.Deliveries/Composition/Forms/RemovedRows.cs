using Muutostieto.Disclosure;
using Muutostieto.Records.Csv;
using Muutostieto.Records.Tables;

namespace Muutostieto.Deliveries.Composition.Forms;

/// <summary>The rows of <see cref="RemovedTable"/> in a package.</summary>
/// <param name="table">What a row is.</param>
/// <param name="rows">Takes them.</param>
internal sealed class RemovedRows(RemovedTable table, ITableRows rows)
{
    /// <summary>Begins the table, after the others of the package; null without one.</summary>
    internal static RemovedRows? In(ITablePackage package, RemovedTable? table) =>
        table is null
            ? null
            : new RemovedRows(table, package.Open(RemovedTable.Name, [.. table.Columns.Select(column => new TableColumn(column))]));

    internal void Write(DisclosedRecord record)
    {
        foreach (var value in table.RowOf(record.Content))
        {
            rows.Write(value);
        }

        rows.EndRow();
    }
}
