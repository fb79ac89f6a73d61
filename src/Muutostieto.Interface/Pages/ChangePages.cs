using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Muutostieto.Audit;
using Muutostieto.Disclosure;
using Muutostieto.Disclosure.Windows;
using Muutostieto.Interface.Json;
using Muutostieto.Interface.Mapping;
using Muutostieto.Records.State;
using Muutostieto.Register;

namespace Muutostieto.Interface.Pages;

/// <summary>
/// Makes pages of changes: a window of the journal through the same transitions and the same gate as a change delivery. The server chooses
/// where a page ends. There is no chain's base: who has died stays in sight.
/// </summary>
/// <param name="register">Open for reading: a page ends where it ends, at the latest.</param>
/// <param name="now">The same, or that of which it is a copy: it says how far the register is, and who is protected.</param>
/// <param name="catalog">The mapping.</param>
/// <param name="terms">
/// Of the connection. An area has every municipality that it has or had: a resident of one that was merged since was in it.
/// </param>
/// <param name="orders">Of the register.</param>
/// <param name="limits">How large a page may be.</param>
internal sealed class ChangePages(
    IRegister register,
    IRegister now,
    InterfaceCatalog catalog,
    DisclosureTerms terms,
    OrdersInForce orders,
    PageLimits limits)
{
    internal static JsonWriterOptions JsonOptions { get; } =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly HashSet<string> area = [.. terms.Municipalities];
    private readonly HashSet<string> product = [.. terms.Groups.Select(group => group.Group)];

    /// <summary>Makes the page that follows a key.</summary>
    /// <param name="from">The key that the client has; not beyond the register's head.</param>
    /// <param name="codes">Whose changes are asked for; null for the whole area.</param>
    /// <param name="day">Today.</param>
    /// <param name="body">Gets the whole answer.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <exception cref="ArgumentException">A list of persons is asked without codes.</exception>
    public Judged<ChangePage> Make(
        JournalKey from, IReadOnlySet<string>? codes, DateOnly day, ArrayBufferWriter<byte> body, CancellationToken cancellation)
    {
        if (terms.IsList && codes is null)
        {
            throw new ArgumentException("A list of persons is asked by identity codes.", nameof(codes));
        }

        // In this sequence: what is entered between the two is in the page.
        var head = now.LatestKey();
        var read = register.LatestKey();
        var named = codes is null ? null : new NamedPersons(register, catalog.Layouts, codes);
        var end = register.InOneState(
            () => PageEnd.Find(register, from, read, limits, (person, key) => Concerns(person, from, key, named), cancellation));
        return ProtectedNow.Make(now, orders, end.To, known =>
        {
            body.ResetWrittenCount();
            return register.InOneState(() => Write(from, head, end, known, named, day, body, cancellation));
        });
    }

    /// <summary>Whether the client may learn something of a person because of an entry: errs to the side of yes.</summary>
    private bool Concerns(long person, JournalKey from, JournalKey key, NamedPersons? named) =>
        (named is null || named.MayName(person) || register.MergedInto(person, key).Any(named.MayName))
        && (terms.IsList
            || IsInArea(register.At(person, from))
            || IsInArea(register.At(person, key))
            || IsInArea(register.At(person, new JournalKey(key.Value - 1))));

    private bool IsInArea(PersonVersion? person) => person is not null && area.Contains(person.Municipality);

    private ChangePage Write(
        JournalKey from,
        JournalKey head,
        PageEnd end,
        KnownOrders known,
        NamedPersons? named,
        DateOnly day,
        ArrayBufferWriter<byte> body,
        CancellationToken cancellation)
    {
        Reached.Require(register, end.To);
        var protection = Protection.Of(known, LateOrder.Mask);
        var gate = new DisclosedRecord.Gate(terms, catalog.Layouts, day, protection, new OrderHistory(now, known));
        var shownAgain = ShownAgain(from, known.Persons);
        var list = named?.Of(end.Persons.Union(shownAgain), from, end.To);
        var window = new DisclosureWindow
        {
            From = from,
            To = end.To,
            ChainBase = JournalKey.BeforeEverything,
            Area = area,
            AreaBefore = area,
            ChainAreas = area,
            List = terms.IsList ? list : null,
        };
        var disclosure = new WindowDisclosure(
            register,
            window,
            gate,
            new WindowTransitions(register, window, terms.ShowsProtected, protection, cancellation),
            day)
        {
            LeavesBeforeFull = true,
            MayHaveLearnt = code => named is null || named.IsNamed(code),
            Again = shownAgain.Where(person =>
                (list is null || list.IsOn(person)) && register.At(person, window.To) is not null && !HadOrder(person, window)),
            Override = (person, transition) => Judge(person, transition, window, end, list, shownAgain),
        };
        var tally = new DisclosureTally(catalog.Layouts);
        var writer = new PersonWriter(catalog, product)
        {
            Related = new RelatedPersons(register, gate, catalog.Person, end.To, tally),
            HidesWhereTo = terms.IsList,
            StatesOrders = terms.ShowsProtected && product.Contains(NonDisclosureStatement.Group),
        };
        var (record, state) = (DisclosedRecord.Gate.NewContainer(), DisclosedRecord.Gate.NewContainer());
        var (elements, today) = (0, day.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
        using var json = new Utf8JsonWriter(body, JsonOptions);
        json.WriteStartObject();
        json.WriteNumber("viimeisinKirjausavain"u8, end.To.Value);
        json.WriteStartArray("muutokset"u8);
        disclosure.Run(() => record, Keep, null, cancellation);
        json.WriteEndArray();
        json.WriteBoolean("ajanTasalla"u8, end.To >= head);
        json.WriteEndObject();
        json.Flush();
        return new ChangePage(end.To, end.To >= head, end.Persons.Count, new Answer(tally.ToContent(), elements, writer.Unnamed));

        void Keep(DisclosedLine line)
        {
            if (writer.WriteChange(json, record, () => StateOf(line.Person), line.Kind == DisclosedLineKind.Leaving))
            {
                tally.Add(line.Person, record.Content);
                elements++;
            }
        }

        DisclosedRecord? StateOf(long person) =>
            register.At(person, end.To) is { } version && gate.TryDiscloseFull(version, today, state) ? state : null;
    }

    /// <summary>
    /// What becomes of a person's entries where a client cannot do with them as a file's recipient does. An entry that replaces everything
    /// is a full record; so is a person who lives again, which a client that loaded the living does not have; and one that the codes asked
    /// for name only since the window began.
    /// </summary>
    private VisibilityTransition Judge(
        long person,
        VisibilityTransition transition,
        DisclosureWindow window,
        PageEnd end,
        ListWindow? list,
        HashSet<long> shownAgain)
    {
        if (list is not null && !list.WasOn(person) && !list.IsOn(person))
        {
            return VisibilityTransition.None;
        }

        if (transition == VisibilityTransition.None && list is not null && GivesItsCode(person, window, list))
        {
            return VisibilityTransition.Leaving;
        }

        if (transition != VisibilityTransition.Changes)
        {
            return transition;
        }

        var isNew = end.Replaced.Contains(person)
            || (shownAgain.Contains(person) && !HadOrder(person, window))
            || (list is not null && !list.WasOn(person))
            || (register.At(person, window.From) is { Alive: false } && register.At(person, window.To) is { Alive: true });
        return isNew ? VisibilityTransition.Full : transition;
    }

    /// <summary>
    /// Persons that earlier pages left out or masked for an order of the time after them, and this page does not. With an order of the
    /// person's own the entries that set and lift it say the rest; one of a person registered twice leaves nothing when the two become one.
    /// </summary>
    private HashSet<long> ShownAgain(JournalKey from, ProtectedPersons current) =>
        [.. now.ProtectedSince(from).Later.Except(current.Later).Except(current.AtKey)];

    /// <summary>
    /// Whether the client knows the person, who was registered twice, by the code of the one who is left: their records under it would be
    /// taken for more about this one.
    /// </summary>
    private bool GivesItsCode(long person, DisclosureWindow window, ListWindow list)
    {
        if (!list.HasBecomeAnother(person)
            || register.At(person, window.From) is not { } known
            || (known.NonDisclosureEnd is not null && !terms.ShowsProtected))
        {
            return false;
        }

        var survivor = register.At(person, window.To)!;
        while (survivor.MergedInto is { } other)
        {
            survivor = register.At(other, window.To)!;
        }

        return list.IsOn(survivor.PersonId) && survivor.IdentityCode == known.IdentityCode;
    }

    private bool HadOrder(long person, DisclosureWindow window)
    {
        for (
            var version = register.At(person, window.To);
            version is not null && (version.To is null || version.To > window.From);
            version = register.At(person, new JournalKey(version.From.Value - 1)))
        {
            if (version.NonDisclosureEnd is not null)
            {
                return true;
            }
        }

        return false;
    }
}
