using Muutostieto.Disclosure;
using Muutostieto.Records.Fixed;
using Muutostieto.Records.Model;

namespace Muutostieto.Deliveries.Composition.Forms;

/// <summary>
/// Writes disclosed records as the lines of one form: split where a line has no room, without our own groups where the form has genuine
/// ones only. For one thread.
/// </summary>
/// <param name="sink">The form's writer.</param>
/// <param name="genuineOnly">Whether groups of our own are left out, and with them the records that are nothing else.</param>
internal sealed class FormLines(IRecordSink sink, bool genuineOnly)
{
    private Record part = new();
    private Record rest = new();

    /// <summary>Lines so far, those that continue others included.</summary>
    internal long Lines { get; private set; }

    internal void Write(DisclosedRecord record)
    {
        if (genuineOnly && DisclosedRecord.Gate.HoldsOwn(record))
        {
            if (!record.SaysNothingInGenuineForm && DisclosedRecord.Gate.TryNarrow(record, part))
            {
                WriteParts();
            }
        }
        else if (ContinuationLines.Fits(record.Content))
        {
            Put(record.Content);
        }
        else
        {
            part.CopyFrom(record.Content);
            WriteParts();
        }
    }

    private void WriteParts()
    {
        while (ContinuationLines.TrySplit(part, rest))
        {
            Put(part);
            (part, rest) = (rest, part);
        }

        Put(part);
    }

    private void Put(RecordView line)
    {
        sink.Write(line);
        Lines++;
    }
}
