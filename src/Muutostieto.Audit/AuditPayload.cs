namespace Muutostieto.Audit;

/// <summary>The file beside the chain that holds an entry's persons, or the part of it that does.</summary>
/// <param name="File">Its name below the audit folder, with forward slashes.</param>
/// <param name="Bytes">The size of the file or the part.</param>
/// <param name="Sha256">SHA-256 of the file or the part.</param>
/// <param name="Content">SHA-256 of what it says, however it is compressed: composing a delivery again must give the same.</param>
/// <param name="Offset">Where the part begins; null when the whole file is the entry's.</param>
public sealed record AuditPayload(string File, long Bytes, string Sha256, string Content, long? Offset = null);
