using Muutostieto.Disclosure;
using Muutostieto.Records.Fixed;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Deliveries.Composition.Forms;

/// <summary>Groups of fixed width in an envelope.</summary>
internal sealed class FixedForm : IDeliveryForm
{
    private readonly FormFile file;
    private readonly FixedFileWriter writer;
    private readonly FormLines lines;
    private readonly bool genuineOnly;

    /// <param name="file">The file.</param>
    /// <param name="customer">The customer number, for the envelope.</param>
    /// <param name="planned">When the delivery was planned, for the envelope.</param>
    /// <param name="genuineOnly">Whether groups of our own are left out.</param>
    internal FixedForm(FormFile file, string customer, DateTimeOffset planned, bool genuineOnly)
    {
        (this.file, this.genuineOnly) = (file, genuineOnly);
        writer = new FixedFileWriter(file.Stream);
        lines = new FormLines(writer, genuineOnly);
        writer.WriteEnvelope(Envelope.StartLine($"ASIAKAS:{customer}", "MUUTOSTIETO", planned));
    }

    public bool HasAllGroups => !genuineOnly;

    public long Lines => lines.Lines;

    public WriteCounts Counts => writer.Counts;

    public void Write(DisclosedRecord record) => lines.Write(record);

    public ManifestFile Complete(CancellationToken cancellation)
    {
        writer.WriteEnvelope(Envelope.EndLine(writer.Lines));
        writer.Complete();
        return file.Finish(Lines) with { OwnGroups = genuineOnly ? false : null };
    }

    public void Dispose() => writer.Dispose();
}
