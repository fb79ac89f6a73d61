using Muutostieto.Disclosure;
using Muutostieto.Records.Csv;
using Muutostieto.Records.Fixed;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Deliveries.Composition.Forms;

/// <summary>A zip of one CSV file a group.</summary>
internal sealed class CsvForm : IDeliveryForm
{
    private readonly FormFile file;
    private readonly CsvPackageWriter writer;
    private readonly FormLines lines;

    /// <param name="file">The file.</param>
    /// <param name="writer">Writes to it.</param>
    internal CsvForm(FormFile file, CsvPackageWriter writer)
    {
        (this.file, this.writer) = (file, writer);
        lines = new FormLines(writer, genuineOnly: false);
    }

    public bool HasAllGroups => true;

    public long Lines => lines.Lines;

    public WriteCounts Counts => default;

    public void Write(DisclosedRecord record) => lines.Write(record);

    public void Remove(DisclosedRecord record) => writer.Remove(record.Content);

    public ManifestFile Complete(CancellationToken cancellation)
    {
        writer.Complete(cancellation);
        return file.Finish(Lines);
    }

    public void Dispose() => writer.Dispose();
}
