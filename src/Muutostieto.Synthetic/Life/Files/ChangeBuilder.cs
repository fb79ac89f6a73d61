using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;
using Muutostieto.Synthetic.Places;

namespace Muutostieto.Synthetic.Life.Files;

/// <summary>A change record being written: the header, then group by group.</summary>
internal sealed class ChangeBuilder(GroupCatalog catalog)
{
    private int group;

    public Record Record { get; } = new();

    public bool IsEmpty => Record.GroupCount == 0;

    public ChangeBuilder Begin(string code, string eventCode, string day, char role, byte type = RecordType.Old)
    {
        Record.Clear();
        Record.Set(HeaderField.IdentityCode, code);
        Record.Set(HeaderField.Event, eventCode);
        Record.Set(HeaderField.Registered, day);
        Record.Set(HeaderField.Type, [type]);
        Record.Set(HeaderField.Role, [(byte)role]);
        return this;
    }

    /// <summary>Whether the layouts have a group: older ones lack some.</summary>
    public bool Knows(string code) => catalog.Newest(code) is not null;

    /// <summary>A group with empty fields; what is set next is set in it.</summary>
    public ChangeBuilder Add(string code, byte attribute)
    {
        this.group = Record.Add(catalog.Newest(code)!, attribute);
        return this;
    }

    /// <summary>Whether the group last added or copied has such a field: older layouts lack some.</summary>
    public bool Has(string field) => Record.Spec(this.group).Field(field) is not null;

    /// <summary>Sets a field of the group last added or copied.</summary>
    public ChangeBuilder Set(string field, string? value)
    {
        Record.Set(this.group, field, value ?? "");
        return this;
    }

    public ChangeBuilder Set(string field, DateOnly date) => Set(field, LifeDay.Text(date));

    /// <summary>A person's group and all that clarifies it; what is set next is set in the group itself.</summary>
    public ChangeBuilder Copy(PersonFile from, int group, byte attribute) => Copy(from.Groups, group, attribute);

    /// <inheritdoc cref="Copy(PersonFile, int, byte)"/>
    public ChangeBuilder Copy(Record from, int group, byte attribute)
    {
        this.group = Record.Copy(from, group, attribute);
        for (var next = group + 1; next < from.GroupCount && Clarifies(from, group, next); next++)
        {
            Record.Copy(from, next, ChangeAttribute.Supplementary);
        }

        return this;
    }

    /// <summary>Every group of the code, unchanged, for the others to be understood.</summary>
    public ChangeBuilder Supplement(PersonFile from, string code)
    {
        foreach (var group in from.All(code))
        {
            Copy(from, group, ChangeAttribute.Supplementary);
        }

        return this;
    }

    /// <summary>Every group of the code, ended.</summary>
    public ChangeBuilder End(PersonFile from, string code, DateOnly on)
    {
        foreach (var group in from.All(code))
        {
            Copy(from, group, ChangeAttribute.Changed).Set("loppupv", on);
        }

        return this;
    }

    /// <summary>A domestic address (101, 102).</summary>
    public ChangeBuilder Address(string code, byte attribute, Dwelling dwelling, DateOnly since) => Add(code, attribute)
        .Set("katu_fi", dwelling.Street.Finnish)
        .Set("katu_sv", dwelling.Street.Swedish)
        .Set("katunumero", dwelling.Number)
        .Set("porraskirjain", dwelling.Stair?.ToString())
        .Set("huoneistonumero", Flat(dwelling))
        .Set("jakokirjain", dwelling.Part?.ToString())
        .Set("postinumero", dwelling.Street.PostalCode)
        .Set("alkupv", since);

    /// <summary>The identifier of a dwelling (909).</summary>
    public ChangeBuilder DwellingId(byte attribute, Dwelling dwelling, string municipality, DateOnly since) => Add("909", attribute)
        .Set("rakennustunnus", dwelling.Building.ToString())
        .Set("osoitenumero", "1")
        .Set("porraskirjain", dwelling.Stair?.ToString())
        .Set("huoneistonumero", Flat(dwelling))
        .Set("jakokirjain", dwelling.Part?.ToString())
        .Set("kuntanumero", municipality)
        .Set("alkupv", since);

    private static bool Clarifies(Record from, int head, int group)
    {
        for (var before = head; before < group; before++)
        {
            if (from.Spec(group).Clarifies.Contains(from.Spec(before).Code))
            {
                return true;
            }
        }

        return false;
    }

    private static string Flat(Dwelling dwelling) =>
        dwelling.Flat == 0 ? "" : dwelling.Flat.ToString("000", System.Globalization.CultureInfo.InvariantCulture);
}
