using System.Globalization;
using Muutostieto.Audit.Files;
using Muutostieto.Records.Dates;
using Muutostieto.Records.Files;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Audit;

/// <summary>
/// The audit trail: a chain of lines, each naming the hash of the one before, and beside each entry its persons. In plain files, or in a
/// database.
/// </summary>
internal sealed class AuditStore : IAuditTrail
{
    private readonly IAuditStorage storage;
    private readonly string folder;
    private readonly TimeProvider clock;
    private readonly IDiskSync disk;
    private readonly DisclosureQueue disclosures;

    /// <summary>The last answer that this store has recorded. One group is committed at a time.</summary>
    private long recorded;

    /// <summary>In files.</summary>
    /// <param name="folder">Made when the first entry is appended.</param>
    /// <param name="clock">Says when entries are appended.</param>
    /// <param name="disk">Where the folder is.</param>
    internal AuditStore(string folder, TimeProvider clock, IDiskSync disk)
        : this(new FolderStorage(disk, folder), folder, clock, disk)
    {
    }

    /// <param name="storage">Where the chain is.</param>
    /// <param name="folder">Where anchors are.</param>
    /// <param name="clock">Says when entries are appended.</param>
    /// <param name="disk">Where anchors and manifests are.</param>
    internal AuditStore(IAuditStorage storage, string folder, TimeProvider clock, IDiskSync disk)
    {
        (this.storage, this.folder, this.clock, this.disk) = (storage, folder, clock, disk);
        disclosures = new DisclosureQueue(Commit);
    }

