using Muutostieto.Records.Groups;
using Muutostieto.Records.Json;
using Muutostieto.Records.Model;
using Muutostieto.Register;
using Muutostieto.Register.Buildings;
using Muutostieto.Synthetic.Life.Files;

namespace Muutostieto.Synthetic.Life.Buildings;

/// <summary>Where changes of buildings are entered, in the transaction of the day.</summary>
internal sealed class BuildingRegistrar(GroupCatalog catalog, ChangeRegistrar persons) : IDisposable
{
    private readonly BuildingChange change = new(catalog);
    private readonly JsonRecordReader reader = new(catalog);
    private readonly Record document = new();

    /// <summary>The record that is being written.</summary>
    public Record Record { get; } = new();

    public RegisterTransaction Transaction => persons.Transaction;

    /// <summary>A building taken out: its groups without the owners.</summary>
    public Record Groups(BuildingVersion building)
    {
        reader.Read(building.Document.Span, document);
        return document;
    }

    /// <summary>Begins a record about a building that there is.</summary>
    public void Begin(string code, string eventCode, LifeDay day, byte type = RecordType.Old)
    {
        Record.Clear();
        Record.Set(HeaderField.IdentityCode, code);
        Record.Set(HeaderField.Event, eventCode);
        Record.Set(HeaderField.Registered, day.Digits);
        Record.Set(HeaderField.Type, [type]);
        Record.Set(HeaderField.Role, [(byte)Role.Self]);
    }

    /// <summary>Adds a group; what is set next is set in it.</summary>
    public int Add(string group, byte attribute) => Record.Add(catalog.Newest(group)!, attribute);

    /// <summary>Adds a group with one value.</summary>
    public void Add(string group, byte attribute, string field, string value) => Record.Set(Add(group, attribute), field, value);

    /// <summary>Adds an owner's group, with the code of a person of the register.</summary>
    public int AddOwner(BuildingOwner owner, byte attribute)
    {
        var one = new Record();
        reader.Read(owner.Group.Span, one);
        var group = Record.Copy(one, 0, attribute);
        if (owner.PersonId is { } person)
        {
            var version = Transaction.Current(person)!;
            while (version.MergedInto is { } survivor)
            {
                version = Transaction.Current(survivor)!;
            }

            Record.Set(group, "henkilotunnus", version.IdentityCode);
        }

        return group;
    }

    /// <summary>Enters the record.</summary>
    public void Enter()
    {
        change.Enter(Transaction, Record);
        persons.CountBuilding(Record.Text(HeaderField.Event));
    }

    /// <summary>Counts an entry of a merger, made elsewhere in the transaction.</summary>
    public void CountMerger() => persons.CountBuilding(BuildingEvent.Altered);

    /// <summary>Enters a building that has been made.</summary>
    public void EnterNew(NewBuildingVersion building, LifeDay day)
    {
        Begin(building.Code, BuildingEvent.Built, day, RecordType.New);
        reader.Read(building.Document.Span, document);
        for (var group = 0; group < document.GroupCount; group++)
        {
            Record.Copy(document, group, ChangeAttribute.Added);
        }

        foreach (var owner in building.Owners)
        {
            AddOwner(owner, ChangeAttribute.Added);
        }

        Enter();
    }

    public void Dispose() => change.Dispose();
}
