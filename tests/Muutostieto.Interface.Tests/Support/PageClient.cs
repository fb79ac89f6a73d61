using System.Text.Json;
using Muutostieto.Interface.Json;
using Muutostieto.Records.Model;
using Muutostieto.Records.State;

namespace Muutostieto.Interface.Tests.Support;

/// <summary>A client that keeps nothing but what the answers gave it.</summary>
/// <param name="area">The municipalities that it knows to be its own; null for a client with a list.</param>
internal sealed class PageClient(IReadOnlyCollection<string>? area)
{
    private readonly PersonReader reader = new(Mapped.Catalog);
    private readonly Dictionary<string, PersonState> persons = [];

    /// <summary>What was applied, for messages.</summary>
    internal List<string> Applied { get; } = [];

    /// <summary>Codes by which the client asks: those of the persons that it has.</summary>
    internal IReadOnlyCollection<string> Codes => persons.Keys;

    /// <summary>The persons that it has, by identity code.</summary>
    internal IReadOnlyDictionary<string, PersonState> States => persons;

    internal void Load(JsonElement answer, DateOnly day)
    {
        persons.Clear();
        foreach (var person in answer.GetProperty("perustiedot").EnumerateArray())
        {
            ClientRules.Check(person, isChange: false);
            var read = reader.ReadBase(person, day);
            Assert.That(read.Unknown, Is.Empty);
            var state = new PersonState();
            state.Apply(read.Record);
            persons.Add(state.IdentityCode, state);
        }
    }

    /// <summary>Goes on with persons that came by another channel.</summary>
    internal void Load(IReadOnlyDictionary<string, PersonState> known)
    {
        persons.Clear();
        foreach (var (code, state) in known)
        {
            var groups = new Record();
            groups.CopyFrom(state.Groups);
            for (var group = groups.IndexOf("421"); group >= 0; group = groups.IndexOf("421", group + 1))
            {
                // Pages have no name for the kind of an e-mail address that the person has given.
                groups.Set(group, "laji", groups.Text(group, "laji") == "99" ? "" : groups.Text(group, "laji"));
            }

            persons.Add(code, new PersonState(groups));
        }
    }

    /// <summary>Applies a page.</summary>
    /// <returns>Whether it was the last one for now.</returns>
    internal bool Apply(JsonElement page)
    {
        foreach (var change in page.GetProperty("muutokset").EnumerateArray())
        {
            ClientRules.Check(change, isChange: true);
            Applied.Add(change.GetRawText());
            var read = reader.ReadChange(change);
            Assert.That(read.Unknown, Is.Empty);
            Apply(read);
        }

        return page.GetProperty("ajanTasalla").GetBoolean();
    }

    /// <summary>The persons, each as the sorted list of its groups; of an area the living who live there.</summary>
    internal SortedDictionary<string, string[]> Persons()
    {
        var shown = persons.Where(person => area is null || (person.Value.IsAlive && area.Contains(person.Value.Municipality)));
        return new SortedDictionary<string, string[]>(
            shown.ToDictionary(person => person.Key, person => Lines(person.Value.Groups)),
            StringComparer.Ordinal);
    }

    private void Apply(ReadPerson read)
    {
        var code = read.Record.Text(HeaderField.IdentityCode);
        if (IsLeaving(read))
        {
            persons.Remove(code);
            return;
        }

        // A whole person takes the place of what the client has, which may be newer: pages repeat what was entered before a first load.
        var isKnown = persons.Remove(code, out var state);
        if (read.IsWhole)
        {
            state = new PersonState();
        }
        else if (!isKnown)
        {
            // A person who had died before the client began.
            return;
        }

        state!.Apply(read.Record);
        foreach (var former in Passive(read.Record).Where(former => former != state.IdentityCode))
        {
            // A person registered twice is one from now on.
            persons.Remove(former);
        }

        persons[state.IdentityCode] = state;
    }

    private bool IsLeaving(ReadPerson read) =>
        read.IsMunicipalityOnly
        && read.Record.Text(0, "kuntanumero") is var municipality
        && (municipality == "000" || (area is not null && !area.Contains(municipality)));

    private static IEnumerable<string> Passive(Record record) =>
        Enumerable
            .Range(0, record.GroupCount)
            .Where(group =>
                record.Spec(group).Code == "001"
                && record.Text(group, "voimassaolo") == "2"
                && record.Attribute(group) is ChangeAttribute.Added or ChangeAttribute.Changed)
            .Select(group => record.Text(group, "hetu"));

    private static string[] Lines(Record record) =>
        [
            .. Enumerable
                .Range(0, record.GroupCount)
                .Select(group =>
                    $"{record.Spec(group)}{(char)record.Attribute(group)} "
                        + string.Join('|', record.Spec(group).Fields.Select(field => record.Text(group, field.Name))))
                .Order(StringComparer.Ordinal),
        ];
}
