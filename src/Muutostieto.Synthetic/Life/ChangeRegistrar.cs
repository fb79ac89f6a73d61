using Muutostieto.Records;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Json;
using Muutostieto.Records.Model;
using Muutostieto.Register;
using Muutostieto.Register.Nightly;
using Muutostieto.Synthetic.Life.Files;
using Muutostieto.Synthetic.Life.Index;

namespace Muutostieto.Synthetic.Life;

/// <summary>
/// Where changes are entered. Persons are taken out by id or code, changed by sheets, and each sheet is a journal entry at once.
/// A person taken out twice in one case is the same file.
/// </summary>
internal sealed class ChangeRegistrar(GroupCatalog catalog, PersonIndex index) : IDisposable
{
    private readonly StateChange change = new(catalog);
    private readonly JsonRecordReader reader = new(catalog);
    private readonly ChangeBuilder builder = new(catalog);
    private readonly Dictionary<int, PersonFile> open = [];
    private readonly Stack<PersonFile> spare = [];
    private readonly SortedDictionary<string, long> byEvent = new(StringComparer.Ordinal);

    public RegisterTransaction Transaction { get; set; } = null!;

    public PersonIndex Index => index;

    public long Entries { get; private set; }

    public IReadOnlyDictionary<string, long> ByEvent => byEvent;

    /// <summary>Returns all persons: a case is over.</summary>
    public void Clear()
    {
        foreach (var file in this.open.Values)
        {
            this.spare.Push(file);
        }

        this.open.Clear();
    }

    public PersonFile Open(int person)
    {
        if (this.open.TryGetValue(person, out var open))
        {
            return open;
        }

        var version = Transaction.Current(person)
            ?? throw new MuutostietoException(
                FailureKind.Integrity,
                "Life of the population: a person that the register had is gone from it. Check the register.");
        var file = this.spare.TryPop(out var spare) ? spare : new PersonFile();
        change.Read(version, file.Groups);
        file.Reset(person);
        this.open.Add(person, file);
        return file;
    }

    /// <summary>The person who has, or had, the code; null when none.</summary>
    public PersonFile? Open(string code) => code.Length > 0 && Transaction.PersonOf(code) is { } person ? Open((int)person) : null;

    /// <summary>Those with the codes, who are alive.</summary>
    public List<PersonFile> OpenLiving(IEnumerable<string> codes) =>
        [.. codes.Select(Open).OfType<PersonFile>().Where(file => file.State.IsAlive)];

    /// <summary>A sheet about the person; there is one at a time.</summary>
    public ChangeBuilder Change(PersonFile person, string eventCode, LifeDay day, char role = Role.Self) =>
        this.builder.Begin(person.Code, eventCode, day.Digits, role);

    /// <summary>A sheet about a new person.</summary>
    public ChangeBuilder NewChange(string code, string eventCode, LifeDay day, char role) =>
        this.builder.Begin(code, eventCode, day.Digits, role, RecordType.New);

    /// <summary>Enters the sheet; one without groups is no entry.</summary>
    public void Enter(PersonFile person, ChangeBuilder builder)
    {
        if (builder.IsEmpty)
        {
            return;
        }

        Transaction.Append(change.Enter(person.Id, person.State, builder.Record));
        person.Reset(person.Id);
        Count(builder);
        index.Note(person);
    }

    /// <summary>Enters the sheet that merges another person into this one. The journal has two entries: for the merged person and for the
    /// remaining one.</summary>
    public void EnterMerging(PersonFile person, PersonFile other, ChangeBuilder builder)
    {
        var entry = change.Enter(person.Id, person.State, builder.Record);
        Transaction.Append(entry with { Version = entry.Version with { MergedPersons = [other.Id] } });
        Count(builder);
        Count(builder);
        index.Remove(other.Id);
        index.Note(person);
    }

    /// <summary>Enters a sheet about a new person.</summary>
    public PersonFile EnterNew(ChangeBuilder builder)
    {
        var file = this.spare.TryPop(out var spare) ? spare : new PersonFile();
        file.Groups.Clear();
        var appended = Transaction.Append(change.Enter(null, file.State, builder.Record));
        file.Reset((int)appended.PersonId);
        this.open.Add(file.Id, file);
        Count(builder);
        index.Note(file);
        return file;
    }

    /// <summary>Whether the layouts have a group: older ones lack some.</summary>
    public bool Knows(string group) => builder.Knows(group);

    /// <summary>A sheet about a new person who already has a document.</summary>
    public ChangeBuilder NewChange(ReadOnlySpan<byte> document, string eventCode, LifeDay day, char role)
    {
        var code = ReadInto(document);
        this.builder.Record.Set(HeaderField.Event, eventCode);
        this.builder.Record.Set(HeaderField.Registered, day.Digits);
        this.builder.Record.Set(HeaderField.Type, [RecordType.New]);
        this.builder.Record.Set(HeaderField.Role, [(byte)role]);
        this.builder.Record.Set(HeaderField.IdentityCode, code);
        return this.builder;
    }

    /// <summary>Records an entry made elsewhere in the transaction.</summary>
    public void NoteOf(int person, string eventCode)
    {
        index.Note(Open(person));
        Count(eventCode);
    }

    /// <summary>Counts an entry about a building, made elsewhere in the transaction.</summary>
    public void CountBuilding(string eventCode) => Count(eventCode);

    public void Dispose() => change.Dispose();

    private string ReadInto(ReadOnlySpan<byte> document)
    {
        reader.Read(document, this.builder.Record);
        return this.builder.Record.Text(HeaderField.IdentityCode);
    }

    private void Count(ChangeBuilder builder) => Count(builder.Record.Text(HeaderField.Event));

    private void Count(string eventCode)
    {
        Entries++;
        byEvent[eventCode] = byEvent.GetValueOrDefault(eventCode) + 1;
    }
}
