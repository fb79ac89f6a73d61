using System.IO.Abstractions;
using System.Text.Json;
using Muutostieto.Records.Dates;
using Muutostieto.Records.Files;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Audit;

/// <summary>
/// The audit trail in plain files: a chain of lines, each naming the hash of the one before, and beside each entry its persons.
/// </summary>
public sealed class AuditStore : IAuditTrail
{
    private readonly string folder;
    private readonly TimeProvider clock;
    private readonly IDiskSync disk;
    private readonly long segmentBytes;
    private readonly PayloadStore payloads;
    private readonly DisclosureQueue disclosures;

    /// <summary>The last answer that this store has recorded. One group is committed at a time.</summary>
    private long recorded;

    /// <param name="folder">Made when the first entry is appended.</param>
    /// <param name="clock">Says when entries are appended.</param>
    /// <param name="disk">Where the folder is.</param>
    public AuditStore(string folder, TimeProvider clock, IDiskSync disk)
        : this(folder, clock, disk, ChainEnd.SegmentBytes)
    {
    }

    /// <param name="folder">Made when the first entry is appended.</param>
    /// <param name="clock">Says when entries are appended.</param>
    /// <param name="disk">Where the folder is.</param>
    /// <param name="segmentBytes">From which size on a segment gets no further entry.</param>
    internal AuditStore(string folder, TimeProvider clock, IDiskSync disk, long segmentBytes)
    {
        (this.folder, this.clock, this.disk, this.segmentBytes) = (folder, clock, disk, segmentBytes);
        payloads = new PayloadStore(disk, folder);
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
        using var held = AuditLock.Acquire(disk.Files, folder);
        var chain = Open();
        foreach (var (head, known) in chain.Named(AuditEntryKind.Delivery, IndexedEntry.NameOf(delivery)).Take(1))
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
    }

    public AuditHead RecordQuestion(AuditQuestion question, long? person)
    {
        using var held = AuditLock.Acquire(disk.Files, folder);
        var content = person is { } id ? AuditContent.Of(id) : null;
        return Append(
            Open(),
            AuditEntryKind.Question,
            content is null ? null : PayloadFile.Write(content),
            content?.Digest(),
            entry => entry with { Question = question, Persons = content?.Count });
    }

    public AuditHead RecordAnswer(AuditedAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        using var held = AuditLock.Acquire(disk.Files, folder);
        var chain = Open();
        return chain.Named(AuditEntryKind.Answer, IndexedEntry.NameOf(answer)).LastOrDefault(known => known.Entry.Answer == answer).Head
            ?? Append(chain, AuditEntryKind.Answer, null, null, entry => entry with { Answer = answer });
    }

    public AuditHead RecordPreview(AuditedPreview preview)
    {
        ArgumentNullException.ThrowIfNull(preview);
        preview = preview with { Asker = preview.Asker?.ForChain() };
        using var held = AuditLock.Acquire(disk.Files, folder);
        return Append(Open(), AuditEntryKind.Preview, null, null, entry => entry with { Preview = preview });
    }

    public AuditHead RecordDownload(AuditedDownload download)
    {
        ArgumentNullException.ThrowIfNull(download);
        download = download with { Asker = download.Asker.ForChain() };
        using var held = AuditLock.Acquire(disk.Files, folder);
        return Append(Open(), AuditEntryKind.Download, null, null, entry => entry with { Download = download });
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

    /// <summary>Whether the chain of a folder has an entry of a delivery; false when there is no chain.</summary>
    public static bool HasDelivery(IFileSystem files, string folder) =>
        new ChainReader(files, folder).Lines().Any(line => line.Bytes.Span.IndexOf("\"delivery\":{"u8) >= 0);

    public bool HasPurged(AuditHead entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        using var held = AuditLock.Acquire(disk.Files, folder);
        return Open().Purges().Any(purge => purge.Entries.Contains(entry.Sequence));
    }

    public AuditedPersons PersonsOf(DeliveryKey delivery, AuditHead entry)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        using var held = AuditLock.Acquire(disk.Files, folder);
        var chain = Open();
        var known = chain.Named(AuditEntryKind.Delivery, delivery.ToString()).FirstOrDefault(found => found.Head == entry).Entry;
        if (known?.Payload is not { } payload)
        {
            throw AuditErrors.NoPersons(delivery, "does not have the entry that the ledger knows of");
        }

        if (chain.Purges().Any(purge => purge.Entries.Contains(entry.Sequence)))
        {
            throw AuditErrors.PersonsPurged(delivery);
        }

        try
        {
            using var reader = new PayloadReader(disk.Files, folder);
            return reader.Matches(payload, out var content)
                ? new AuditedPersons(PayloadFile.PersonsOf(content), payload.Content)
                : throw AuditErrors.NoPersons(delivery, "has persons of it that are missing or were changed");
        }
        catch (InvalidDataException)
        {
            throw AuditErrors.NoPersons(delivery, "has persons of it in a form that this program does not know");
        }
    }

    public int Purge(int years, IAuditWitness ledger)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        if (ChainSegment.All(disk.Files, folder).Count == 0)
        {
            return 0;
        }

