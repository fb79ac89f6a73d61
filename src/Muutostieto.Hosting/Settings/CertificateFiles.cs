namespace Muutostieto.Hosting.Settings;

/// <summary>Where a server's certificate and its private key are read from, with absolute paths.</summary>
/// <param name="File">PEM, with the certificates of its issuers after it, or PKCS #12 (<c>.pfx</c>, <c>.p12</c>).</param>
/// <param name="KeyFile">The private key in PEM; null: it is in <paramref name="File"/>.</param>
/// <param name="PasswordFile">A file whose first line is the password of the key; null: none.</param>
/// <param name="PasswordVariable">The environment variable that is the password of the key; null: none.</param>
public sealed record CertificateFiles(string File, string? KeyFile, string? PasswordFile, string? PasswordVariable)
{
    /// <summary>Whether it is PKCS #12, by its name.</summary>
    internal bool IsPkcs12 => Path.GetExtension(File).ToUpperInvariant() is ".PFX" or ".P12";
}
