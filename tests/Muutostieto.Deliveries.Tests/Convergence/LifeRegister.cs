using System.Globalization;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Json;
using Muutostieto.Records.Model;
using Muutostieto.Records.State;
using Muutostieto.Register;
using Muutostieto.Register.Nightly;
using Muutostieto.Register.Sqlite;

namespace Muutostieto.Deliveries.Tests.Convergence;

/// <summary>
/// A real register in a folder of its own, into which a test enters records. What is entered is visible from the next look at it on; until
/// then it is one transaction, for the sake of speed.
/// </summary>
internal sealed class LifeRegister : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("muutostieto-").FullName;
    private readonly IRegisterWriter writer;
    private readonly IRegister reader;
    private readonly List<long> persons = [];
    private readonly List<(JournalKey Key, long Person, HashSet<string> Whereabouts)> mentions = [];
    private RegisterTransaction? open;

    internal LifeRegister()
    {
        Path = System.IO.Path.Combine(folder, "register.db");
        using (var loader = SqliteRegister.Create(Path, new RegisterOrigin(RegisterKind.Synthetic), TimeProvider.System))
        {
            loader.Complete();
        }

        writer = SqliteRegister.OpenWrite(Path);
        reader = SqliteRegister.OpenRead(Path);
    }

    internal string Path { get; }

    /// <summary>Day of registration of what is entered from now on, VVVVKKPP.</summary>
    internal string Today { get; set; } = "20260601";

    /// <summary>A day so many days from today, VVVVKKPP.</summary>
    internal string Day(int fromToday) =>
        DateOnly
            .ParseExact(Today, "yyyyMMdd", CultureInfo.InvariantCulture)
            .AddDays(fromToday)
            .ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    internal IRegister Reader
    {
        get
        {
            Commit();
            return reader;
        }
    }

    internal JournalKey Now => Reader.LatestKey();

    /// <summary>All persons there have ever been, in order of creation.</summary>
    internal IReadOnlyList<long> Persons => persons;

    /// <summary>The person as of the last entry, committed or not.</summary>
    internal PersonVersion Current(long person) => (open ??= writer.Begin()).Current(person)!;

    /// <summary>The person's groups as of the last entry; the test may do with them what it likes.</summary>
    internal PersonState StateOf(long person) => new(Read(Current(person)));

    /// <summary>
    /// The person's versions that a window touches: the one as of its beginning, if there is one, and one after each entry.
    /// </summary>
    internal List<PersonVersion> Versions(long person, JournalKey from, JournalKey to)
    {
        var versions = new List<PersonVersion>();
        for (
            var version = Reader.At(person, to);
            version is not null;
            version = version.From <= from ? null : reader.At(person, new JournalKey(version.From.Value - 1)))
        {
            versions.Insert(0, version);
        }

        return versions;
    }

    /// <summary>A new person, with a record of type 1.</summary>
    internal long Enter(Record record) => Append(null, new PersonState(), record, []);

    /// <summary>A change of a person: the callback gets the state and an empty record to fill.</summary>
    internal void Enter(long person, string kind, Action<PersonState, Record> change, params long[] merged) =>
        Enter(person, kind, change, [], merged);

    /// <summary>A change by which a person loses former codes.</summary>
    internal void Enter(long person, string kind, Action<PersonState, Record> change, IReadOnlyList<string> lost, params long[] merged)
    {
        var state = StateOf(person);
        var record = NewRecord(state.IdentityCode, kind, RecordType.Old);
        change(state, record);
        _ = Append(person, state, record, merged, lost);
    }

    /// <summary>The persons with a former code.</summary>
    internal IReadOnlyList<long> FormerHolders(string code) =>
        (open ??= writer.Begin()).HoldersOf(code) is var holders && holders.InForce is null ? holders.Former : [];

    /// <summary>Whether a code is in force for any person.</summary>
    internal bool IsInForce(string code) => (open ??= writer.Begin()).HoldersOf(code).InForce is not null;

    /// <summary>A record of type 1 replaces all data of a person.</summary>
    internal void Replace(long person, Record record) => _ = Append(person, StateOf(person), record, []);

    /// <summary>A change has a non-disclosure statement of a person not in the register.</summary>
    internal void Hold(string code, char attribute)
    {
        var record = NewRecord(code, "XCG", RecordType.Old);
        LifeEvents.Set(record, "015", attribute, ("paattymispv", LifeEvents.Indefinitely));
        using var json = new JsonRecordWriter();
        (open ??= writer.Begin()).Hold([code], json.Write(record).ToArray());
    }

    /// <summary>The whereabouts that entries about the person have mentioned, in whatever attribute, up to a key.</summary>
    internal IEnumerable<(JournalKey Key, string Value)> Mentions(long person, JournalKey until) =>
        mentions
            .Where(mention => mention.Person == person && mention.Key <= until)
            .SelectMany(mention => mention.Whereabouts.Select(value => (mention.Key, value)));

    /// <summary>What the nightly job enters before each delivery.</summary>
    internal DateDrivenResult Night()
    {
        Commit();
        using var entries = new DateDrivenEntries(Layouts.Catalog, []);
        var before = reader.LatestKey();
        var result = entries.Run(reader, writer, DateOnly.ParseExact(Today, "yyyyMMdd", CultureInfo.InvariantCulture));
        foreach (var entry in reader.ReadJournal(before, reader.LatestKey()))
        {
            var record = new Record();
            new JsonRecordReader(Layouts.Catalog).Read(entry.Record.Span, record);
            mentions.Add((entry.Key, entry.PersonId!.Value, [.. Whereabouts(record)]));
        }

        return result;
    }

    /// <summary>The same on a day, or on the day of the last entry where that is later.</summary>
    /// <returns>The time of that night.</returns>
    internal DateTimeOffset NightAt(DateTimeOffset time)
    {
        var today = DateOnly.ParseExact(Today, "yyyyMMdd", CultureInfo.InvariantCulture);
        var days = Math.Max(0, today.DayNumber - DateOnly.FromDateTime(time.DateTime).DayNumber);
        time = time.AddDays(days);
        Today = time.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        _ = Night();
        return time;
    }

    /// <summary>Commits the entries, so that all readers see them.</summary>
    internal void Commit()
    {
        open?.Commit();
        open = null;
    }

    internal Record NewRecord(string identityCode, string kind, byte type)
    {
        var record = new Record();
        record.Set(HeaderField.IdentityCode, identityCode);
        record.Set(HeaderField.Event, kind);
        record.Set(HeaderField.Registered, Today);
        record.Set(HeaderField.Type, [type]);
        record.Set(HeaderField.Role, "1");
        return record;
    }

    internal static Record Read(PersonVersion version)
    {
        var groups = new Record();
        new JsonRecordReader(Layouts.Catalog).Read(version.Document.Span, groups);
        return groups;
    }

    /// <summary>Every text by which a person could be located or contacted. The tests use each of them only once.</summary>
    internal static IEnumerable<string> Whereabouts(Record record)
    {
        for (var group = 0; group < record.GroupCount; group++)
        {
            var spec = record.Spec(group);
            var covered =
                spec.Holds is Sensitivity.Address or Sensitivity.Contact
                || (spec.Code == "452" && group > 0 && record.Spec(group - 1).Code is "104" or "105");
            foreach (
                var field in new[] { "katu_fi", "katu_sv", "osoite_fi", "osoite", "lahiosoite", "paikkakunta", "rakennustunnus", "teksti" })
            {
                if (covered && record.Text(group, field) is { Length: > 0 } value)
                {
                    yield return value;
                }
            }
        }
    }

    public void Dispose()
    {
        open?.Dispose();
        writer.Dispose();
        reader.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private long Append(long? person, PersonState state, Record record, IReadOnlyList<long> merged, IReadOnlyList<string>? lost = null)
    {
        state.Apply(record);
        using var json = new JsonRecordWriter();
        var entry = json.Write(record).ToArray();
        var appended = (open ??= writer.Begin()).Append(new NewEntry(
            record.Text(HeaderField.Event), record.Text(HeaderField.Registered), record.Text(HeaderField.Type), "1", entry, new NewVersion
            {
                PersonId = person,
                IdentityCode = state.IdentityCode,
                FormerCodes = state.FormerCodes,
                LostCodes = lost ?? [],
                MergedPersons = merged,
                Municipality = state.Municipality,
                Alive = state.IsAlive,
                NonDisclosureEnd = state.NonDisclosureEnd,
                Document = json.WriteState(state.Groups).ToArray(),
            }));
        mentions.Add((appended.Key, appended.PersonId, [.. Whereabouts(record)]));
        if (person is null)
        {
            persons.Add(appended.PersonId);
        }

        return appended.PersonId;
    }
}
