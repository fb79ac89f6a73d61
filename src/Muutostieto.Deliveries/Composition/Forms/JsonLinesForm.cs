using Muutostieto.Disclosure;
using Muutostieto.Records.Fixed;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Json;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Deliveries.Composition.Forms;

/// <summary>One JSON object a record, each on a line of its own.</summary>
internal sealed class JsonLinesForm : IDeliveryForm
{
    private readonly FormFile file;
    private readonly JsonLinesWriter writer;
    private readonly FormLines lines;

    /// <param name="file">The file.</param>
    /// <param name="unit">What the records are about.</param>
    internal JsonLinesForm(FormFile file, RecordUnit unit)
    {
        this.file = file;
        writer = new JsonLinesWriter(file.Stream, unit);
        lines = new FormLines(writer, genuineOnly: false);
    }

    public bool HasAllGroups => true;

    public long Lines => lines.Lines;

    public WriteCounts Counts => default;

    public void Write(DisclosedRecord record) => lines.Write(record);

    public ManifestFile Complete(CancellationToken cancellation)
    {
        writer.Complete();
        return file.Finish(Lines);
    }

    public void Dispose() => writer.Dispose();
}
