using Muutostieto.Recipient.Loading.Tables;
using Muutostieto.Records;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Identity;
using Muutostieto.Records.Model;
using Muutostieto.Records.State;

namespace Muutostieto.Recipient.Loading.People;

/// <summary>
/// Applies the records of one delivery to the database: the same rules of state as the register's, on the rows that a record touches.
/// </summary>
internal sealed class RecordApplier
{
    private const string MunicipalityGroup = "204";
    private readonly PersonTable persons;
    private readonly GroupTables groups;
    private readonly Identities identities;
    private readonly long delivery;
    private readonly bool isBase;
    private readonly HashSet<string> area;
    private readonly bool areaIsKnown;
    private readonly bool isList;
    private readonly Record state = new();
    private readonly SortedSet<string> touched = new(StringComparer.Ordinal);

    /// <summary>Starts a delivery.</summary>
    /// <param name="persons">Who is known.</param>
    /// <param name="groups">Their groups.</param>
    /// <param name="delivery">Its key in deliveries.</param>
    /// <param name="isBase">Whether it starts over: the tables of groups are empty.</param>
    /// <param name="area">The permit's municipalities; null when they are to be learnt from the records.</param>
    /// <param name="isList">Whether the permit covers the persons of the recipient's list: then every person in the delivery is covered,
    /// regardless of residence.</param>
    internal RecordApplier(
        PersonTable persons,
        GroupTables groups,
        long delivery,
        bool isBase,
        IReadOnlyCollection<string>? area,
        bool isList = false)
    {
        this.isList = isList;
        this.persons = persons;
        this.groups = groups;
        this.delivery = delivery;
        this.isBase = isBase;
        this.area = [.. area ?? []];
        areaIsKnown = area is not null;
        identities = new Identities(persons, groups, delivery, isBase);
    }

    /// <summary>The permit's municipalities, as given or as learnt so far.</summary>
    internal IReadOnlyCollection<string> Area => area;

    internal LoadCounts Counts { get; private set; }

    /// <summary>Applies a record, its continuation lines included.</summary>
    /// <param name="record">The record.</param>
    /// <param name="lines">How many lines it has.</param>
    /// <param name="place">File and line, for messages.</param>
    /// <exception cref="MuutostietoException">A change of an unknown person.</exception>
    internal void Apply(Record record, int lines, Func<string> place)
    {
        Counts = Counts with { Records = Counts.Records + lines, UnknownGroups = Counts.UnknownGroups + Raw(record) };
        var codes = RecordCodes.Of(record);
        var owner = identities.Find(record, codes);
        if (IsLeavingLine(record) && (owner.Person is null || owner.ByFormerCode))
        {
            // A former code here is that of a person merged into another, who stays.
            Counts = Counts with { UnknownLeavers = Counts.UnknownLeavers + 1 };
            return;
        }

        if (owner.Conflict is not null)
        {
            throw Identities.Conflict(place);
        }

        owner.LeaveOutGivenAway(record);
        var known = owner.Person is { } id ? persons.Get(id) : null;
        if (record.Type == RecordType.New)
        {
            Replace(record, codes, owner, known, place);
        }
        else if (record.Type != RecordType.Old)
        {
            throw new MuutostietoException(
                FailureKind.Integrity,
                $"{place()}: no record type 0, 1 or J. The delivery is damaged: ask the sender for it again.");
        }
        else
        {
            Change(
                record,
                codes,
                owner,
                known
                    ?? throw new MuutostietoException(
                        FailureKind.Integrity,
                        $"{place()}: a change of a person that the database does not have. Something was missed: ask the sender for a new "
                            + "base."),
                place);
        }
    }

    /// <summary>Ends a base, after those who are not in it have been removed.</summary>
    internal void Finish() => identities.Finish();

