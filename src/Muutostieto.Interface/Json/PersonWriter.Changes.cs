using System.Text.Json;
using Muutostieto.Disclosure;
using Muutostieto.Interface.Mapping;
using Muutostieto.Records.Model;
using Muutostieto.Records.State;

namespace Muutostieto.Interface.Json;

internal sealed partial class PersonWriter
{
    private bool hasStarted;
    private RecordView change;
    private bool isLeaving;
    private PersonCodes codes = PersonCodes.None;
    private Func<DisclosedRecord?> state = () => null;

    /// <summary>Writes an element of <c>muutokset</c>.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="disclosed">The change, a full record, or a leaving line.</param>
    /// <param name="stateAfter">
    /// Asked when needed: what the person's groups are at the window's end; null when that may not be said.
    /// </param>
    /// <param name="isLeavingLine">Whether it says that the person is no longer visible to the recipient.</param>
    /// <returns>False when the interface has a name for nothing of it; then nothing was written.</returns>
    public bool WriteChange(
        Utf8JsonWriter json, DisclosedRecord disclosed, Func<DisclosedRecord?> stateAfter, bool isLeavingLine = false)
    {
        ArgumentNullException.ThrowIfNull(disclosed);
        (hasStarted, change, isLeaving, state) = (false, disclosed.Content, isLeavingLine, stateAfter);
        codes = CodesOf(change);
        string? collected = null;
        for (var group = 0; group < change.GroupCount;)
        {
            var code = change.Spec(group).Code;
            var mappings = catalog.Of(change.Spec(group));
            if (change.Spec(group).Clarifies.Count == 0 && mappings is [{ Collects: { } lists } mapping, ..])
            {
                if (collected != code)
                {
                    WriteCollectedChange(json, mapping, lists);
                    collected = code;
                }

                group = At(group).End;
            }
            else
            {
                group = WriteRun(json, group);
            }
        }

        if (hasStarted && StatesOrders && change.Type == RecordType.New && change.IndexOf(NonDisclosureStatement.Group) < 0)
        {
            WriteNoOrder(json);
        }

        if (hasStarted)
        {
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return hasStarted;
    }

    /// <summary>Writes the groups of one code that follow each other, and those of the same facts under another name.</summary>
    /// <returns>The index after them.</returns>
    private int WriteRun(Utf8JsonWriter json, int first)
    {
        var units = new List<Unit>();
        var next = first;
        while (next < change.GroupCount && change.Spec(next).Code == change.Spec(first).Code)
        {
            var part = At(next);
            next = part.End;
            if (change.Spec(part.Group).Clarifies.Count > 0)
            {
                continue;
            }

            if (NonDisclosureText.IsMask(change, part.Group))
            {
                WriteMasks(json, part.Attribute);
            }
            else if ((IsMaskedMunicipality(change, part.Group) || (isLeaving && HidesWhereTo))
                && catalog.Of(change.Spec(part.Group)) is [var municipality, ..])
            {
                Begin(json);
                WriteMask(json, municipality, MaskWord(part.Attribute));
                WriteMaskedRepetitions(json, municipality, part.Attribute);
            }
            else if (part.Attribute == ChangeAttribute.ToBeCorrected && IsCorrection(next))
            {
                AddCorrection(units, part, At(next));
                next = At(next).End;
            }
            else
            {
                AddUnit(units, part, part.Attribute);
            }
        }

        foreach (var unit in units)
        {
            Write(json, unit, unit.Mapping);
            foreach (var repetition in Repetitions(unit.Mapping).Where(other => !other.RepeatsRuns))
            {
                Write(json, Repeated(unit, repetition), repetition);
            }
        }

        foreach (var unit in units)
        {
            foreach (var repetition in Repetitions(unit.Mapping).Where(other => other.RepeatsRuns))
            {
                Write(json, Repeated(unit, repetition), repetition);
            }
        }

        return next;
    }

    /// <summary>Nothing is repeated to say that a person has left.</summary>
    private IEnumerable<GroupMapping> Repetitions(GroupMapping mapping) =>
        isLeaving ? [] : catalog.RepetitionsOf(mapping).Where(other => other.InChanges);

    /// <summary>What a repetition says of a change; a change to a value that it is not there for deletes it.</summary>
    private Unit Repeated(Unit unit, GroupMapping repetition)
    {
        if (repetition.Unless.Count == 0)
        {
            return unit;
        }

        var parts = unit.Parts.Where(each => repetition.IsOf(change, each.Part.Group)).ToList();
        if (parts.Count == unit.Parts.Count)
        {
            return unit;
        }

        return (parts, unit.Parts[^1]) switch
        {
            ([(var wrong, ChangeAttribute.ToBeCorrected)], _) => new Unit(repetition, [(wrong, ChangeAttribute.Deleted)]),
            ([(var right, ChangeAttribute.Corrected)], _) => new Unit(repetition, [(right, ChangeAttribute.Added)]),
            ([], ({ } part, ChangeAttribute.Added or ChangeAttribute.Changed)) when change.Type != RecordType.New =>
                new Unit(repetition, [(part, ChangeAttribute.Deleted)]),
            _ => new Unit(repetition, []),
        };
    }

    private void WriteMaskedRepetitions(Utf8JsonWriter json, GroupMapping mapping, byte attribute)
    {
        foreach (var repetition in Repetitions(mapping).Where(other => other.IsMasked))
        {
            WriteMask(json, repetition, MaskWord(attribute));
        }
    }

    private bool IsCorrection(int group) => group < change.GroupCount && change.Attribute(group) == ChangeAttribute.Corrected;

    /// <summary>
    /// A wrong group directly followed by the right one. Where the interface has a name for one of them only, or another for each, the
    /// wrong one is deleted and the right one added.
    /// </summary>
    private void AddCorrection(List<Unit> units, GroupPart wrong, GroupPart right)
    {
        var (before, after) = (MappingOf(wrong), MappingOf(right));
        if (before is not null && before == after && !HasEndedWithoutField(after, right))
        {
            units.Add(new Unit(before, [(wrong, ChangeAttribute.ToBeCorrected), (right, ChangeAttribute.Corrected)]));
            return;
        }

        AddUnit(units, wrong, ChangeAttribute.Deleted);
        if (after is not null && !HasEndedWithoutField(after, right))
        {
            units.Add(new Unit(after, [(right, ChangeAttribute.Added)]));
        }
    }

    private void AddUnit(List<Unit> units, GroupPart part, byte attribute)
    {
        if (MappingOf(part) is not { } mapping)
        {
            Unnamed++;
            return;
        }

        if (attribute is ChangeAttribute.Added or ChangeAttribute.Changed or ChangeAttribute.Corrected
            && HasEndedWithoutField(mapping, part))
        {
            attribute = ChangeAttribute.Deleted;
        }
        else if (attribute == ChangeAttribute.Supplementary && ClarifiesAnew(mapping, part))
        {
            attribute = ChangeAttribute.Changed;
        }

        units.Add(new Unit(mapping, [(part, attribute)]));
    }

    /// <summary>Whether the group has ended and the interface has no field to say so.</summary>
    private static bool HasEndedWithoutField(GroupMapping mapping, in GroupPart part) =>
        !mapping.WritesEnd && !mapping.Spec.KeepsEnded && part.HasEnded;

    /// <summary>Whether the group is as it was, but not the list of those that clarify it.</summary>
    private bool ClarifiesAnew(GroupMapping mapping, in GroupPart part)
    {
        for (var group = part.Group + 1; group < part.End; group++)
        {
            if (change.Attribute(group) != ChangeAttribute.Supplementary && mapping.Fields.Any(field => field is ListField))
            {
                return true;
            }
        }

        return false;
    }

    private GroupMapping? MappingOf(GroupPart part)
    {
        foreach (var mapping in catalog.Of(change.Spec(part.Group)))
        {
            if (mapping.InChanges && mapping.IsOf(change, part.Group) && mapping.CanWrite(part))
            {
                return mapping;
            }
        }

        return null;
    }

    private void Write(Utf8JsonWriter json, Unit unit, GroupMapping mapping)
    {
        foreach (var (part, attribute) in unit.Parts)
        {
            Begin(json);
            var word = isLeaving ? ChangeWords.Changed
                : attribute == ChangeAttribute.Deleted && mapping.DeletedAs is { } other ? other
                : attribute == ChangeAttribute.Added && change.Type != RecordType.New && mapping.AddedAs is { } known ? known
                : ChangeWords.Of(attribute);
            Start(json, mapping, word);
            if (mapping.IsOf(change, part.Group))
            {
                mapping.WriteFields(json, part);
            }

            if (word == ChangeWords.Deleted)
            {
                WriteInForce(json, mapping);
            }

            json.WriteEndObject();
        }
    }

    /// <summary>What is in force after a deletion.</summary>
    private void WriteInForce(Utf8JsonWriter json, GroupMapping mapping)
    {
        if (state() is not { } after)
        {
            json.WriteStartArray(InForce);
            json.WriteEndArray();
            return;
        }

        var record = after.Content;
        WriteList(
            json,
            InForce,
            mapping,
            record,
            CodesOf(record),
            group => record.Attribute(group) != ChangeAttribute.Supplementary
                && mapping.IsOf(record, group)
                && !NonDisclosureText.IsMask(record, group)
                && !IsMaskedMunicipality(record, group));
    }

    private void WriteCollectedChange(Utf8JsonWriter json, GroupMapping mapping, GroupCollection lists)
    {
        Begin(json);
        var attributes = Enumerable
            .Range(0, change.GroupCount)
            .Where(group => change.Spec(group).Code == mapping.Spec.Code)
            .Select(group => change.Attribute(group))
            .Distinct()
            .ToList();
        var word = change.Type == RecordType.New ? ChangeWords.Added
            : attributes is [ChangeAttribute.Supplementary] ? ChangeWords.Supplementary
            : ChangeWords.Changed;
        Start(json, mapping, word);
        var after = change.Type == RecordType.New || state() is not { } known ? change : known.Content;
        WriteList(
            json,
            lists.All,
            mapping,
            after,
            codes,
            group => after.Attribute(group) is not (ChangeAttribute.Deleted or ChangeAttribute.ToBeCorrected)
                && after.Text(group, "voimassaolo") != Passive);
        foreach (var (key, attribute) in lists.Changed)
        {
            WriteList(json, key, mapping, change, codes, group => change.Attribute(group) == attribute);
        }

        json.WriteEndObject();
    }

    /// <summary>Every group that an order covers, in the order of the base data.</summary>
    private void WriteMasks(Utf8JsonWriter json, byte attribute)
    {
        Begin(json);
        foreach (var mapping in catalog.Groups)
        {
            if (mapping is { IsMasked: true, IsRepetition: false, InChanges: true } && mapping.Spec.IsCovered)
            {
                WriteMask(json, mapping, MaskWord(attribute));
            }
        }
    }

    private static string MaskWord(byte attribute) =>
        attribute == ChangeAttribute.Deleted ? ChangeWords.Deleted : ChangeWords.Changed;

    private GroupPart At(int group) => GroupPart.At(change, group, isChange: true, codes, Related);

    /// <summary>Of a whole person without an order it is said that there is none: the client may know one from before.</summary>
    private void WriteNoOrder(Utf8JsonWriter json)
    {
        if (catalog.Layouts.Newest(NonDisclosureStatement.Group) is { } spec && catalog.Of(spec) is [var mapping, ..])
        {
            json.WriteStartObject();
            json.WriteString(GroupName, mapping.NameText);
            json.WriteString(Attribute, ChangeWords.Added);
            foreach (var field in mapping.Fields.OfType<InForceField>())
            {
                json.WriteBoolean(field.Name, false);
            }

            json.WriteEndObject();
        }
    }

    private void Begin(Utf8JsonWriter json)
    {
        if (!hasStarted)
        {
            json.WriteStartObject();
            json.WriteString(IdentityCode, change[HeaderField.IdentityCode]);
            json.WriteString(ChangedOn, MidnightOf(change[HeaderField.Registered]));
            json.WriteStartArray(Groups);
            hasStarted = true;
        }
    }

    /// <summary>One group, or a correction's two, under one name.</summary>
    private sealed record Unit(GroupMapping Mapping, IReadOnlyList<(GroupPart Part, byte Attribute)> Parts);
}
