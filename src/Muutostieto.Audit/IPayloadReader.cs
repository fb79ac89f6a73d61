namespace Muutostieto.Audit;

/// <summary>Reads payloads one after the other, fastest in the order of their entries.</summary>
internal interface IPayloadReader : IDisposable
{
    /// <summary>Reads a payload, and whether it is there and the one that its entry names.</summary>
    bool Matches(AuditPayload payload, out byte[] content);

    /// <summary>Whether there is something in the payload's place.</summary>
    bool IsThere(AuditPayload payload);
}
