using Muutostieto.Records.Csv;
using Muutostieto.Records.Fixed;
using Muutostieto.Records.Model;
using Muutostieto.Records.Reconciliation;
using Muutostieto.Records.State;

namespace Muutostieto.Deliveries.Tests.Convergence;

/// <summary>A recipient that keeps its register in memory and applies deliveries in order, from one of the two forms.</summary>
internal sealed class MemoryRecipient(bool fromCsv)
{
    private readonly Dictionary<string, PersonState> persons = [];
    private readonly Dictionary<string, string> currentCode = [];
    private readonly HashSet<PersonState> gone = [];

    internal bool FromCsv => fromCsv;

    /// <summary>Everyone it has, by identity code.</summary>
    internal IReadOnlyDictionary<string, PersonState> Persons => persons;

    public override string ToString() => fromCsv ? "CSV" : "fixed width";

    /// <summary>Goes on with persons that came by another channel.</summary>
    internal void Take(IReadOnlyDictionary<string, PersonState> known)
    {
        persons.Clear();
        currentCode.Clear();
        gone.Clear();
        foreach (var (code, state) in known)
        {
            var groups = new Record();
            groups.CopyFrom(state.Groups);
            persons.Add(code, new PersonState(groups));
        }
    }

    internal void Load(string folder, bool isBase)
    {
        if (isBase)
        {
            persons.Clear();
            currentCode.Clear();
            gone.Clear();
        }

        string? last = null;
        foreach (var record in Records(folder))
        {
            if (record.IsOpaque)
            {
                continue;
            }

            last = Apply(record, last);
        }
    }

    /// <summary>The living residents of the area, each as the sorted list of its groups.</summary>
    internal SortedDictionary<string, string[]> Residents(IReadOnlyCollection<string> area)
    {
        var residents = new SortedDictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var (code, state) in persons)
        {
            if (state.IsAlive && area.Contains(state.Municipality))
            {
                residents.Add(code, Groups(state.Groups));
            }
        }

