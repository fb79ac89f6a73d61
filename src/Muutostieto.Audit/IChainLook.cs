namespace Muutostieto.Audit;

/// <summary>Finds entries without reading the whole chain. All that it finds is of one time.</summary>
internal interface IChainLook
{
    /// <summary>The entries of a name, the last first, as the chain has them.</summary>
    IReadOnlyList<(AuditHead Head, AuditEntry Entry)> Named(AuditEntryKind kind, string name);

    /// <summary>All purges, as the chain has them.</summary>
    IReadOnlyList<AuditPurge> Purges();

    IPayloadReader ReadPayloads();
}
