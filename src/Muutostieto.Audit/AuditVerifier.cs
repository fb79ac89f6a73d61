using System.IO.Abstractions;
using Muutostieto.Audit.Files;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Audit;

/// <summary>
/// Verifies the audit chain: each entry follows the one before, each payload is the one that its entry names, and the entries match ledger,
/// manifests and anchors. A chain rewritten with recomputed hashes agrees with itself, but not with those.
/// </summary>
public sealed class AuditVerifier
{
    /// <summary>No entry's persons may be removed earlier, whatever the settings say.</summary>
    public const int LeastYears = 5;

    private readonly IFileSystem files;
    private readonly IAuditArchive archive;
    private readonly bool hasLedger;
    private readonly IReadOnlyList<WitnessedDelivery> deliveries;
    private readonly ILookup<DeliveryKey, WitnessedDelivery> known;
    private readonly HashSet<(string Permit, string File)> answers;
    private readonly IReadOnlyList<(string Place, AuditAnchor? Anchor)> anchors;
    private readonly ChainWalk chain;
    private readonly LaterPurges later;
    private readonly List<AuditFinding> findings;
    private readonly List<string> notes;
    private int payloads;
    private int compared;

    /// <summary>Reads a chain in files, and looks whether it agrees with itself. Deliveries may be made meanwhile.</summary>
    /// <param name="files">Where the folder is.</param>
    /// <param name="folder">The audit folder.</param>
    /// <param name="ledger">What the chain is compared with; null when there is none.</param>
    internal AuditVerifier(IFileSystem files, string folder, IAuditWitness? ledger)
        : this(new FolderArchive(files, folder), files, ledger)
    {
    }

    /// <summary>Reads the chain, and looks whether it agrees with itself. Deliveries may be made meanwhile.</summary>
    /// <param name="archive">Where the chain is.</param>
    /// <param name="files">Where manifests are.</param>
    /// <param name="ledger">What the chain is compared with; null when there is none.</param>
    internal AuditVerifier(IAuditArchive archive, IFileSystem files, IAuditWitness? ledger)
    {
        this.archive = archive;
        this.files = files;
        hasLedger = ledger is not null;

        // What names an entry is read before the entries, and what an entry names after them.
        deliveries = ledger?.Deliveries() ?? [];
        anchors = archive.ReadAnchors();
        chain = new ChainWalk(
            archive,
            [
                .. deliveries.Select(delivery => delivery.Head?.Sequence).OfType<long>(),
                .. anchors.Select(one => one.Anchor?.Sequence).OfType<long>(),
            ]);
        (findings, notes) = (chain.Findings, chain.Notes);
        later = new LaterPurges(archive, chain);
        known = (ledger?.Deliveries() ?? []).ToLookup(delivery => delivery.Key);
        answers = AnswersOf(ledger);
    }

    /// <summary>What has been found so far.</summary>
    public AuditVerification Result => new(chain.Head, payloads, chain.Purged, compared, findings, notes);

    /// <summary>Hashes the persons of all entries.</summary>
    public AuditVerifier Payloads()
    {
        using var reader = archive.ReadPayloads();
        foreach (var entry in chain.Entries.Values.Select(one => one.Entry).Where(IsOwn).OrderBy(entry => entry.Sequence))
        {
            Take(entry, reader);
        }

        foreach (var entry in Answers())
        {
            Take(entry, reader);
        }

        foreach (var (file, day) in chain.Days)
        {
            if (chain.PurgeOf(file) is not { } purge)
            {
                payloads++;
            }
            else if (purge.At < day.Latest.AddYears(LeastYears))
            {
                findings.Add(
                    new AuditFinding(
                        purge.Sequence,
                        PlaceOf(purge.Sequence),
                        $"{file} was removed on {purge.At:yyyy-MM-dd}",
                        $"it to be kept for {LeastYears} years, from {day.Latest:yyyy-MM-dd} on"));
            }
        }

        return this;
    }

    /// <summary>Whether an entry's persons may have been removed: what is recorded, also since the chain was read.</summary>
    internal bool IsPurged(AuditEntry entry, bool looksAgain) => (looksAgain ? later.Of(entry) : chain.PurgeOf(entry)) is not null;

