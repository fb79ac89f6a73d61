using Muutostieto.Records;
using Muutostieto.Records.Fixed;
using Muutostieto.Records.Model;

namespace Muutostieto.Recipient.Loading.People;

/// <summary>The records of a file, each with the groups of its continuation lines (type J); transport lines are passed over.</summary>
internal sealed class JoinedRecords(RecordFile file)
{
    private Record current = new();
    private Record next = new();
    private long nextLine;
    private bool started;
    private bool hasNext;

    /// <summary>The record read last, valid until the next call.</summary>
    internal Record Current => current;

    /// <summary>Its first line.</summary>
    internal long Line { get; private set; }

    /// <summary>How many lines it has.</summary>
    internal int Lines { get; private set; }

    /// <exception cref="MuutostietoException">A line is no record, or continues nothing or another person's record.</exception>
    internal bool Read()
    {
        if (!started)
        {
            Advance();
        }

        started = true;
        if (!hasNext)
        {
            return false;
        }

        (current, next) = (next, current);
        Line = nextLine;
        Lines = 1;
        if (current.Type == RecordType.Continuation)
        {
            throw Wrong(Line, "a continuation line (J) with no record before it");
        }

        while (Advance() && next.Type == RecordType.Continuation)
        {
            if (!next[HeaderField.IdentityCode].SequenceEqual(current[HeaderField.IdentityCode]))
            {
                throw Wrong(nextLine, "a continuation line (J) of another person than the record before it");
            }

            for (var group = 0; group < next.GroupCount; group++)
            {
                current.Copy(next, group, next.Attribute(group));
            }

            Lines++;
        }

        return true;
    }

    private bool Advance()
    {
        while (hasNext = file.Read(next))
        {
            nextLine = file.Line;
            if (!next.IsOpaque)
            {
                return true;
            }

            if (!Envelope.IsEnvelope(next.Verbatim) && !next.Verbatim.IsEmpty)
            {
                throw Wrong(nextLine, "no record");
            }
        }

        return false;
    }

    private MuutostietoException Wrong(long line, string what) =>
        new(FailureKind.Integrity, $"{file.Name}: line {line}: {what}. The delivery is damaged: ask the sender for it again.");
}
