using Muutostieto.Deliveries.Composition;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Json;
using Muutostieto.Records.Model;
using Muutostieto.Records.State;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Engine;

/// <summary>
/// Whether a delivery may show, in another person's record, the residence of a person whose order came after the delivery's key: a guardian
/// need not live in the area. The cost grows with the relations to these persons, the entries since and those of the window; a window is
/// read once for all deliveries of its keys.
/// </summary>
internal sealed class LateRelations
{
    private readonly IRegister register;
    private readonly JournalKey to;
    private readonly HashSet<string> codes;
    private readonly JsonRecordReader reader;
    private readonly Record record = new();
    private readonly Lazy<List<PersonVersion>> disclosing;
    private readonly Dictionary<long, List<List<WindowEntry>>> windows = [];

    /// <param name="register">Open for reading.</param>
    /// <param name="catalog">The layouts, which mark fields that show a residence.</param>
    /// <param name="persons">Who is protected, as of the key and later.</param>
    /// <param name="to">The delivery's key.</param>
    internal LateRelations(IRegister register, GroupCatalog catalog, ProtectedPersons persons, JournalKey to)
    {
        (this.register, this.to) = (register, to);
        codes = [.. persons.HeldLater, .. persons.Later.Count == 0 ? [] : register.CodesOf(persons.Later)];
        reader = new JsonRecordReader(catalog);
        disclosing = new(FindDisclosing);
    }

    /// <summary>Whether the delivery may show it.</summary>
    /// <param name="delivery">Of the same key.</param>
    /// <param name="isOfArea">Whether a person in one state belongs to the delivery's area; never asked for a list.</param>
    internal bool Concern(DeliveryContext delivery, Func<PersonVersion?, bool> isOfArea)
    {
        if (codes.Count == 0)
        {
            return false;
        }

        if (delivery.From is null)
        {
            return disclosing.Value.Exists(person => delivery.List is { } list ? list.IsOn(person.PersonId) : isOfArea(person));
        }

        return (delivery.List is { } listed && disclosing.Value.Exists(person => listed.HasChanged(person.PersonId)))
            || (delivery.Terms.Repair is not null && disclosing.Value.Exists(person => isOfArea(person)))
            || IsDisclosedInWindow(delivery, isOfArea);
    }

    /// <summary>Of each person with entries in the window: what these say, and what the person was before and after.</summary>
    private bool IsDisclosedInWindow(DeliveryContext delivery, Func<PersonVersion?, bool> isOfArea)
    {
        var from = delivery.From!.Value;
        if (!windows.TryGetValue(from, out var naming))
        {
            windows.Add(from, naming = FindNaming(new JournalKey(from)));
        }

        return naming.Exists(entries =>
        {
            var seen = entries.FindAll(entry => delivery.List is { } list
                ? list.WasOn(entry.Person) || list.IsOn(entry.Person)
                : isOfArea(entry.Before) || isOfArea(entry.After));
            return seen.Exists(entry => entry.Discloses) && seen.Exists(entry => entry.Names);
        });
    }

    /// <summary>
    /// By person, the entries of a window of which one names a code and one discloses a residence. The same for every delivery of the
    /// window: those of many areas end at one key, and few persons remain.
    /// </summary>
    private List<List<WindowEntry>> FindNaming(JournalKey from)
    {
        var found = new Dictionary<long, List<(JournalKey Key, bool Discloses, bool Names)>>();
        foreach (var entry in register.ReadJournal(from, to))
        {
            if (entry.PersonId is not { } person)
            {
                continue;
            }

            var (before, after) = (register.At(person, new JournalKey(entry.Key.Value - 1)), register.At(person, entry.Key));
            var (discloses, names) = (false, false);
            foreach (var text in new[] { entry.Record, before?.Document, after?.Document })
            {
                if (text is { } json)
                {
                    reader.Read(json.Span, record);
                    discloses |= DisclosedResidences.Any(record);
                    names |= DisclosedResidences.Names(record, codes);
                }
            }

            if (names || discloses)
            {
                if (!found.TryGetValue(person, out var entries))
                {
                    found.Add(person, entries = []);
                }

                entries.Add((entry.Key, discloses, names));
            }
        }

        return
        [
            .. found
                .Where(person => person.Value.Exists(entry => entry.Names) && person.Value.Exists(entry => entry.Discloses))
                .Select(person => person.Value.ConvertAll(entry => new WindowEntry(
                    person.Key,
                    register.At(person.Key, new JournalKey(entry.Key.Value - 1)),
                    register.At(person.Key, entry.Key),
                    entry.Discloses,
                    entry.Names))),
        ];
    }

    /// <summary>The persons whose state as of the key shows it: those noted by the nightly job, and those changed since the notes or since
    /// the key.</summary>
    private List<PersonVersion> FindDisclosing()
    {
        var persons = codes.SelectMany(register.RelatedTo).ToHashSet();
        var since = register.NotedUntil();
        register.ShowChanged(since < to ? since : to, (in VersionRow row) => persons.Add(row.PersonId));
        var found = new List<PersonVersion>();
        foreach (var person in persons)
        {
            if (register.At(person, to) is { } version)
            {
                reader.Read(version.Document.Span, record);
                if (DisclosedResidences.Of(record).Any(codes.Contains))
                {
                    found.Add(version);
                }
            }
        }

        return found;
    }

    /// <summary>An entry of a window.</summary>
    /// <param name="Person">Whose.</param>
    /// <param name="Before">What the person was before it.</param>
    /// <param name="After">What the person is after it.</param>
    /// <param name="Discloses">Whether it, or one of the two, shows a residence in a relation.</param>
    /// <param name="Names">Whether it, or one of the two, names a code of those who are protected since.</param>
    private sealed record WindowEntry(long Person, PersonVersion? Before, PersonVersion? After, bool Discloses, bool Names);
}
