using System.IO.Abstractions;
using System.Security.Cryptography;
using System.Text.Json;
using Muutostieto.Records.Dates;
using Muutostieto.Records.Files;

namespace Muutostieto.Audit;

/// <summary>
/// The audit trail in plain files: a chain of lines, each naming the hash of the one before, and beside each entry its persons.
/// </summary>
public sealed class AuditStore : IAuditTrail
{
    private readonly string folder;
    private readonly TimeProvider clock;
    private readonly IDiskSync disk;

    /// <param name="folder">Made when the first entry is appended.</param>
    /// <param name="clock">Says when entries are appended.</param>
    /// <param name="disk">Where the folder is.</param>
    public AuditStore(string folder, TimeProvider clock, IDiskSync disk) => (this.folder, this.clock, this.disk) = (folder, clock, disk);

    public AuditHead RecordDelivery(
        AuditedDelivery delivery,
        AuditContent content,
        IReadOnlyDictionary<string, string> files,
        AuditHead? expected)
    {
        var (payload, digest) = (PayloadFile.Write(content), content.Digest());
        using var held = AuditLock.Acquire(disk.Files, folder);
        var chain = ChainFile.Read(disk.Files, folder);
        if (chain.Find(delivery) is { } known)
        {
            var head = new AuditHead(known.Entry.Sequence, known.Line.Hash);
            return known.Entry.Delivery != delivery ? throw AuditErrors.NumberTaken(delivery, known.Entry)
                : known.Entry.Payload?.Content != digest || !SameFiles(known.Entry.Files, files)
                    ? throw AuditErrors.OtherContent(delivery, known.Entry)
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
            ChainFile.Read(disk.Files, folder),
            AuditEntryKind.Question,
            content is null ? null : PayloadFile.Write(content),
            content?.Digest(),
            entry => entry with { Question = question, Persons = content?.Count });
    }

    public AuditHead RecordAnswer(AuditedAnswer answer)
    {
        using var held = AuditLock.Acquire(disk.Files, folder);
        var chain = ChainFile.Read(disk.Files, folder);
        foreach (var line in chain.Lines.Where(line => line.Bytes.Span.IndexOf("\"answer\":{"u8) >= 0))
        {
            if (line.Entry() is { } entry && entry.Answer == answer)
            {
                return new AuditHead(entry.Sequence, line.Hash);
            }
        }

        return Append(chain, AuditEntryKind.Answer, null, null, entry => entry with { Answer = answer });
    }

    /// <summary>Whether the chain of a folder has an entry of a delivery; false when there is no chain.</summary>
    public static bool HasDelivery(IFileSystem files, string folder) => ChainFile.Read(files, folder).HasDelivery;

    public bool HasPurged(AuditHead entry) =>
        ChainFile
            .Read(disk.Files, folder)
            .Lines.Where(line => line.Bytes.Span.IndexOf("\"purge\":{"u8) >= 0)
            .Any(line => line.Entry()?.Purge?.Entries.Contains(entry.Sequence) == true);

    public int Purge(int years, IAuditWitness ledger)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        if (!Presence.IsThere(disk.Files, AuditFolder.Chain(folder)))
        {
            return 0;
        }

        using var held = AuditLock.Acquire(disk.Files, folder);
        var chain = ChainFile.Read(disk.Files, folder);
        var entries = chain.Lines.Select(line => line.Entry()).OfType<AuditEntry>().ToList();
        var purged = entries.SelectMany(entry => entry.Purge?.Entries ?? []).ToHashSet();
        var now = clock.GetUtcNow();
        var due = entries
            .Where(entry => entry.Payload is not null && !purged.Contains(entry.Sequence) && IsOver(entry))
            .Select(entry => entry.Sequence)
            .ToList();
        if (due.Count > 0)
        {
            // Said before it is done: persons that are missing without a word would be a fault.
            _ = Append(chain, AuditEntryKind.Purge, null, null, entry => entry with { Purge = new AuditPurge(years, due) });
            purged.UnionWith(due);
        }

        foreach (var entry in entries.Where(entry => entry.Payload is not null && purged.Contains(entry.Sequence)))
        {
            disk.Files.File.Delete(AuditFolder.Payload(folder, entry.Payload!));
        }

        return due.Count;

        bool IsOver(AuditEntry entry) => entry.At.AddYears(years) <= now
            && (entry.Delivery is not { } delivery || ledger.Find(delivery.Key)?.LastLeft is not { } last || last.AddYears(years) <= now);
    }

    public AuditHead? WriteAnchor()
    {
        if (ChainFile.Read(disk.Files, folder).Head is null)
        {
            return null;
        }

        using var held = AuditLock.Acquire(disk.Files, folder);
        if (ChainFile.Read(disk.Files, folder).Head is not { } head)
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

    private AuditHead Append(ChainFile chain, AuditEntryKind kind, byte[]? payload, string? digest, Func<AuditEntry, AuditEntry> fill)
    {
        var now = clock.GetUtcNow();
        return chain.Append(
            (sequence, previous) => fill(new AuditEntry
            {
                Sequence = sequence,
                Previous = previous,
                At = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond)),
                Kind = kind,
                Payload = payload is null ? null : WritePayload(sequence, payload, digest!),
            }),
            disk);
    }

    /// <summary>
    /// Makes the payload durable. One of that number that is there already belongs to an append that was broken off, and to no entry.
    /// </summary>
    private AuditPayload WritePayload(long sequence, byte[] content, string digest)
    {
        var payload = new AuditPayload(
            AuditFolder.PayloadName(sequence),
            content.Length,
            Convert.ToHexStringLower(SHA256.HashData(content)),
            digest);
        AuditFolder.CreatePayloads(disk.Files, folder);
        var path = AuditFolder.Payload(folder, payload);
        using (var file = PrivateFile.Open(disk.Files, path, FileMode.Create, FileAccess.Write, FileShare.Read))
        {
            file.Write(content);
            disk.FlushFile(file);
        }

        disk.FlushDirectory(Path.Combine(folder, AuditFolder.PayloadFolder));
        return payload;
    }
}
