using System.Globalization;
using System.Text.Json;
using Muutostieto.Interface.Mapping;
using Muutostieto.Records.Dates;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;
using Muutostieto.Records.State;
using Muutostieto.Register;

namespace Muutostieto.Interface.Json;

/// <summary>
/// Reads objects of the interface back into records, by the same mapping. What a mask hides is read as the mask of the old files. What the
/// mapping does not know is given as it came.
/// </summary>
internal sealed class PersonReader(InterfaceCatalog catalog)
{
    private readonly ElementFit fit = new(catalog);
    private const string NoEvent = "XXX";
    private const string NoName = "?";
    private const int LongestName = 100;
    private const string Masked = "turvakiellonAlaisetKentat";
    private const string Address = "101";
    private const string Municipality = "204";

    /// <summary>Reads an element of <c>perustiedot</c>.</summary>
    /// <param name="person">The element.</param>
    /// <param name="day">Taken as the day of registration.</param>
    /// <exception cref="FormatException">It is no element of base data; the message names the place and no value.</exception>
    public ReadPerson ReadBase(JsonElement person, DateOnly day) =>
        Read(person, RecordType.New, day.ToString("yyyyMMdd", CultureInfo.InvariantCulture));

    /// <summary>Reads an element of <c>muutokset</c>.</summary>
    /// <exception cref="FormatException">It is no element of changes; the message names the place and no value.</exception>
    public ReadPerson ReadChange(JsonElement change)
    {
        var at = DateTimeOffset.TryParse(
            Text(change, "muutospv"),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var time)
            ? time
            : throw new FormatException("muutospv: expected a time, as 2026-01-01T22:00:00.000Z");
        var day = TimeZoneInfo.ConvertTime(at, HelsinkiTime.Zone).ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        return Read(change, RecordType.Old, day);
    }

    private ReadPerson Read(JsonElement person, byte type, string registered)
    {
        var record = new Record();
        record.Set(HeaderField.IdentityCode, Text(person, "henkilotunnus") ?? throw new FormatException("henkilotunnus: expected a text"));
        record.Set(HeaderField.Event, NoEvent);
        record.Set(HeaderField.Registered, registered);
        record.Set(HeaderField.Type, [type]);
        record.Set(HeaderField.Role, "1");
        if (!person.TryGetProperty("tietoryhmat", out var groups) || groups.ValueKind != JsonValueKind.Array)
        {
            throw new FormatException("tietoryhmat: expected an array");
        }

        var unknown = new List<string>();
        var kept = new List<KeptGroup>();
        var isMasked = false;
        var names = ElementFit.NamesOf(groups);
        foreach (var (place, group) in groups.EnumerateArray().Index())
        {
            var name = group.ValueKind == JsonValueKind.Object ? Text(group, "tietoryhma") : null;
            if (name is null)
            {
                throw new FormatException($"tietoryhmat[{place}]: expected an object with \"tietoryhma\"");
            }


            // A mask that is deleted hides nothing any more.
            isMasked |= group.TryGetProperty(Masked, out _) && Text(group, "muutosattribuutti") != ChangeWords.Deleted;
            var isKnown = TryRead(group, groups, name, names, record, type);
            if (!isKnown)
            {
                unknown.Add(name);
            }

            if (!isKnown || !IsKnownWord(group) || !fit.IsWhole(group, name, $"tietoryhmat[{place}]"))
            {
                kept.Add(new KeptGroup(Shown(name), group.GetRawText()));
            }
        }

        return new ReadPerson(record, unknown) { Kept = kept, IsMasked = isMasked };
    }

