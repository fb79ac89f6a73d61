using Muutostieto.Disclosure;
using Muutostieto.Records.Csv;
using Muutostieto.Records.Fixed;
using Muutostieto.Records.Manifests;
using Muutostieto.Records.Tables;

namespace Muutostieto.Deliveries.Composition.Forms;

/// <summary>The tables of the CSV package in another form.</summary>
internal sealed class TableForm : IDeliveryForm
{
    private readonly FormFile file;
    private readonly RecordTables writer;
    private readonly FormLines lines;
    private readonly RemovedRows? removed;

    /// <param name="file">The file.</param>
    /// <param name="tables">Every group that may occur.</param>
    /// <param name="package">Writes to the file.</param>
    /// <param name="removed">The table of what the extract before had; null: there is none.</param>
    internal TableForm(FormFile file, IReadOnlyList<CsvTable> tables, ITablePackage package, RemovedTable? removed)
    {
        this.file = file;
        writer = new RecordTables(tables, package);
        lines = new FormLines(writer, genuineOnly: false);
        this.removed = RemovedRows.In(package, removed);
    }

    public bool HasAllGroups => true;

    public long Lines => lines.Lines;

    public WriteCounts Counts => default;

    public void Write(DisclosedRecord record) => lines.Write(record);

    public void Remove(DisclosedRecord record) => removed?.Write(record);

    public ManifestFile Complete(CancellationToken cancellation)
    {
        writer.Complete(cancellation);
        return file.Finish(Lines);
    }

    public void Dispose()
    {
        writer.Dispose();
        file.Stream.Dispose();
    }
}