    public AuditHead RecordDelivery(
        AuditedDelivery delivery,
        AuditContent content,
        IReadOnlyDictionary<string, string> files,
        AuditHead? expected)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        delivery = delivery.ForChain();
        var (payload, digest) = (PayloadFile.Write(content), content.Digest());
        return storage.Append(chain =>
        {
            foreach (var (head, known) in chain.Named(AuditEntryKind.Delivery, EntryName.Of(delivery)).Take(1))
            {
                return known.Delivery?.IsOf(delivery) != true ? throw AuditErrors.NumberTaken(delivery, known)
                    : known.Payload?.Content != digest || !SameFiles(known.Files, files) ? throw AuditErrors.OtherContent(delivery, known)
                    : expected is not null && expected != head ? throw AuditErrors.OtherEntry(delivery, expected)
                    : head;
            }

            return expected is not null
                ? throw AuditErrors.OtherEntry(delivery, expected)
                : Append(chain, AuditEntryKind.Delivery, payload, digest, entry =>
                    entry with
                    {
                        At = delivery.Planned.ToUniversalTime(),
                        Delivery = delivery,
                        Persons = content.Count,
                        Groups = content.Groups.ToDictionary(group => group.Code, group => group.Count),
                        Files = files,
                    });
        });
    }

    public AuditHead RecordQuestion(AuditQuestion question, long? person)
    {
        var content = person is { } id ? AuditContent.Of(id) : null;
        return storage.Append(chain => Append(
            chain,
            AuditEntryKind.Question,
            content is null ? null : PayloadFile.Write(content),
            content?.Digest(),
            entry => entry with { Question = question, Persons = content?.Count }));
    }

    public AuditHead RecordAnswer(AuditedAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return storage.Append(chain =>
            chain.Named(AuditEntryKind.Answer, EntryName.Of(answer)).LastOrDefault(known => known.Entry.Answer == answer).Head
                ?? Append(chain, AuditEntryKind.Answer, null, null, entry => entry with { Answer = answer }));
    }

    public AuditHead RecordPreview(AuditedPreview preview)
    {
        ArgumentNullException.ThrowIfNull(preview);
        preview = preview with { Asker = preview.Asker?.ForChain() };
        return storage.Append(chain => Append(chain, AuditEntryKind.Preview, null, null, entry => entry with { Preview = preview }));
    }

    public AuditHead RecordDownload(AuditedDownload download)
    {
        ArgumentNullException.ThrowIfNull(download);
        download = download with { Asker = download.Asker.ForChain() };
        return storage.Append(chain => Append(chain, AuditEntryKind.Download, null, null, entry => entry with { Download = download }));
    }

    public AuditHead RecordRestore(AuditedRestore restore)
    {
        ArgumentNullException.ThrowIfNull(restore);
        var anchors = LostAnchors().Select(anchor => new AuditHead(anchor.Sequence, anchor.Head)).ToList();
        restore = restore.ForChain() with { Anchors = anchors.Count == 0 ? null : anchors };
        return storage.Append(chain =>
            chain.Named(AuditEntryKind.Restore, EntryName.Restore).Take(1).FirstOrDefault(known => known.Entry.Restore!.IsOf(restore)).Head
                ?? Append(chain, AuditEntryKind.Restore, null, null, entry => entry with { Restore = restore }));
    }

    public bool HasLostAnchors()
    {
        if (storage.IsEmpty || LostAnchors() is not { Count: > 0 } lost)
        {
            return false;
        }

        var decisions = storage.Look(chain => chain.Named(AuditEntryKind.Restore, EntryName.Restore)).Select(known => known.Entry).ToList();
        var named = decisions.SelectMany(decision => decision.Restore!.Anchors ?? []).ToHashSet();
        var others = lost.Where(anchor => !named.Contains(new AuditHead(anchor.Sequence, anchor.Head))).ToList();
        return decisions.Count > 0 && others.Count > 0
            && others.TrueForAll(anchor => string.CompareOrdinal(anchor.Day, Day(decisions.Max(decision => decision.At))) <= 0);
    }

    public Task<AuditHead> RecordDisclosureAsync(
        AuditedInterfaceAnswer answer, string? user, AuditContent content, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(content);
        return disclosures.RecordAsync(
            new PendingDisclosure(
                answer.ForChain(),
                content.Count,
                content.Groups.ToDictionary(group => group.Code, group => group.Count),
                PayloadFile.Write(content, AuditedInterfaceAnswer.Kept(user)),
                content.Digest()),
            cancellation);
    }

    public bool HasPurged(AuditHead entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return storage.Look(chain => HasPurged(chain, entry));
    }

    public AuditedPersons PersonsOf(DeliveryKey delivery, AuditHead entry)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return storage.Look(chain =>
        {
            var known = chain.Named(AuditEntryKind.Delivery, delivery.ToString()).FirstOrDefault(found => found.Head == entry).Entry;
            if (known?.Payload is not { } payload)
            {
                throw AuditErrors.NoPersons(delivery, "does not have the entry that the ledger knows of");
            }

            if (HasPurged(chain, entry))
            {
                throw AuditErrors.PersonsPurged(delivery);
            }

            try
            {
                using var reader = chain.ReadPayloads();
                return reader.Matches(payload, out var content)
                    ? new AuditedPersons(PayloadFile.PersonsOf(content), payload.Content)
                    : throw AuditErrors.NoPersons(delivery, "has persons of it that are missing or were changed");
            }
            catch (InvalidDataException)
            {
                throw AuditErrors.NoPersons(delivery, "has persons of it in a form that this program does not know");
            }
        });
    }

    public int Purge(int years, IAuditWitness ledger)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        if (storage.IsEmpty)
        {
            return 0;
        }

        // Said before it is done: persons that are missing without a word would be a fault.
        var (count, entries, days) = storage.Append(chain => RecordPurge(chain, years, ledger));
        storage.RemovePayloads([.. storage.PayloadNames().Where(IsPurged)]);
        return count;

        bool IsPurged(string name) => PayloadName.EntryOf(name) is { } entry ? entries.Contains(entry) : days.Contains(name);
    }

    public AuditHead? WriteAnchor() => storage.IsEmpty
        ? null
        : storage.Append(chain =>
        {
            if (chain.Head is { } head)
            {
                AnchorFile.Write(disk.Files, folder, new AuditAnchor(Day(clock.GetUtcNow()), head.Sequence, head.Hash));
            }

            return chain.Head;
        });

    public AuditAnswer Ask(long person, IReadOnlyList<long> duplicates, long before, IAuditWitness? ledger) =>
        AuditLookup.Ask(storage, disk.Files, person, duplicates, before, ledger);

    public AuditVerifier Verify(IAuditWitness? ledger) => new(storage, disk.Files, ledger);

    private static bool SameFiles(IReadOnlyDictionary<string, string>? known, IReadOnlyDictionary<string, string> files) =>
        known?.Count == files.Count && files.All(file => known.GetValueOrDefault(file.Key) == file.Value);

    private static string Day(DateTimeOffset time) =>
        HelsinkiTime.DayOf(time).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The anchors of this machine whose entries the chain does not have.</summary>
    private List<AuditAnchor> LostAnchors() =>
    [
        .. storage.ReadAnchors().Select(one => one.Anchor).OfType<AuditAnchor>()
            .Where(anchor => storage.Find(anchor.Sequence)?.Hash != anchor.Head),
    ];

    private static bool HasPurged(IChainLook chain, AuditHead entry) =>
        chain.Purges().Any(purge => purge.Entries.Contains(entry.Sequence));

    /// <summary>Records what is due to be removed.</summary>
    /// <returns>How many payloads are due, and all that were ever recorded: the entries that had their own, and the days.</returns>
    private (int Count, HashSet<long> Entries, HashSet<string> Days) RecordPurge(IChainEnd chain, int years, IAuditWitness ledger)
    {
        var before = chain.Purges();
        var (entries, days) = (
            before.SelectMany(purge => purge.Entries).ToHashSet(),
            before.SelectMany(purge => purge.Files ?? []).ToHashSet(StringComparer.Ordinal));
        var latest = clock.GetUtcNow().AddYears(-years).AddDays(1);
        var due = chain
            .WithPersons(latest)
            .Where(entry => !entries.Contains(entry.Sequence) && IsOver(entry.At) && IsOut(entry.Delivery))
            .Select(entry => entry.Sequence)
            .ToList();
        var over = storage
            .PayloadNames()
            .Where(name => PayloadName.EndOfDay(name) is { } end && IsOver(end) && !days.Contains(name))
            .Order(StringComparer.Ordinal)
            .ToList();
        if (due.Count + over.Count > 0)
        {
            var purge = new AuditPurge(years, due, over.Count == 0 ? null : over);
            _ = Append(chain, AuditEntryKind.Purge, null, null, entry => entry with { Purge = purge });
            entries.UnionWith(due);
            days.UnionWith(over);
        }

        return (due.Count + over.Count, entries, days);

        bool IsOver(DateTimeOffset time) => time.AddYears(years) <= clock.GetUtcNow();

        bool IsOut(AuditedDelivery? delivery) => delivery is null || ledger.Find(delivery.Key)?.LastLeft is not { } last || IsOver(last);
    }

    private AuditHead Append(IChainEnd chain, AuditEntryKind kind, byte[]? payload, string? digest, Func<AuditEntry, AuditEntry> fill)
    {
        var now = Now();
        return chain.Append(
        [
            (sequence, previous) => fill(new AuditEntry
            {
                Sequence = sequence,
                Previous = previous,
                At = now,
                Kind = kind,
                Payload = payload is null ? null : chain.KeepOwn(sequence, payload, digest!),
            }),
        ]).Single();
    }

    /// <summary>Appends a group of answers of the interface: payloads first, then the lines, each in one write.</summary>
    private IReadOnlyList<AuditHead> Commit(IReadOnlyList<PendingDisclosure> group)
    {
        try
        {
            var heads = storage.Append(chain =>
                (chain.Head?.Sequence ?? 0) < recorded ? throw AuditErrors.Shorter(storage.Name, recorded) : Append(chain, group));
            recorded = heads[^1].Sequence;
            return heads;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw AuditErrors.NotRecorded(storage.Name, failure);
        }
    }

    private IReadOnlyList<AuditHead> Append(IChainEnd chain, IReadOnlyList<PendingDisclosure> group)
    {
        var now = Now();
        var written = chain.KeepInDay(now, [.. group.Select(one => (one.Payload, one.Digest))]);
        return chain.Append(
        [
            .. group.Zip(written).Select<(PendingDisclosure One, AuditPayload Payload), Func<long, string, AuditEntry>>(
                pair => (sequence, previous) => new AuditEntry
                {
                    Sequence = sequence,
                    Previous = previous,
                    At = now,
                    Kind = AuditEntryKind.Interface,
                    Persons = pair.One.Persons,
                    Groups = pair.One.Groups,
                    Interface = pair.One.Answer,
                    Payload = pair.Payload,
                }),
        ]);
    }

    private DateTimeOffset Now()
    {
        var now = clock.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
    }
}