    private bool TryRead(JsonElement group, JsonElement groups, string name, IReadOnlySet<string> names, Record record, byte type)
    {
        var word = Text(group, "muutosattribuutti");
        var attribute = type == RecordType.New ? ChangeAttribute.Added : ChangeWords.AttributeOf(word);
        foreach (var mapping in fit.ReadAs(name, names))
        {
            if (group.TryGetProperty(Masked, out _))
            {
                ReadMask(mapping, record, attribute);
                return true;
            }

            if (mapping.Collects is { } lists)
            {
                ReadLists(group, mapping, lists, record, type);
                return true;
            }

            var said = AttributeOf(group, mapping, attribute, word);
            if (mapping.Spec.Holds == Sensitivity.NonDisclosure && mapping.Fields.OfType<InForceField>().FirstOrDefault() is { } flag)
            {
                said = OrderWords.AttributeOf(group, groups, flag, said);
            }

            mapping.Read(group, record, said, catalog.Layouts);
            if (IsOf(mapping, record))
            {
                return true;
            }

            RemoveLast(record);
        }

        return fit.IsRepeated(name, names);
    }

    /// <summary>
    /// What a word and its flags say together: an order that is changed to be no more is deleted, and so is what is passive from now on.
    /// </summary>
    private static byte AttributeOf(JsonElement group, GroupMapping mapping, byte attribute, string? word)
    {
        foreach (var field in mapping.Fields)
        {
            if (field is InForceField && (IsDeletion(mapping, word) || attribute == ChangeAttribute.Added)
                && group.TryGetProperty(field.Name, out var isSo) && isSo.ValueKind == JsonValueKind.False)
            {
                return ChangeAttribute.Deleted;
            }

            if (field is ValidityField && attribute is ChangeAttribute.Changed or ChangeAttribute.Corrected
                && Text(group, field.Name) == ValidityField.Ended)
            {
                return ChangeAttribute.Deleted;
            }
        }

        return attribute;
    }

    /// <summary>A masked address hides every group that an order covers; the masked ones beside it say no more.</summary>
    private static void ReadMask(GroupMapping mapping, Record record, byte attribute)
    {
        if (mapping.Spec.Code == Municipality)
        {
            record.Set(record.Add(mapping.Spec, attribute), "kuntanumero", "000");
        }
        else if (mapping.Spec.Code == Address)
        {
            var group = record.Add(mapping.Spec, attribute);
            record.Set(group, mapping.Spec.Field("katu_fi")!.Index, NonDisclosureText.MaskPrefix);
        }
    }

    private void ReadLists(JsonElement group, GroupMapping mapping, GroupCollection lists, Record record, byte type)
    {
        var kinds = type == RecordType.New
            ? [(lists.All, ChangeAttribute.Added)]
            : lists.Changed;
        foreach (var (key, attribute) in kinds)
        {
            if (group.TryGetProperty(key.Value, out var list) && list.ValueKind == JsonValueKind.Array)
            {
                foreach (var item in list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object))
                {
                    mapping.Read(item, record, attribute, catalog.Layouts);
                }
            }
        }
    }

    private static bool IsOf(GroupMapping mapping, Record record)
    {
        var head = record.GroupCount - 1;
        while (record.Spec(head).Clarifies.Count > 0)
        {
            head--;
        }

        foreach (var (field, values) in mapping.When)
        {
            // A name may be several groups of ours: what the object does not say is as the condition wants it, where it wants one thing.
            if (values is [var only] && mapping.Fields.All(each => each is not EnumerationField { From: var from } || from != field))
            {
                record.Set(head, mapping.Spec.Field(field)!.Index, only);
            }
        }

        return mapping.IsOf(record, head);
    }

    private static void RemoveLast(Record record)
    {
        while (record.Spec(record.GroupCount - 1).Clarifies.Count > 0)
        {
            record.RemoveAt(record.GroupCount - 1);
        }

        record.RemoveAt(record.GroupCount - 1);
    }

    /// <summary>Names are shown in reports and logs: what has not the form of one, and may be anything, is not.</summary>
    private static string Shown(string name) =>
        name.Length is > 0 and <= LongestName && name.All(each => char.IsAsciiLetterUpper(each) || each == '_') ? name : NoName;

    private static bool IsDeletion(GroupMapping mapping, string? word) =>
        mapping.DeletedAs is { } deleted && (word == deleted || word == ChangeWords.Corrected);

    private static bool IsKnownWord(JsonElement group) =>
        !group.TryGetProperty("muutosattribuutti", out _) || ChangeWords.All.Contains(Text(group, "muutosattribuutti"));

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
