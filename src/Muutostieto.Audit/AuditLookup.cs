using System.IO.Abstractions;
using Muutostieto.Audit.Files;

namespace Muutostieto.Audit;

/// <summary>
/// Finds the deliveries and interface answers that hold a record of a person. Answers only from verified payloads: one that differs from
/// what its entry names is
/// reported and not read. A chain that does not agree with itself, the ledger and the anchors may lack deliveries; this is reported too.
/// </summary>
internal static class AuditLookup
{
    /// <summary>Looks through the whole chain in files.</summary>
    internal static AuditAnswer Ask(
        IFileSystem files, string folder, long person, IReadOnlyList<long> duplicates, long before, IAuditWitness? ledger) =>
        Ask(new FolderArchive(files, folder), files, person, duplicates, before, ledger);

    /// <summary>Looks through the whole chain.</summary>
    /// <param name="archive">Where the chain is.</param>
    /// <param name="files">Where manifests are.</param>
    /// <param name="person">The surrogate id.</param>
    /// <param name="duplicates">The surrogate ids merged into this person.</param>
    /// <param name="before">Only entries before this one: the question itself is no answer.</param>
    /// <param name="ledger">What the chain is compared with; null when there is none.</param>
    public static AuditAnswer Ask(
        IAuditArchive archive,
        IFileSystem files,
        long person,
        IReadOnlyList<long> duplicates,
        long before,
        IAuditWitness? ledger)
    {
        ArgumentNullException.ThrowIfNull(duplicates);
        var verifier = new AuditVerifier(archive, files, ledger).Ledger().Anchors();
        var findings = verifier.Result.Findings.ToList();
        var (disclosures, answers, questions) = (new List<AuditedDisclosure>(), new List<InterfaceDisclosure>(), new List<AuditEntry>());
        var (gone, goneAnswers) = (0, 0L);
        using var reader = archive.ReadPayloads();
        foreach (var entry in WithPersons(archive, before))
        {
            if (verifier.IsPurged(entry, looksAgain: false))
            {
                Gone(entry);
            }
            else if (reader.Matches(entry.Payload!, out var payload))
            {
                foreach (var id in duplicates.Prepend(person))
                {
                    if (GroupsOf(archive, entry, payload, id, findings) is not { } groups)
                    {
                        continue;
                    }

                    if (entry.Delivery is not null)
                    {
                        disclosures.Add(new AuditedDisclosure(entry, groups, id != person));
                    }
                    else if (entry.Interface is not null)
                    {
                        answers.Add(new InterfaceDisclosure(entry, groups, PayloadFile.UserOf(payload), id != person));
                    }
                    else
                    {
                        questions.Add(entry);
                    }
                }
            }
            else if (!reader.IsThere(entry.Payload!) && verifier.IsPurged(entry, looksAgain: true))
            {
                Gone(entry);
            }
            else
            {
                findings.Add(
                    new AuditFinding(
                        entry.Sequence,
                        archive.PlaceOf(entry.Payload!),
                        $"the {archive.PayloadNoun} {(reader.IsThere(entry.Payload!) ? "was changed" : "is missing")}",
                        $"who was in {entry.Title} of entry {entry.Sequence}"));
            }
        }

        return new AuditAnswer(disclosures, questions, gone, answers, goneAnswers, findings);

        void Gone(AuditEntry entry)
        {
            gone += entry.Delivery is null ? 0 : 1;
            goneAnswers += entry.Interface is null ? 0 : 1;
        }
    }

    private static IEnumerable<AuditEntry> WithPersons(IAuditArchive archive, long before) => archive
        .ReadChain()
        .Lines()
        .Where(line => line.Bytes.Span.IndexOf("\"payload\":"u8) >= 0)
        .Select(line => line.Entry())
        .OfType<AuditEntry>()
        .Where(entry => entry.Payload is not null && entry.Sequence < before);

    private static IReadOnlyList<string>? GroupsOf(
        IAuditArchive archive, AuditEntry entry, byte[] payload, long person, List<AuditFinding> findings)
    {
        try
        {
            return PayloadFile.GroupsOf(payload, person);
        }
        catch (InvalidDataException error)
        {
            // The payload matches the hash in its entry but is malformed: both were written by something other than this program.
            findings.Add(
                new AuditFinding(
                    entry.Sequence,
                    archive.PlaceOf(entry.Payload!),
                    error.Message,
                    $"who was in {entry.Title} of entry {entry.Sequence}"));
            return null;
        }
    }
}
