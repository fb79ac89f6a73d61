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

    /// <param name="file">The file.</param>
    /// <param name="tables">Every group that may occur.</param>
    /// <param name="package">Writes to the file.</param>
    internal TableForm(FormFile file, IReadOnlyList<CsvTable> tables, ITablePackage package)
    {
        this.file = file;
        writer = new RecordTables(tables, package);
        lines = new FormLines(writer, genuineOnly: false);
    }

    public bool HasAllGroups => true;

    public long Lines => lines.Lines;

    public WriteCounts Counts => default;

    public void Write(DisclosedRecord record) => lines.Write(record);

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
