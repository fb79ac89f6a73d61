using Muutostieto.Records;
using Muutostieto.Records.Checking;
using Muutostieto.Records.Fixed;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;

namespace Muutostieto.Register.Import;

/// <summary>
/// Reads a base or change file as whole records: continuation lines joined to what they continue, transport lines checked and left out.
/// </summary>
internal sealed class RecordFileReader : IRecordSource, IDisposable
{
    private readonly string path;
    private readonly ImportFindings findings;
    private readonly FixedRecordReader lines;
    private readonly RecordContentCheck content;
    private readonly Record ahead = new();
    private bool hasAhead;
    private long startLine;
    private bool isClosed;
    private bool hasLines;

    /// <param name="path">The file.</param>
    /// <param name="catalog">The record layouts.</param>
    /// <param name="findings">Takes what is seen.</param>
    /// <param name="refusesFaults">Whether what is a fault to a check of the file is one to the import; otherwise it is a note.</param>
    public RecordFileReader(string path, GroupCatalog catalog, ImportFindings findings, bool refusesFaults = false)
    {
        this.path = path;
        this.findings = findings;
        lines = new FixedRecordReader(Open(path), catalog, finding =>
            findings.Add(path, refusesFaults ? RecordContentCheck.Strict(finding) : finding));
        content = new RecordContentCheck(catalog, finding =>
        {
            // Of continuation lines the import says itself what becomes of them.
            if (refusesFaults || finding.Kind != "continuation")
            {
                findings.Add(path, refusesFaults ? finding : finding with { Severity = Severity.Note });
            }
        });
        hasAhead = Advance();
        if (!hasAhead)
        {
            CheckEnd();
        }
    }

    /// <summary>First line of the record last read, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>Reads the next record with all its continuation lines.</summary>
    /// <returns>False at the end of the file.</returns>
    public bool Read(Record record)
    {
        if (!hasAhead)
        {
            return false;
        }

        record.CopyFrom(ahead);
        Line = lines.Line;
        while ((hasAhead = Advance()) && ahead.Type == RecordType.Continuation)
        {
            Join(record);
        }

        if (!hasAhead)
        {
            CheckEnd();
        }

        return true;
    }

    public void Fault(long line, string kind, string message) => findings.Add(path, new Finding(Severity.Fault, line, kind, message));

    public void Note(long line, string kind, string message) => findings.Add(path, new Finding(Severity.Note, line, kind, message));

    public void Dispose() => lines.Dispose();

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"{path}: the file to be imported cannot be read ({failure.Message}). Nothing was imported.",
                failure);
        }
    }

    /// <summary>To the next line that is a record.</summary>
    private bool Advance()
    {
        try
        {
            while (lines.Read(ahead))
            {
                if (!ahead.IsOpaque)
                {
                    hasLines = true;
                    content.Line(ahead, lines.Line);
                    return true;
                }

                CheckTransport(ahead.Verbatim);
            }

            content.Finish();
        }
        catch (MuutostietoException failure)
        {
            throw new MuutostietoException(failure.Kind, $"{path} {failure.Message}. Nothing was imported.", failure)
            {
                Remedy = failure.Remedy,
            };
        }

        return false;
    }

    private void Join(Record record)
    {
        if (!ahead[HeaderField.IdentityCode].SequenceEqual(record[HeaderField.IdentityCode]))
        {
            Fault(lines.Line, "continuation", "a continuation line of another person than the line before it");
            return;
        }

        for (var group = 0; group < ahead.GroupCount; group++)
        {
            record.Copy(ahead, group, ahead.Attribute(group));
        }
    }

    private void CheckTransport(ReadOnlySpan<byte> line)
    {
        if (Envelope.IsStart(line))
        {
            hasLines = true;
            startLine = lines.Line;
            isClosed = false;
        }
        else if (Envelope.IsEnd(line))
        {
            isClosed = true;
            var found = lines.Line - startLine - 1;
            if (startLine > 0 && Envelope.CountOf(line) is { } count && count != found)
            {
                Fault(lines.Line, "envelope-count", $"the last line says that there are {count} lines before it, there are {found}");
            }
        }
    }

    private void CheckEnd()
    {
        if (!hasLines)
        {
            Fault(0, "empty", "neither a record nor a line of the transport: a file that was cut on its way. Fetch it again");
        }

        if (startLine > 0 && !isClosed)
        {
            Fault(0, "envelope-end", "the transport's first line is there but not its last: the file is not whole");
        }
    }
}