    /// <summary>Compares with what the ledger recorded of its deliveries.</summary>
    public AuditVerifier Ledger()
    {
        if (!hasLedger)
        {
            notes.Add("There is no ledger to compare the chain with.");
            return this;
        }

        var byKey = chain.Entries.Values.Where(one => one.Entry.Delivery is not null).ToLookup(one => one.Entry.Delivery!.Key);
        var before = 0;
        foreach (var delivery in deliveries)
        {
            if (delivery.Head is { } head)
            {
                Compare(head, delivery.Key, "the ledger");
            }
            else if (delivery.IsComposed && byKey[delivery.Key].FirstOrDefault() is { Entry: { } entry })
            {
                findings.Add(
                    new AuditFinding(
                        entry.Sequence,
                        "ledger",
                        $"{delivery.Key} has no audit head",
                        $"that of entry {entry.Sequence}, which records it"));
            }
            else if (delivery.IsComposed)
            {
                before++;
            }
        }

        if (before > 0)
        {
            notes.Add($"{before} deliveries were composed before this audit was kept; only their files show who was in them.");
        }

        // What an earlier ledger lost, by an operator's decision in the chain itself.
        var losses = chain.Entries.Values.Select(one => one.Entry).Where(entry => entry.Restore is not null).ToList();
        foreach (var entry in byKey.SelectMany(entries => entries).Select(one => one.Entry))
        {
            var key = entry.Delivery!.Key;
            if (!known.Contains(key) && losses.Exists(loss => loss.Sequence > entry.Sequence && loss.Restore!.Covers(key)))
            {
                continue;
            }

            if (!known.Contains(key))
            {
                findings.Add(
                    new AuditFinding(
                        entry.Sequence,
                        PlaceOf(entry.Sequence),
                        $"it records {key}, which the ledger does not have",
                        "every delivery of the chain in the ledger: it may be older than the chain"));
            }
            else if (known[key].First().Head is { } head && head.Sequence != entry.Sequence)
            {
                findings.Add(
                    new AuditFinding(
                        entry.Sequence,
                        PlaceOf(entry.Sequence),
                        $"it records {key}, as entry {head.Sequence} does for the ledger",
                        "one entry a delivery"));
            }
        }

        foreach (
            var (place, _, entry) in chain.Entries.Values.Where(one =>
                one.Entry.Answer is { } answer && !answers.Contains((answer.Permit, answer.File))
                && !losses.Exists(loss => loss.Sequence > one.Entry.Sequence
                    && loss.Restore!.Lost.Any(lost => lost.Permit == answer.Permit))))
        {
            findings.Add(
                new AuditFinding(
                    entry.Sequence,
                    place,
                    $"it records {entry.Answer!.File} of {entry.Answer.Permit}, whose list or delivery the ledger does not have",
                    "every answer's list or delivery in the ledger: it may be older than the chain"));
        }

        return this;
    }

    /// <summary>Compares with the head in a manifest; one of a delivery from before the audit names none.</summary>
    /// <param name="path">The manifest, in the outbox or as its recipient has it.</param>
    public AuditVerifier Manifest(string path)
    {
        if (ManifestHead.Read(files, path) is not { } manifest)
        {
            findings.Add(new AuditFinding(null, path, "it is no manifest that can be read", "the manifest of a delivery"));
        }
        else if (manifest.Head is { } head)
        {
            Compare(head, manifest.Key, Path.GetFileName(path));
        }

        return this;
    }

    /// <summary>Compares with what was written down day by day.</summary>
    public AuditVerifier Anchors()
    {
        var lost = chain.Entries.Values.Select(one => one.Entry).Where(entry => entry.Restore?.Anchors is not null)
            .SelectMany(entry => entry.Restore!.Anchors!.Select(head => (Head: head, entry.Sequence)))
            .ToLookup(each => each.Head, each => each.Sequence);
        foreach (var (place, anchor) in anchors)
        {
            if (anchor is not null
                && lost[new AuditHead(anchor.Sequence, anchor.Head)].FirstOrDefault() is > 0 and var decision
                && chain.Entries.GetValueOrDefault(anchor.Sequence)?.Hash != anchor.Head)
            {
                notes.Add($"{place} has an entry {anchor.Sequence} that was lost, as entry {decision} says: a restore to an earlier time.");
            }
            else if (anchor is not null)
            {
                Compare(new AuditHead(anchor.Sequence, anchor.Head), null, place);
            }
            else
            {
                findings.Add(new AuditFinding(null, place, "it cannot be read", "day, sequence and head"));
            }
        }

        return this;
    }

