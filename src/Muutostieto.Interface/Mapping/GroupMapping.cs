using System.Text.Json;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;

namespace Muutostieto.Interface.Mapping;

/// <summary>One tietoryhmä of the interface and the group of ours that it is made from.</summary>
internal sealed class GroupMapping
{
    private readonly FieldMapping[] ofBase = [];
    private readonly FieldMapping[] ofChanges = [];
    private readonly FieldMapping[] requiredOfBase = [];
    private readonly FieldMapping[] requiredOfChanges = [];
    private readonly (string Field, IReadOnlyList<byte[]> Values)[] when = [];
    private readonly (string Field, IReadOnlyList<byte[]> Values)[] unless = [];
    private readonly string name = "";

    /// <summary>What clients know it by.</summary>
    public required string Name
    {
        get => name;
        init => (name, NameText) = (value, JsonEncodedText.Encode(value));
    }

    /// <summary>The newest layout of its group.</summary>
    public required GroupSpec Spec { get; init; }

    /// <summary>Which values a field must have for the group to be this one; none: any.</summary>
    public required IReadOnlyList<(string Field, IReadOnlyList<byte[]> Values)> When
    {
        get => when;
        init => when = [.. value];
    }

    /// <summary>Which values a field may not have for a repetition to be there; none: any may.</summary>
    public required IReadOnlyList<(string Field, IReadOnlyList<byte[]> Values)> Unless
    {
        get => unless;
        init => unless = [.. value];
    }

    public required IReadOnlyList<FieldMapping> Fields
    {
        get;
        init
        {
            field = value;
            (ofBase, ofChanges) = ([.. value.Where(each => each.InBase)], [.. value.Where(each => each.InChanges)]);
            requiredOfBase = [.. ofBase.Where(each => each.IsRequired)];
            requiredOfChanges = [.. ofChanges.Where(each => each.IsRequired)];
        }
    }

    /// <summary>Whether it says the same facts as another one once more, and is not read.</summary>
    public required bool IsRepetition { get; init; }

    /// <summary>What it repeats. Null for what is said first, and where that has another condition.</summary>
    public GroupMapping? Repeats { get; init; }

    /// <summary>Whether it repeats a whole run of groups that follow each other, and not each group by itself.</summary>
    public required bool RepeatsRuns { get; init; }

    public required bool InBase { get; init; }

    public required bool InChanges { get; init; }

    /// <summary>The word of a deletion, or null for the usual one.</summary>
    public string? DeletedAs { get; init; }

    /// <summary>The word of what is added to a person who is known, or null for the usual one.</summary>
    public string? AddedAs { get; init; }

    /// <summary>The fields that are named in the place of their values under a non-disclosure order; none where nothing is.</summary>
    public required IReadOnlyList<JsonEncodedText> Mask { get; init; }

    /// <summary>Set where all groups of the code are one object.</summary>
    public GroupCollection? Collects { get; init; }

    /// <summary>Whether an end date is written. Where it is not, what has ended is written as deleted.</summary>
    public required bool WritesEnd { get; init; }

    public JsonEncodedText NameText { get; private init; }

    public bool IsMasked => Mask.Count > 0;

    /// <summary>Whether a group of the record is this one.</summary>
    public bool IsOf(RecordView record, int group)
    {
        if (!record.Spec(group).IsOfTheSameGroup(Spec))
        {
            return false;
        }

        foreach (var (field, values) in when)
        {
            if (!IsOne(record.Value(group, field), values))
            {
                return false;
            }
        }

        foreach (var (field, values) in unless)
        {
            if (IsOne(record.Value(group, field), values))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Whether every required field has a value that the interface has a name for, its own and those of what it repeats: what is not said
    /// first is not repeated, or no change would ever speak of it.
    /// </summary>
    public bool CanWrite(in GroupPart part)
    {
        if (Repeats?.CanWrite(part) == false)
        {
            return false;
        }

        foreach (var field in part.IsChange ? requiredOfChanges : requiredOfBase)
        {
            if (!field.Has(part))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Writes the fields that have something.</summary>
    public void WriteFields(Utf8JsonWriter json, in GroupPart part)
    {
        foreach (var field in part.IsChange ? ofChanges : ofBase)
        {
            field.WriteIfAny(json, part);
        }
    }

    /// <summary>Reads an object into a new group of a record.</summary>
    public void Read(JsonElement value, Record record, byte attribute, GroupCatalog layouts)
    {
        var target = new GroupTarget(record, record.Add(Spec, attribute), layouts);
        foreach (var field in Fields.Where(field => !field.IsDerived))
        {
            if (value.TryGetProperty(field.Name, out var each))
            {
                field.Read(each, target);
            }
            else
            {
                field.ReadAbsent(target);
            }
        }
    }

    /// <summary>Whether an object that was read is of this group, by the fields of the condition.</summary>
    public bool IsOf(Record record, int group) => IsOf(RecordView.FromRecord(record), group);

    public override string ToString() => Name;

    private static bool IsOne(ReadOnlySpan<byte> value, IReadOnlyList<byte[]> values)
    {
        foreach (var one in values)
        {
            if (value.SequenceEqual(one))
            {
                return true;
            }
        }

        return false;
    }
}