        using var held = AuditLock.Acquire(disk.Files, folder);
        var chain = Open();
        var (entries, days) = (chain.Purges().SelectMany(purge => purge.Entries).ToHashSet(), PurgedDays(chain));
        var latest = clock.GetUtcNow().AddYears(-years).AddDays(1);
        var due = chain
            .WithPersons(latest)
            .Where(entry => !entries.Contains(entry.Sequence) && IsOver(entry.At) && IsOut(entry.Delivery))
            .Select(entry => entry.Sequence)
            .ToList();
        var over = AuditFolder
            .Payloads(disk.Files, folder)
            .Where(path => AuditFolder.EndOfDay(path) is { } end && IsOver(end))
            .Select(path => $"{AuditFolder.PayloadFolder}/{Path.GetFileName(path)}")
            .Where(day => !days.Contains(day))
            .Order(StringComparer.Ordinal)
            .ToList();
        if (due.Count + over.Count > 0)
        {
            // Said before it is done: persons that are missing without a word would be a fault.
            var purge = new AuditPurge(years, due, over.Count == 0 ? null : over);
            _ = Append(chain, AuditEntryKind.Purge, null, null, entry => entry with { Purge = purge });
            entries.UnionWith(due);
            days.UnionWith(over);
        }

        foreach (var path in AuditFolder.Payloads(disk.Files, folder).Where(IsPurged))
        {
            disk.Files.File.Delete(path);
        }

        return due.Count + over.Count;

        bool IsOver(DateTimeOffset time) => time.AddYears(years) <= clock.GetUtcNow();

        bool IsOut(AuditedDelivery? delivery) => delivery is null || ledger.Find(delivery.Key)?.LastLeft is not { } last || IsOver(last);

        bool IsPurged(string path) => AuditFolder.EntryOf(path) is { } entry
            ? entries.Contains(entry)
            : days.Contains($"{AuditFolder.PayloadFolder}/{Path.GetFileName(path)}");
    }

    public AuditHead? WriteAnchor()
    {
        if (ChainSegment.All(disk.Files, folder).Count == 0)
        {
            return null;
        }

        using var held = AuditLock.Acquire(disk.Files, folder);
        if (Open().Head is not { } head)
        {
            return null;
        }

        var (anchors, path) = (AuditFolder.Anchors(folder), AuditFolder.Anchor(folder, HelsinkiTime.Today(clock)));
        PrivateFile.CreateFolder(disk.Files, anchors);

        // Left behind by a process that was killed: only the holder of the lock writes here.
        foreach (
            var left in disk.Files.Directory
                .EnumerateFiles(anchors, "*", new EnumerationOptions { AttributesToSkip = 0 })
                .Where(file => !file.EndsWith(".json", StringComparison.Ordinal))
                .ToList())
        {
            disk.Files.File.Delete(left);
        }

        var anchor = new AuditAnchor(Path.GetFileNameWithoutExtension(path), head.Sequence, head.Hash);
        AtomicFile.Write(disk.Files, path, [.. JsonSerializer.SerializeToUtf8Bytes(anchor, AuditJson.Compact.AuditAnchor), (byte)'\n']);
        return head;
    }

    public AuditAnswer Ask(long person, IReadOnlyList<long> duplicates, long before, IAuditWitness? ledger) =>
        AuditLookup.Ask(disk.Files, folder, person, duplicates, before, ledger);

    public AuditVerifier Verify(IAuditWitness? ledger) => new(disk.Files, folder, ledger);

    private static bool SameFiles(IReadOnlyDictionary<string, string>? known, IReadOnlyDictionary<string, string> files) =>
        known?.Count == files.Count && files.All(file => known.GetValueOrDefault(file.Key) == file.Value);

    private static HashSet<string> PurgedDays(ChainEnd chain) => [.. chain.Purges().SelectMany(purge => purge.Files ?? [])];

    private ChainEnd Open() => ChainEnd.Open(disk, folder, segmentBytes);

    private AuditHead Append(ChainEnd chain, AuditEntryKind kind, byte[]? payload, string? digest, Func<AuditEntry, AuditEntry> fill)
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
                Payload = payload is null ? null : payloads.WriteOwn(sequence, payload, digest!),
            }),
        ]).Single();
    }

    /// <summary>Appends a group of answers of the interface: payloads first, then the lines, each in one write.</summary>
    private IReadOnlyList<AuditHead> Commit(IReadOnlyList<PendingDisclosure> group)
    {
        try
        {
            using var held = AuditLock.Acquire(disk.Files, folder);
            var chain = Open();
            if ((chain.Head?.Sequence ?? 0) < recorded)
            {
                throw AuditErrors.Shorter(folder, recorded);
            }

            var heads = Append(chain, group);
            recorded = heads[^1].Sequence;
            return heads;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw AuditErrors.NotRecorded(folder, failure);
        }
    }

    private IReadOnlyList<AuditHead> Append(ChainEnd chain, IReadOnlyList<PendingDisclosure> group)
    {
        var now = Now();
        var written = payloads.WriteToDay(now, [.. group.Select(one => (one.Payload, one.Digest))]);
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