    private static string Short(string hash) => hash.Length > 12 ? hash[..12] + "…" : hash;

    private static bool IsOwn(AuditEntry entry) => entry.Payload is { Offset: null };

    /// <summary>The entries of the interface up to where the chain was read.</summary>
    private IEnumerable<AuditEntry> Answers() => archive
        .ReadChain()
        .Lines()
        .Where(line => line.Bytes.Span.IndexOf("\"offset\":"u8) >= 0)
        .Select(line => line.Entry())
        .OfType<AuditEntry>()
        .Where(entry => entry.Payload is { Offset: not null })
        .TakeWhile(entry => entry.Sequence <= (chain.Head?.Sequence ?? 0));

    private void Take(AuditEntry entry, IPayloadReader reader)
    {
        if (chain.PurgeOf(entry) is null)
        {
            Compare(entry, entry.Payload!, reader);
        }

        if (!IsOwn(entry))
        {
            return;
        }

        if (chain.PurgeOf(entry) is not { } purge)
        {
            payloads++;
        }
        else if (purge.At < entry.At.AddYears(LeastYears))
        {
            findings.Add(
                new AuditFinding(
                    purge.Sequence,
                    PlaceOf(purge.Sequence),
                    $"the persons of entry {entry.Sequence} were removed on {purge.At:yyyy-MM-dd}",
                    $"them to be kept for {LeastYears} years, from {entry.At:yyyy-MM-dd} on"));
        }
    }

    /// <summary>The names of all answers that could have been given by the permits that the chain has answers of.</summary>
    private HashSet<(string Permit, string File)> AnswersOf(IAuditWitness? ledger) =>
    [
        .. from permit in chain.Entries.Values.Select(one => one.Entry.Answer?.Permit).OfType<string>().Distinct()
           from file in ledger?.AnswersOf(permit) ?? []
           select (permit, file),
    ];

    private void Compare(AuditHead head, DeliveryKey? key, string source)
    {
        compared++;
        if (!chain.Entries.TryGetValue(head.Sequence, out var one))
        {
            findings.Add(
                new AuditFinding(
                    head.Sequence,
                    archive.PartName(1),
                    chain.IsAnswer(head.Sequence)
                        ? $"entry {head.Sequence} records an answer of the interface"
                        : $"entry {head.Sequence} is missing, of {chain.Lines} lines",
                    $"it, with the hash {Short(head.Hash)} that {source} has{OfDelivery(key)}: the chain was cut off or entries were "
                        + "removed"
                ));
        }
        else if (one.Hash != head.Hash)
        {
            findings.Add(
                new AuditFinding(
                    head.Sequence,
                    one.Place,
                    $"entry {head.Sequence} has the hash {Short(one.Hash)}",
                    $"{Short(head.Hash)}, which {source} has{OfDelivery(key)}: it, or the chain before it, was changed"));
        }
        else if (key is not null && one.Entry.Delivery?.Key != key)
        {
            findings.Add(
                new AuditFinding(
                    head.Sequence,
                    one.Place,
                    $"entry {head.Sequence} records {one.Entry.Delivery?.Title ?? "no delivery"}",
                    $"{key}, as {source} has"));
        }
    }

    private void Compare(AuditEntry entry, AuditPayload payload, IPayloadReader reader)
    {
        if (reader.Matches(payload, out _))
        {
            return;
        }

        if (reader.IsThere(payload))
        {
            findings.Add(
                new AuditFinding(
                    entry.Sequence,
                    archive.PlaceOf(payload),
                    $"the {archive.PayloadNoun} was changed",
                    $"the hash {Short(payload.Sha256)} that entry {entry.Sequence} has"));
        }
        else if (later.Of(entry) is null)
        {
            findings.Add(
                new AuditFinding(
                    entry.Sequence,
                    archive.PlaceOf(payload),
                    $"the {archive.PayloadNoun} is missing",
                    $"the persons of entry {entry.Sequence}, whose removal is not recorded"));
        }
    }

    private static string OfDelivery(DeliveryKey? key) => key is null ? "" : $" of {key}";

    private string PlaceOf(long sequence) => chain.Entries.GetValueOrDefault(sequence)?.Place ?? archive.PartName(1);
}
