using System.Text.Json;
using Muutostieto.Audit;
using Muutostieto.Disclosure;
using Muutostieto.Interface.Json;
using Muutostieto.Interface.Mapping;
using Muutostieto.Register;

namespace Muutostieto.Interface.Pages;

/// <summary>Writes the base data of persons as of a key, judged as of the key and as of now.</summary>
/// <param name="register">Open for reading.</param>
/// <param name="now">The same, or that of which it is a copy: it says who is protected.</param>
/// <param name="catalog">The mapping.</param>
/// <param name="terms">Of the connection; its area as in <see cref="ChangePages"/>.</param>
/// <param name="requested">Names of the tietoryhmät that were asked for; null for all.</param>
internal sealed class BasePersons(
    IRegister register, IRegister now, InterfaceCatalog catalog, DisclosureTerms terms, IReadOnlySet<string>? requested)
{
    private readonly HashSet<string> product = [.. terms.Groups.Select(group => group.Group)];

    /// <summary>The persons that codes name as of a key, each once, in the order of the codes.</summary>
    public IReadOnlyList<long> Named(IEnumerable<string> codes, JournalKey asOf, CancellationToken cancellation) =>
        register.InOneState(() =>
        {
            Reached.Require(register, asOf);
            var persons = new OrderedDictionary<long, bool>();
            foreach (var code in codes)
            {
                cancellation.ThrowIfCancellationRequested();
                if (register.FindId(code, asOf) is { } person)
                {
                    _ = persons.TryAdd(person, true);
                }
            }

            return (IReadOnlyList<long>)[.. persons.Keys];
        });

    /// <summary>The living residents of those municipalities that the connection's area has.</summary>
    public IReadOnlyList<long> Residents(IEnumerable<string> municipalities, JournalKey asOf, CancellationToken cancellation)
    {
        var persons = new List<long>();
        register.ScanResidents(
            asOf,
            [.. municipalities.Intersect(terms.Municipalities).Order(StringComparer.Ordinal)],
            (in ResidentRow row) => persons.Add(row.PersonId),
            cancellation);
        return persons;
    }

    /// <summary>
    /// Writes the persons that the gate lets through as elements of an array that is open. What is written is not to leave when an order
    /// was entered meanwhile: see <see cref="ProtectedNow"/>.
    /// </summary>
    public Answer Write(Utf8JsonWriter json, IReadOnlyList<long> persons, KnownOrders orders, DateOnly day, CancellationToken cancellation)
    {
        var gate = new DisclosedRecord.Gate(
            terms, catalog.Layouts, day, Protection.Of(orders, LateOrder.Mask), new OrderHistory(now, orders));
        var tally = new DisclosureTally(catalog.Layouts);
        var related = new RelatedPersons(register, gate, catalog.Person, orders.Key, tally);
        var writer = new PersonWriter(catalog, product, requested) { Related = related };
        var record = DisclosedRecord.Gate.NewContainer();
        var (elements, passed) = (0, false);
        VersionVisitor visit = Visit;
        return register.InOneState(() =>
        {
            Reached.Require(register, orders.Key);
            foreach (var person in persons)
            {
                cancellation.ThrowIfCancellationRequested();
                passed = false;
                if (register.Show(person, orders.Key, visit) && passed)
                {
                    // Not inside the visitor, which holds the statement by which the related persons are asked for.
                    writer.WriteBase(json, record);
                    tally.Add(person, record.Content);
                    elements++;
                }
            }

            return new Answer(tally.ToContent(), elements, writer.Unnamed);
        });

        void Visit(in VersionRow row) => passed = row.MergedInto is null && TryDisclose(gate, row, record);
    }

    private bool TryDisclose(DisclosedRecord.Gate gate, in VersionRow row, DisclosedRecord record)
    {
        if (terms.IsList)
        {
            return gate.TryDiscloseListed(row, record);
        }

        // Who has died stays in sight where the person lived.
        return gate.TryDiscloseBase(row.AsResident(), record);
    }
}
