using System.Globalization;
using Muutostieto.Deliveries.Composition;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Reconciliation;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Deliveries.Tests.Support;
using Muutostieto.Disclosure.Windows;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;
using Muutostieto.Records.State;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Tests.Convergence;

/// <summary>
/// One permit's deliveries, and its recipients: one reads the fixed-width files, the other the CSV. Each delivery is checked as it is made:
/// that what the recipients have is what a fresh base says, and that nothing went out that should not. A list has everyone on it, from
/// the delivery after they were entered on.
/// </summary>
internal sealed class Chain : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("muutostieto-").FullName;
    private readonly LifeRegister life;
    private readonly DeliveryTerms terms;
    private readonly MemoryRecipient[] recipients;
    private IReadOnlyList<string> areaBefore;
    private JournalKey head;
    private JournalKey chainBase;
    private IReadOnlyList<string>? repaired;
    private HashSet<long> listed = [];
    private bool listIsKept;
    private long listPosition;
    private int number;
    private bool beginsNow;
    private Func<string, string?>? shared;

    internal Chain(LifeRegister life, DeliveryTerms terms)
    {
        (this.life, this.terms) = (life, terms);
        areaBefore = terms.Municipalities;
        recipients = [.. terms.Formats.Select(format => new MemoryRecipient(fromCsv: format == "csv"))];
    }

    /// <summary>What the composer said of the last delivery.</summary>
    internal ComposedDelivery? Composed { get; private set; }

    /// <summary>The recipient of the last of the permit's forms.</summary>
    internal MemoryRecipient Recipient => recipients[^1];

    /// <summary>Up to which key the last delivery goes: its manifest names it.</summary>
    internal JournalKey Head => head;

    /// <summary>The last delivery's records in fixed width, where that form has genuine groups only and there is another.</summary>
    internal List<Record> FixedRecords { get; private set; } = [];

    /// <summary>Begins the chain, or begins it anew.</summary>
    internal List<Record> Base(IReadOnlyList<string>? area = null)
    {
        _ = life.Night();
        head = chainBase = life.Now;
        return Deliver(area ?? terms.Municipalities, isBase: true, from: null);
    }

    /// <summary>
    /// Begins the chain at a key, without a base: its recipients are clients of the interface so far.
    /// </summary>
    /// <param name="key">Up to which key they have its data.</param>
    /// <param name="known">The persons that they have.</param>
    /// <param name="comparable">Of each line of a group what the interface has fields for; null for nothing.</param>
    /// <param name="list">Of a list, who is on it: from now on these and those that they become.</param>
    internal void BeginAt(
        JournalKey key, IReadOnlyDictionary<string, PersonState> known, Func<string, string?> comparable, IEnumerable<long>? list = null)
    {
        (head, chainBase, beginsNow, shared, listed) = (key, key, true, comparable, [.. list ?? []]);
        listIsKept = terms.IsList;
        foreach (var recipient in recipients)
        {
            recipient.Take(known);
        }
    }

    /// <summary>Delivers what has happened since the last delivery.</summary>
    internal List<Record> Changes(IReadOnlyList<string>? area = null)
    {
        _ = life.Night();
        var from = head;
        head = life.Now;
        return Deliver(area ?? terms.Municipalities, isBase: false, from);
    }

    /// <summary>The recipients lose a person and hold wrong data of another in some municipalities; the next delivery repairs
    /// these.</summary>
    internal void Repair(Random random, IReadOnlyList<string> area)
    {
        repaired = [.. area.Where(_ => random.Next(2) == 0).DefaultIfEmpty(area[0])];
        foreach (var recipient in recipients)
        {
            // The recipient's code means the person it meant at the last delivery; by now it may belong to another.
            recipient.Damage(random, code =>
                life.Reader.Find(code, head) is { } known
                && life.Reader.At(known.PersonId, life.Now) is { Alive: true } person
                && repaired.Contains(person.Municipality));
        }
    }

    /// <summary>Whether the area of the last delivery was another one.</summary>
    internal bool IsNewArea(IReadOnlyList<string> area) => !area.SequenceEqual(areaBefore);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private List<Record> Deliver(IReadOnlyList<string> area, bool isBase, JournalKey? from)
    {
        var context = Some.Context with
        {
            Terms = terms with { Municipalities = area, Repair = isBase ? null : repaired },
            Kind = isBase ? DeliveryKind.Base : DeliveryKind.Changes,
            BeginsAtKey = beginsNow,
            Planned = new DateTimeOffset(
                DateTime.ParseExact(life.Today, "yyyyMMdd", CultureInfo.InvariantCulture).AddHours(3),
                TimeSpan.FromHours(2)),
            Number = ++number,
            From = from?.Value,
            To = head.Value,
            ChainBase = chainBase.Value,
            AreaBefore = areaBefore,
            List = terms.IsList ? NextList(isBase) : null,
        };
        areaBefore = area;
        repaired = null;
        var delivered = Compose(context, "delivered");
        var composed = Composed;
        foreach (var recipient in recipients)
        {
            recipient.Load(delivered, isBase);
        }

        // CSV has everything; fixed width may have genuine groups only.
        var records = recipients[^1].Records(delivered).Where(record => !record.IsOpaque).ToList();
        var checks = new DeliveryChecks(life, context, records);
        checks.NothingProtectedIsInTheFiles(delivered);
        checks.NoRelationShowsWhereAProtectedPersonLives();
        checks.FormerMunicipalitiesAreForTheRightAlone();
        checks.OnlyTheProductIsThere();
        var isFirstOfKey = beginsNow;
        beginsNow = false;
        if (!isBase && !isFirstOfKey && context.Terms.Repair is null && !terms.IsList)
        {
            checks.EverybodyHasTheRecordsThatTheirTransitionGives();
            checks.NoRecordTellsWhatTheRecipientMayNotKnow();
        }

        if (terms.FixedIsGenuine)
        {
            FixedRecords = [.. recipients[0].Records(delivered).Where(record => !record.IsOpaque)];
            Assert.That(FixedRecords.SelectMany(Groups).Where(spec => spec.IsOwn), Is.Empty, "groups of our own in fixed width");
        }

        if (terms.IsList)
        {
            CheckList(context);
            return Done(delivered, composed, records);
        }

        var digests = new ReconciliationComposer(life.Reader, Layouts.Catalog).Compose(context, null, CancellationToken.None);
        foreach (var recipient in recipients)
        {
            var expected = FreshBase(context, recipient.FromCsv);
            Assert.That(
                Lines(recipient.Residents(area)),
                Is.EqualTo(Lines(expected)),
                $"{recipient}, delivery {number}, right {terms.NonDisclosureRight}");
            if (shared is not null)
            {
                // The interface lacks some groups, without which no digest is the same.
                continue;
            }

            var isGenuine = terms.FixedIsGenuine && !recipient.FromCsv;
            Assert.That(
                recipient.Digests(area).Select(digest => isGenuine ? digest with { Digest = "" } : digest),
                Is.EqualTo(digests.Select(digest => isGenuine ? digest with { Digest = "" } : digest)),
                $"digests of {recipient}, delivery {number}, right {terms.NonDisclosureRight}");
        }

        return Done(delivered, composed, records);
    }

    private List<Record> Done(string delivered, ComposedDelivery? composed, List<Record> records)
    {
        Composed = composed;
        Directory.Delete(delivered, recursive: true);
        return records;
    }

    private void CheckList(DeliveryContext context)
    {
        foreach (var recipient in recipients)
        {
            Assert.That(
                Lines(recipient.Listed(terms.ShowsProtected)),
                Is.EqualTo(Lines(FreshBase(context, recipient.FromCsv))),
                $"{recipient}, delivery {number} of a list, right {terms.NonDisclosureRight}");
        }
    }

    /// <summary>Who became another person is off the list by that, as <c>ListKeeper</c> has it.</summary>
    private ListWindow NextList(bool isBase)
    {
        var before = listed;
        listed = listIsKept
            ? [.. before.Select(person => SurvivorOf(person, head))]
            : [.. life.Persons.Where(person => life.Reader.At(person, head) is { MergedInto: null })];
        var from = listPosition;
        List<ListChange> changes =
        [
            .. listed.Except(before).Select(person => new ListChange(++listPosition, person, IsAdded: true, IsUploaded: !listIsKept)),
            .. before.Except(listed).Select(person => new ListChange(++listPosition, person, IsAdded: false, IsUploaded: false)),
        ];
        return new ListWindow(listed, isBase ? [] : changes) { From = isBase ? null : from, To = listPosition };
    }

    /// <summary>The person that this one has become part of by a key.</summary>
    private long SurvivorOf(long person, JournalKey key)
    {
        while (life.Reader.At(person, key)?.MergedInto is { } survivor)
        {
            person = survivor;
        }

        return person;
    }

    private string[] Lines(SortedDictionary<string, string[]> residents) =>
    [
        .. residents
            .SelectMany(resident => resident.Value.Select(group => (Code: resident.Key, Group: shared is null ? group : shared(group))))
            .Where(line => line.Group is not null)
            .Select(line => $"{line.Code} {line.Group}"),
    ];

    private string Compose(DeliveryContext context, string name)
    {
        var target = Path.Combine(folder, name);
        Directory.CreateDirectory(target);
        Composed = !context.IsOfChanges
            ? new BaseComposer(life.Reader, Layouts.Catalog, NoDisk.Instance).Compose(context, target, null, CancellationToken.None)
            : new ChangeComposer(life.Reader, Layouts.Catalog, NoDisk.Instance).Compose(context, target, null, CancellationToken.None);
        return target;
    }

    private static IEnumerable<GroupSpec> Groups(Record record) => Enumerable.Range(0, record.GroupCount).Select(record.Spec);

    private SortedDictionary<string, string[]> FreshBase(DeliveryContext context, bool fromCsv)
    {
        var fresh = Compose(
            context with
            {
                Terms = context.Terms with { Formats = [fromCsv ? "csv" : "fixed"], Repair = null },
                Kind = DeliveryKind.Base,
                BeginsAtKey = false,
                From = null,
                List = context.List is { } list ? new ListWindow(list.Members, []) { To = list.To } : null,
            },
            "fresh");
        var recipient = new MemoryRecipient(fromCsv);
        recipient.Load(fresh, isBase: true);
        Directory.Delete(fresh, recursive: true);
        return terms.IsList ? recipient.Listed(terms.ShowsProtected) : recipient.Residents(context.Terms.Municipalities);
    }
}
