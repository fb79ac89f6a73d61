using Muutostieto.Records.Fixed;

namespace Muutostieto.Recipient.Checking;

/// <summary>
/// The transport lines around the records: the first promises a last one, and the last one the count of the lines between.
/// </summary>
internal sealed class EnvelopeCheck(FindingLog log)
{
    private const string Kind = "envelope";
    private bool started;
    private bool ended;
    private bool saidAfterEnd;
    private long lines;

    /// <summary>A line that is no transport line.</summary>
    internal void Text(long line, bool isEmpty)
    {
        if (isEmpty)
        {
            return;
        }

        lines++;
        if (!ended || saidAfterEnd)
        {
            return;
        }

        saidAfterEnd = true;
        log.Fault(line, Kind, "text after the last transport line ('''EOF''')");
    }

    /// <summary>A transport line.</summary>
    internal void Transport(long line, ReadOnlySpan<byte> text)
    {
        if (Envelope.IsStart(text))
        {
            Start(line);
        }
        else if (Envelope.IsEnd(text))
        {
            End(line, text);
        }
        else
        {
            log.Note(line, Kind, "a transport line of unknown kind, expected '''ED2''' or '''EOF'''");
        }
    }

    /// <param name="isExpected">Whether the form should have transport lines at all.</param>
    internal void Finish(bool isExpected)
    {
        if (started && !ended)
        {
            log.Fault(0, Kind, $"the last transport line ('''EOF''') is missing after {lines} lines: the file is cut. Fetch it again.");
        }
        else if (!started && !ended && isExpected)
        {
            log.Note(0, Kind, "no transport lines ('''ED2''', '''EOF'''): whether lines are missing cannot be known");
        }
    }

    private void Start(long line)
    {
        if (started || lines > 0 || ended)
        {
            log.Fault(line, Kind, "a first transport line ('''ED2''') that is not the first line: two files in one, or lines before it");
        }

        started = true;
        ended = false;
        lines = 0;
    }

    private void End(long line, ReadOnlySpan<byte> text)
    {
        if (!started || ended)
        {
            log.Fault(
                line,
                Kind,
                $"a last transport line ('''EOF''') without {(ended ? "a new first one" : "a first one")} ('''ED2'''): the start of the "
                    + "file is missing");
        }

        ended = true;
        var count = text.EndsWith("'"u8) ? Envelope.CountOf(text) : null;
        if (count is null)
        {
            log.Fault(line, Kind, "the last transport line gives no count, expected '''EOF'''<count>': the file is cut");
        }
        else if (count != lines)
        {
            log.Fault(
                line,
                Kind,
                $"the last transport line counts {count} lines, there are {lines}: lines are missing or doubled. Fetch the file again.");
        }
    }
}
