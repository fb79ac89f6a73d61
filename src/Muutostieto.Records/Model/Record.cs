using System.Buffers;
using System.Text;
using Muutostieto.Records.Groups;

namespace Muutostieto.Records.Model;

/// <summary>
/// One record: a header and its groups, the same whether it is a base line, a change line or a journal entry.
/// Values are UTF-8 as the fixed-width form has them, trailing blanks cut; an empty value is an empty field. A container to be used again
/// and again: all text lies in one buffer and a field is an offset into it, so that reading a million records makes no strings.
/// </summary>
public sealed class Record
{
    private readonly ArrayBufferWriter<byte> text = new(4096);
    private Slice[] values = new Slice[256];
    private int valueCount = RecordHeader.FieldCount;
    private GroupEntry[] groups = new GroupEntry[32];

    /// <summary>How many groups the record has, clarifying ones included.</summary>
    public int GroupCount { get; private set; }

    /// <summary>
    /// The line as it was read, without its end, when it deviates from its layout (a wrong count, a lost bar); empty otherwise.
    /// The fixed-width form gives it back untouched.
    /// </summary>
    public ReadOnlySpan<byte> Verbatim => At(VerbatimSlice);

    /// <summary>Whether there is a line to be given back untouched.</summary>
    public bool HasVerbatim { get; private set; }

    /// <summary>Whether the record is nothing but a line that is passed through: transport metadata, or one that cannot be read.</summary>
    public bool IsOpaque { get; private set; }

    public LineEnd LineEnd { get; set; }

    /// <summary>A header field's value.</summary>
    public ReadOnlySpan<byte> this[HeaderField field] => At(values[(int)field]);

    private Slice VerbatimSlice { get; set; }

    /// <summary>Type of the record, see <see cref="RecordType"/>; 0 when it has none.</summary>
    public byte Type => this[HeaderField.Type] is [var type, ..] ? type : (byte)0;

    public GroupSpec Spec(int group) => groups[group].Spec;

    /// <summary>Change attribute of a group, see <see cref="ChangeAttribute"/>; 0 for a raw group.</summary>
    public byte Attribute(int group) => groups[group].Attribute;

    /// <summary>Value of a group's field; empty when the field is.</summary>
    public ReadOnlySpan<byte> Value(int group, int field) => At(values[groups[group].First + field]);

    /// <summary>Value of a group's field by its name; empty when the field is empty or the layout has none of that name.</summary>
    public ReadOnlySpan<byte> Value(int group, string field) =>
        groups[group].Spec.Field(field) is { } spec ? Value(group, spec.Index) : [];

    /// <summary>Value as text: for tests, messages without persons, and places where speed is no concern.</summary>
    public string Text(int group, string field) => Encoding.UTF8.GetString(Value(group, field));

    /// <summary>Header value as text.</summary>
    public string Text(HeaderField field) => Encoding.UTF8.GetString(this[field]);

    /// <summary>Index of the first group of a code from <paramref name="from"/> on, or -1.</summary>
    public int IndexOf(string code, int from = 0)
    {
        var number = GroupSpec.NumberOf(code);
        for (var group = from; group < GroupCount; group++)
        {
            if (groups[group].Spec.Number == number)
            {
                return group;
            }
        }

        return -1;
    }

    /// <summary>Empties the record for its next use.</summary>
    public void Clear()
    {
        text.ResetWrittenCount();
        Array.Clear(values, 0, RecordHeader.FieldCount);
        valueCount = RecordHeader.FieldCount;
        GroupCount = 0;
        HasVerbatim = false;
        IsOpaque = false;
        VerbatimSlice = default;
        LineEnd = LineEnd.CrLf;
    }

    public void Set(HeaderField field, ReadOnlySpan<byte> value) => values[(int)field] = Append(value);

    public void Set(HeaderField field, string value) => Set(field, Encoding.UTF8.GetBytes(value));

    /// <summary>Adds a group with empty fields after the last one.</summary>
    /// <returns>Its index.</returns>
    public int Add(GroupSpec spec, byte attribute)
    {
        ArgumentNullException.ThrowIfNull(spec);
        if (GroupCount == groups.Length)
        {
            Array.Resize(ref groups, groups.Length * 2);
        }

        var needed = valueCount + spec.Fields.Count;
        if (needed > values.Length)
        {
            Array.Resize(ref values, Math.Max(needed, values.Length * 2));
        }

        Array.Clear(values, valueCount, spec.Fields.Count);
        groups[GroupCount] = new GroupEntry(spec, attribute, valueCount);
        valueCount = needed;
        return GroupCount++;
    }

