using Muutostieto.Deliveries.Composition;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Json;
using Muutostieto.Records.Model;
using Muutostieto.Records.State;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Engine;

/// <summary>
/// Whether a delivery may show, in another person's record, the residence of a person whose order came after the delivery's key: a guardian
/// need not live in the area. The cost grows with the relations to these persons, the entries since and those of the window.
/// </summary>
internal sealed class LateRelations
{
    private readonly IRegister register;
    private readonly JournalKey to;
    private readonly HashSet<string> codes;
    private readonly JsonRecordReader reader;
    private readonly Record record = new();
    private readonly Lazy<List<PersonVersion>> disclosing;

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
        var found = new Dictionary<long, (bool Discloses, bool Names)>();
        foreach (var entry in register.ReadJournal(new JournalKey(delivery.From!.Value), to))
        {
            if (entry.PersonId is not { } person)
            {
                continue;
            }

            var (before, after) = (register.At(person, new JournalKey(entry.Key.Value - 1)), register.At(person, entry.Key));
            if (delivery.List is { } list ? !(list.WasOn(person) || list.IsOn(person)) : !(isOfArea(before) || isOfArea(after)))
            {
                continue;
            }

            var seen = found.GetValueOrDefault(person);
            foreach (var text in new[] { entry.Record, before?.Document, after?.Document })
            {
                if (text is { } json)
                {
                    reader.Read(json.Span, record);
                    seen = (seen.Discloses || DisclosedResidences.Any(record), seen.Names || DisclosedResidences.Names(record, codes));
                }
            }

            found[person] = seen;
            if (seen is { Discloses: true, Names: true })
            {
                return true;
            }
        }

        return false;
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
}
