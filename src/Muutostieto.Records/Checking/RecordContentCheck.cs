using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;

namespace Muutostieto.Records.Checking;

/// <summary>
/// Judges what records say, line by line: header, values, and how groups follow one another. One definition for checking and importing.
/// What a reader
/// sees, as lengths and counts, is not judged again.
/// </summary>
public sealed class RecordContentCheck
{
    private readonly HeaderCheck header;
    private readonly FieldCheck fields;
    private readonly SequenceCheck sequence;

    /// <param name="catalog">The record layouts.</param>
    /// <param name="onFinding">Called with each finding; never holds a value.</param>
    /// <param name="mayLackCodes">Whether records may have no identity code, as those of lent addresses.</param>
    public RecordContentCheck(GroupCatalog catalog, Action<Finding> onFinding, bool mayLackCodes = false)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var sink = new FindingSink(onFinding);
        header = new HeaderCheck(sink, catalog.Unit, mayLackCodes);
        fields = new FieldCheck(catalog, sink);
        sequence = new SequenceCheck(sink);
    }

    /// <summary>Whether a finding of a reader, which it may mend, counts as damage when a file is checked for integrity.</summary>
    public static Finding Strict(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return finding.Kind is "group-length" or "last-bar" ? finding with { Severity = Severity.Fault } : finding;
    }

    /// <summary>Judges a line's header. A line that continues none ends the record before it.</summary>
    public void Header(Record record, long line)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (record.Type != RecordType.Continuation)
        {
            Finish();
        }

        header.Check(record, line);
    }

    /// <summary>Judges the next group of a line.</summary>
    public void Group(Record record, int group, long line)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (!record.Spec(group).IsRaw)
        {
            fields.Check(record, group, line);
        }

        sequence.Next(record, group, line);
    }

    /// <summary>Judges a whole line.</summary>
    public void Line(Record record, long line)
    {
        Header(record, line);
        for (var group = 0; group < record.GroupCount; group++)
        {
            Group(record, group, line);
        }
    }

    /// <summary>The last record is at its end.</summary>
    public void Finish() => sequence.Finish();
}
