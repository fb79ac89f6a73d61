using Muutostieto.Disclosure;
using Muutostieto.Records.Fixed;
using Muutostieto.Records.Manifests;
using Muutostieto.Records.Tables;

namespace Muutostieto.Deliveries.Composition.Forms;

/// <summary>One form of an order's table. It has no records of persons.</summary>
/// <param name="file">The file.</param>
/// <param name="table">Finished before the form is.</param>
/// <param name="package">Writes to the file; its only table is this.</param>
internal sealed class ComputedTableForm(FormFile file, IComputedTable table, ITablePackage package) : IDeliveryForm
{
    public bool HasAllGroups => true;

    public long Lines => table.Rows;

    public WriteCounts Counts => default;

    public void Write(DisclosedRecord record)
    {
    }

    public ManifestFile Complete(CancellationToken cancellation)
    {
        table.WriteTo(package.Open(table.Name, table.Columns), cancellation);
        package.Complete(cancellation);
        return file.Finish(table.Rows);
    }

    public void Dispose()
    {
        package.Dispose();
        file.Stream.Dispose();
    }
}
