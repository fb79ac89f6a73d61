using Muutostieto.Records;

namespace Muutostieto.Audit;

/// <summary>
/// Where a chain is kept: what <see cref="AuditStore"/> needs of files or a database. For every process and thread at once.
/// </summary>
internal interface IAuditStorage : IAuditArchive
{
    /// <summary>Whether nothing was ever appended. Makes nothing.</summary>
    bool IsEmpty { get; }

    /// <summary>Looks for entries.</summary>
    /// <exception cref="MuutostietoException">Transient: another process held the chain throughout the wait.</exception>
    T Look<T>(Func<IChainLook, T> work);

    /// <summary>
    /// Works at the chain's end, beside which nothing else appends. What was appended is durable when this returns; when it throws, the
    /// last append may be there all the same, whole.
    /// </summary>
    /// <exception cref="MuutostietoException">Transient: another process held the chain throughout the wait. Integrity: the chain's end
    /// is damaged.</exception>
    T Append<T>(Func<IChainEnd, T> work);

    /// <summary>The names of all payloads there are, as entries say them.</summary>
    IReadOnlyList<string> PayloadNames();

    /// <summary>Removes payloads; those that are not there are passed over.</summary>
    void RemovePayloads(IReadOnlyCollection<string> names);
}
