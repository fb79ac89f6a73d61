namespace Muutostieto.Audit;

/// <summary>A file beside the deliveries that is about persons without naming them: the result of a list, or what a register is to be
/// compared with.</summary>
/// <param name="Permit">The permit's id.</param>
/// <param name="Recipient">Who got it.</param>
/// <param name="File">Its name in the drop.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Its SHA-256, 64 lowercase hex digits.</param>
/// <param name="About">How many lines of a list it answers, or how many residents it counts.</param>
public sealed record AuditedAnswer(string Permit, string Recipient, string File, long Bytes, string Sha256, long About)
{
    /// <summary>The answer that a content is.</summary>
    public static AuditedAnswer Of(string permit, string recipient, string file, ReadOnlySpan<byte> content, long about) =>
        new(
            permit,
            recipient,
            file,
            content.Length,
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)),
            about);
}