        return residents;
    }

    /// <summary>All persons that the recipient of a list has, as <see cref="Residents"/>. Whose code another person had before, became
    /// that one.</summary>
    /// <param name="seesProtected">Whether number 000 is a masked municipality; otherwise the person has left.</param>
    internal SortedDictionary<string, string[]> Listed(bool seesProtected)
    {
        var all = persons.ToDictionary(person => person.Key, person => Groups(person.Value.Groups));
        var former = all
            .SelectMany(person => person.Value.Where(group => IsFormerCode(group, person.Key)))
            .Select(CodeOf)
            .ToHashSet();
        return new(
            all.Where(person => !former.Contains(person.Key) && !gone.Contains(persons[person.Key]))
                .Where(person => seesProtected || persons[person.Key].Municipality != "000")
                .ToDictionary(),
            StringComparer.Ordinal);
    }

    private static bool IsFormerCode(string group, string owner) =>
        group.StartsWith("0011 ", StringComparison.Ordinal) && CodeOf(group) != owner;

    private static string CodeOf(string group) => group[5..].Split('|')[0];

    /// <summary>Loses one of the persons that the test names, and corrupts another.</summary>
    internal void Damage(Random random, Func<string, bool> mayBeDamaged)
    {
        var codes = persons.Keys.Where(mayBeDamaged).Order(StringComparer.Ordinal).ToArray();
        random.Shuffle(codes);
        if (codes.Length > 0)
        {
            persons.Remove(codes[0]);
        }

        if (codes.Length > 1)
        {
            var groups = persons[codes[1]].Groups;
            groups.RemoveAt(random.Next(groups.GroupCount));
            groups.Copy(groups, random.Next(groups.GroupCount), ChangeAttribute.Added);
        }
    }

    /// <summary>Count and digest of each municipality of the area.</summary>
    internal IReadOnlyList<MunicipalityDigest> Digests(IReadOnlyCollection<string> area)
    {
        var digests = new ResidentDigests();
        foreach (var municipality in area)
        {
            digests.Expect(municipality);
        }

        foreach (var state in persons.Values.Where(state => state.IsAlive && area.Contains(state.Municipality)))
        {
            digests.Add(state.Groups);
        }

        return digests.Municipalities;
    }

    /// <summary>The groups of a record as comparable lines.</summary>
    internal static string[] Groups(Record record) =>
        [
            .. Enumerable
                .Range(0, record.GroupCount)
                .Select(group =>
                    $"{record.Spec(group)}{(char)record.Attribute(group)} "
                        + $"{string.Join('|', record.Spec(group).Fields.Select(field => record.Text(group, field.Name)))}")
                .Order(StringComparer.Ordinal),
        ];

    internal IEnumerable<Record> Records(string folder)
    {
        var file = Directory
            .EnumerateFiles(folder)
            .Single(name => fromCsv ? name.EndsWith(".csv.zip", StringComparison.Ordinal) : name.EndsWith("TT", StringComparison.Ordinal));
        using IRecordSource source = fromCsv
            ? new CsvPackageReader(File.OpenRead(file), Layouts.Catalog)
            : new FixedRecordReader(File.OpenRead(file), Layouts.Catalog);
        for (var record = new Record(); source.Read(record); record = new Record())
        {
            yield return record;
        }
    }

    private string Apply(Record record, string? last)
    {
        var code = record.Text(HeaderField.IdentityCode);
        if (IsLeaving(record) && !persons.ContainsKey(code))
        {
            // Of a person that it does not have, or under a code that another person had before and that names no one here.
            return code;
        }

        var known = record.Type switch { RecordType.Continuation => last!, RecordType.New => code, _ => Current(code) };
        if (record.Type == RecordType.New)
        {
            // A person may come back under another code.
            foreach (
                var former in Enumerable
                    .Range(0, record.GroupCount)
                    .Where(group => record.Spec(group).Code == "001")
                    .Select(group => record.Text(group, "hetu")))
            {
                // A former code is several persons' at times: only who is kept under it is the person.
                if (former != known && persons.Remove(former))
                {
                    currentCode[former] = known;
                }
            }
        }

        if (!persons.TryGetValue(known, out var state))
        {
            if (record.Type != RecordType.New)
            {
                throw new InvalidOperationException("A change of a person that the recipient does not have.");
            }

            persons.Add(known, state = new PersonState());
        }

        state.Apply(record);
        _ = IsLeaving(record) ? gone.Add(state) : gone.Remove(state);
        if (currentCode.Remove(state.IdentityCode) || record.Type == RecordType.New || state.IdentityCode != known)
        {
            TakeFromOthers(state);
        }

        if (state.IdentityCode != known)
        {
            persons.Remove(known);
            persons[state.IdentityCode] = state;
            currentCode[known] = state.IdentityCode;
            foreach (var former in currentCode.Where(pair => pair.Value == known).Select(pair => pair.Key).ToList())
            {
                currentCode[former] = state.IdentityCode;
            }
        }

        return state.IdentityCode;
    }

    /// <summary>A code in force is one person's: who left long ago may still have it as a former one.</summary>
    private void TakeFromOthers(PersonState owner)
    {
        foreach (var groups in persons.Values.Where(other => other != owner).Select(other => other.Groups))
        {
            for (var group = groups.GroupCount - 1; group >= 0; group--)
            {
                if (groups.Spec(group).Code == "001" && groups.Text(group, "hetu") == owner.IdentityCode)
                {
                    groups.RemoveAt(group);
                }
            }
        }
    }

    /// <summary>The code by which a person is kept: a code in force names its person alone, a former one the last person who had
    /// it.</summary>
    private string Current(string code) => persons.ContainsKey(code) ? code : currentCode.GetValueOrDefault(code, code);

    internal static bool IsLeaving(Record record) =>
        record.Type == RecordType.Old && record.Text(HeaderField.Event) == "XXX" && record.GroupCount == 1 && record.Spec(0).Code == "204";
}