    public void Set(int group, int field, ReadOnlySpan<byte> value) => values[groups[group].First + field] = Append(value);

    /// <summary>Sets a field by its name.</summary>
    /// <exception cref="ArgumentException">The layout has no such field.</exception>
    public void Set(int group, string field, string value) =>
        Set(group, RequireField(group, field), Encoding.UTF8.GetBytes(value));

    /// <summary>Takes a group out; those after it move up.</summary>
    public void RemoveAt(int group)
    {
        groups.AsSpan(group + 1, GroupCount - group - 1).CopyTo(groups.AsSpan(group));
        GroupCount--;
    }

    /// <summary>Puts the last group before another.</summary>
    public void MoveLastTo(int group)
    {
        var last = groups[GroupCount - 1];
        groups.AsSpan(group, GroupCount - 1 - group).CopyTo(groups.AsSpan(group + 1));
        groups[group] = last;
    }

    /// <summary>Gives the line back as it was read, because it deviates from its layout.</summary>
    public void SetVerbatim(ReadOnlySpan<byte> utf8Line)
    {
        HasVerbatim = true;
        VerbatimSlice = Append(utf8Line);
    }

    /// <summary>Makes the record nothing but a line that is passed through.</summary>
    public void SetOpaque(ReadOnlySpan<byte> utf8Line)
    {
        Clear();
        IsOpaque = true;
        SetVerbatim(utf8Line);
    }

    /// <summary>Whether any value, or one that has been replaced or removed since, may hold any of these bytes.</summary>
    public bool ContainsAny(SearchValues<byte> bytes) => text.WrittenSpan.ContainsAny(bytes);

    /// <summary>Appends a group of another record as it is.</summary>
    public int Copy(RecordView from, int group, byte attribute)
    {
        var copy = Add(from.Spec(group), attribute);
        for (var field = 0; field < from.Spec(group).Fields.Count; field++)
        {
            Set(copy, field, from.Value(group, field));
        }

        return copy;
    }

    /// <summary>Makes this record the same as another, opaque lines and deviations included.</summary>
    public void CopyFrom(RecordView view)
    {
        var other = view.Source;
        Clear();
        text.Write(other.text.WrittenSpan);
        if (values.Length < other.valueCount)
        {
            values = new Slice[other.values.Length];
        }

        if (groups.Length < other.GroupCount)
        {
            groups = new GroupEntry[other.groups.Length];
        }

        Array.Copy(other.values, values, other.valueCount);
        Array.Copy(other.groups, groups, other.GroupCount);
        valueCount = other.valueCount;
        GroupCount = other.GroupCount;
        HasVerbatim = other.HasVerbatim;
        IsOpaque = other.IsOpaque;
        VerbatimSlice = other.VerbatimSlice;
        LineEnd = other.LineEnd;
    }

    /// <summary>Loads text that field values will point into, as a whole document; see <see cref="Point(int, int, int, int)"/>.</summary>
    internal ReadOnlySpan<byte> Load(ReadOnlySpan<byte> document, out int start)
    {
        start = text.WrittenCount;
        text.Write(document);
        return text.WrittenSpan[start..];
    }

    internal void Point(int group, int field, int start, int length) => values[groups[group].First + field] = new Slice(start, length);

    internal void Point(HeaderField field, int start, int length) => values[(int)field] = new Slice(start, length);

    internal void SetAttribute(int group, byte attribute) => groups[group] = groups[group] with { Attribute = attribute };

    private int RequireField(int group, string field) =>
        groups[group].Spec.Field(field)?.Index
        ?? throw new ArgumentException($"Group {groups[group].Spec} has no field {field}.", nameof(field));

    private Slice Append(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
        {
            return default;
        }

        var slice = new Slice(text.WrittenCount, value.Length);
        text.Write(value);
        return slice;
    }

    private ReadOnlySpan<byte> At(Slice slice) => text.WrittenSpan.Slice(slice.Start, slice.Length);

    private readonly record struct Slice(int Start, int Length);

    private readonly record struct GroupEntry(GroupSpec Spec, byte Attribute, int First);
}
