namespace Muutostieto.Audit;

/// <summary>The end of the chain, where one appends at a time: the cost does not depend on what was appended before.</summary>
internal interface IChainEnd : IChainLook
{
    /// <summary>The last entry; null when there is none.</summary>
    AuditHead? Head { get; }

    /// <summary>The entries up to a time that have a payload of their own, as the chain has them.</summary>
    IReadOnlyList<AuditEntry> WithPersons(DateTimeOffset latest);

    /// <summary>Keeps the payload of an entry that is appended next.</summary>
    /// <param name="sequence">The entry's number.</param>
    /// <param name="content">The payload.</param>
    /// <param name="digest">SHA-256 of what it says.</param>
    AuditPayload KeepOwn(long sequence, byte[] content, string digest);

    /// <summary>Keeps payloads of a day's answers of the interface, whose entries are appended next.</summary>
    /// <param name="at">A time of the day.</param>
    /// <param name="contents">The payloads, each with the digest of its content.</param>
    IReadOnlyList<AuditPayload> KeepInDay(DateTimeOffset at, IReadOnlyList<(byte[] Content, string Digest)> contents);

    /// <summary>Appends entries, all or none.</summary>
    /// <param name="entries">Each makes the entry of a number and the hash of the one before.</param>
    IReadOnlyList<AuditHead> Append(IReadOnlyList<Func<long, string, AuditEntry>> entries);
}