    /// <summary>Ends the residence of a person missing from a repair, as a leaving line without a destination would.</summary>
    /// <param name="code">The identity code in force.</param>
    /// <param name="municipality">The layout of the municipality of residence.</param>
    internal void Leave(string code, GroupSpec municipality)
    {
        var leaving = new Record();
        leaving.Set(HeaderField.IdentityCode, code);
        leaving.Set(HeaderField.Event, "XXX");
        leaving.Set(HeaderField.Type, [RecordType.Old]);
        leaving.Set(leaving.Add(municipality, ChangeAttribute.Added), "kuntanumero", "000");
        var codes = RecordCodes.Of(leaving);
        Change(leaving, codes, identities.Find(leaving, codes), persons.Find(code)!, () => "repair");
        Counts = Counts with { NotResidents = Counts.NotResidents + 1 };
    }

    /// <summary>Whether the record is a leaving line: the neutral event, and no group but the municipality.</summary>
    internal static bool IsLeavingLine(Record record) =>
        record.Type == RecordType.Old && record.GroupCount == 1 && record[HeaderField.Event].SequenceEqual("XXX"u8)
        && record.Spec(0).Code == MunicipalityGroup && record.Attribute(0) == ChangeAttribute.Added;

    private static long Raw(Record record)
    {
        var raw = 0;
        for (var group = 0; group < record.GroupCount; group++)
        {
            raw += record.Spec(group).IsRaw ? 1 : 0;
        }

        return raw;
    }

    private void Replace(Record record, RecordCodes codes, RecordOwner owner, KnownPerson? known, Func<string> place)
    {
        state.Clear();
        var person = new PersonState(state);
        person.Apply(record);
        var inArea = IsInArea(person.Municipality);
        if (known is null)
        {
            identities.GiveAway(person.IdentityCode, owner: null);
            identities.Take(person.IdentityCode, null, place);
            known = persons.Insert(person.IdentityCode, inArea, delivery);

            // Rows of a person lost by accident may have the key that is free again.
            if (!isBase)
            {
                groups.Delete(known.Id, groups.Codes);
            }
        }
        else
        {
            identities.Merge(known, owner);

            // A base has emptied the tables of groups: they hold only its own records.
            if (!isBase || known.LastDelivery == delivery)
            {
                groups.Delete(known.Id, groups.Codes);
            }

            persons.RemoveFormerOf(known.Id);
        }

        Save(known with { InArea = inArea }, record, codes, person, place);
    }

    private void Change(Record record, RecordCodes codes, RecordOwner owner, KnownPerson known, Func<string> place)
    {
        Touch(record);
        identities.Merge(known, owner);
        state.Clear();
        state.Set(HeaderField.IdentityCode, known.Code);
        groups.Read(known.Id, touched, state);
        var person = new PersonState(state);
        person.Apply(record);
        groups.Delete(known.Id, touched);
        var inArea =
            isList ? known.InArea && !IsLeavingLine(record)
            : touched.Contains(MunicipalityGroup) ? IsInArea(person.Municipality)
            : known.InArea;
        Save(known with { InArea = inArea }, record, codes, person, place);
    }

    private void Save(KnownPerson known, Record record, RecordCodes codes, PersonState person, Func<string> place)
    {
        identities.Take(person.IdentityCode, known.Id, place);
        var now = known with { Code = person.IdentityCode, LastDelivery = delivery };
        groups.Insert(now.Id, state);
        persons.Update(now);
        identities.Remember(now, known.Code, record, codes);
    }

    /// <summary>Which groups the record may change. A masked address takes all addresses and contact data with it.</summary>
    private void Touch(Record record)
    {
        touched.Clear();
        for (var group = 0; group < record.GroupCount; group++)
        {
            var spec = record.Spec(group);
            if (spec.IsRaw || spec.Clarifies.Count > 0)
            {
                continue;
            }

            touched.Add(spec.Code);
            if (spec.Holds == Sensitivity.Address && NonDisclosureText.IsMask(record, group))
            {
                touched.UnionWith(groups.Addresses);
            }
        }
    }

    private bool IsInArea(string municipality)
    {
        if (isList)
        {
            return true;
        }

        if (!areaIsKnown && municipality.Length > 0)
        {
            area.Add(municipality);
        }

        return area.Contains(municipality);
    }
}
