namespace Muutostieto.Audit;

/// <summary>An answer of the interface that waits to be recorded.</summary>
/// <param name="Answer">As the chain has it.</param>
/// <param name="Persons">How many persons it has.</param>
/// <param name="Groups">How many of them have each group, by code.</param>
/// <param name="Payload">Its payload.</param>
/// <param name="Digest">SHA-256 of what the payload says.</param>
internal sealed record PendingDisclosure(
    AuditedInterfaceAnswer Answer, long Persons, IReadOnlyDictionary<string, long> Groups, byte[] Payload, string Digest);
