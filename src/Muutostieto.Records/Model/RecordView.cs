using Muutostieto.Records.Groups;

namespace Muutostieto.Records.Model;

/// <summary>A record that can be read and not written. Costs nothing: it is the reference to the record under a narrower type.</summary>
/// <remarks>Valid until the record is filled again.</remarks>
public readonly struct RecordView
{
    private readonly Record record;

    private RecordView(Record record) => this.record = record;

    /// <inheritdoc cref="Record.GroupCount"/>
    public int GroupCount => record.GroupCount;

    /// <inheritdoc cref="Record.Verbatim"/>
    public ReadOnlySpan<byte> Verbatim => record.Verbatim;

    /// <inheritdoc cref="Record.HasVerbatim"/>
    public bool HasVerbatim => record.HasVerbatim;

    /// <inheritdoc cref="Record.IsOpaque"/>
    public bool IsOpaque => record.IsOpaque;

    /// <inheritdoc cref="Record.LineEnd"/>
    public LineEnd LineEnd => record.LineEnd;

    /// <inheritdoc cref="Record.Type"/>
    public byte Type => record.Type;

    /// <summary>The record itself, for those of this library that only read it.</summary>
    internal Record Source => record;

    /// <summary>A header field's value.</summary>
    public ReadOnlySpan<byte> this[HeaderField field] => record[field];

    public static implicit operator RecordView(Record record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return new RecordView(record);
    }

    /// <summary>The view of a record.</summary>
    public static RecordView FromRecord(Record record) => record;

    /// <inheritdoc cref="Record.Spec(int)"/>
    public GroupSpec Spec(int group) => record.Spec(group);

    /// <inheritdoc cref="Record.Attribute(int)"/>
    public byte Attribute(int group) => record.Attribute(group);

    /// <inheritdoc cref="Record.Value(int, int)"/>
    public ReadOnlySpan<byte> Value(int group, int field) => record.Value(group, field);

    /// <inheritdoc cref="Record.Value(int, string)"/>
    public ReadOnlySpan<byte> Value(int group, string field) => record.Value(group, field);

    /// <inheritdoc cref="Record.Text(HeaderField)"/>
    public string Text(HeaderField field) => record.Text(field);

    /// <inheritdoc cref="Record.Text(int, string)"/>
    public string Text(int group, string field) => record.Text(group, field);

    /// <summary>The groups of a code, in their order.</summary>
    public IEnumerable<int> AllOf(string code)
    {
        for (var group = IndexOf(code); group >= 0; group = IndexOf(code, group + 1))
        {
            yield return group;
        }
    }

    /// <inheritdoc cref="Record.IndexOf(string, int)"/>
    public int IndexOf(string code, int from = 0) => record.IndexOf(code, from);
}
