namespace Muutostieto.Audit;

/// <summary>The file beside the chain that holds an entry's persons.</summary>
/// <param name="File">Its name below the audit folder, with forward slashes.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">SHA-256 of the file.</param>
/// <param name="Content">SHA-256 of what it says, however it is compressed: composing a delivery again must give the same.</param>
public sealed record AuditPayload(string File, long Bytes, string Sha256, string Content);
