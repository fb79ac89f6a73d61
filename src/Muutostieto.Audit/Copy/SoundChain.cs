using System.IO.Abstractions;
using Muutostieto.PostgreSql.Copy;
using Muutostieto.Records;

namespace Muutostieto.Audit.Copy;

/// <summary>A chain that is copied from, to which nothing is appended meanwhile: each entry follows the one before, and agrees with the
/// anchors.</summary>
internal sealed class SoundChain
{
    private readonly IAuditArchive archive;
    private readonly AuditVerifier verified;

    /// <exception cref="MuutostietoException">Integrity: the chain is damaged.</exception>
    internal SoundChain(IAuditArchive archive, IFileSystem files)
    {
        this.archive = archive;
        verified = new AuditVerifier(archive, files, null).Anchors();
        if (verified.Result.Findings is [var first, ..] findings)
        {
            throw AuditErrors.NotCopied(archive.Name, first, findings.Count);
        }
    }

    internal AuditHead? Head => verified.Result.Head;

    /// <summary>Goes through all lines.</summary>
    internal CopiedRows CopyLines(Action<ChainLine> write, Action<string, long> report) =>
        DigestLines(archive.ReadChain().Lines(), write, report);

    /// <summary>Goes through the payloads that are kept, one after the other.</summary>
    /// <exception cref="MuutostietoException">Integrity: one is damaged or missing.</exception>
    internal CopiedRows CopyPayloads(Action<AuditPayload, byte[]> write, Action<string, long> report)
    {
        using var reader = archive.ReadPayloads();
        return DigestPayloads(
            archive.ReadChain().Lines(),
            (entry, payload) =>
            {
                if (!reader.Matches(payload, out var content))
                {
                    var found = reader.IsThere(payload) ? "was changed" : "is missing";
                    throw AuditErrors.NotCopied(
                        archive.Name,
                        new AuditFinding(
                            entry.Sequence,
                            archive.PlaceOf(payload),
                            $"the {archive.PayloadNoun} {found}",
                            $"the persons of entry {entry.Sequence}, whose removal is not recorded"),
                        findings: 1);
                }

                write(payload, content);
                return content;
            },
            report);
    }

    /// <summary>Of lines that were copied, and are read again.</summary>
    internal static CopiedRows DigestLines(IEnumerable<ChainLine> lines, Action<ChainLine> write, Action<string, long> report)
    {
        using var digest = new ChainDigest(ChainDigest.Chain);
        report(ChainDigest.Chain, 0);
        foreach (var line in lines)
        {
            write(line);
            digest.Add(line);
            report(ChainDigest.Chain, digest.Rows);
        }

        return digest.Result();
    }

    /// <summary>Of payloads that were copied, and are read again by the lines that were copied with them.</summary>
    internal CopiedRows DigestPayloads(IEnumerable<ChainLine> lines, IPayloadReader reader, Action<string, long> report) =>
        DigestPayloads(
            lines,
            (entry, payload) =>
            {
                _ = reader.Matches(payload, out var content);
                return content;
            },
            report);

    internal static CopiedRows DigestHead(AuditHead? head)
    {
        using var digest = new ChainDigest(ChainDigest.Head);
        if (head is not null)
        {
            digest.Add(head);
        }

        return digest.Result();
    }

    private CopiedRows DigestPayloads(
        IEnumerable<ChainLine> lines, Func<AuditEntry, AuditPayload, byte[]> read, Action<string, long> report)
    {
        using var digest = new ChainDigest(ChainDigest.Payload);
        report(ChainDigest.Payload, 0);
        foreach (var entry in lines.Where(NamesPayload).Select(line => line.Entry()).OfType<AuditEntry>())
        {
            // What was to be removed, and is there because a run was stopped, is not copied.
            if (entry.Payload is { } payload && !verified.IsPurged(entry, looksAgain: false))
            {
                digest.Add(payload, read(entry, payload));
                report(ChainDigest.Payload, digest.Rows);
            }
        }

        return digest.Result();
    }

    private static bool NamesPayload(ChainLine line) => line.Bytes.Span.IndexOf("\"payload\""u8) >= 0;
}
