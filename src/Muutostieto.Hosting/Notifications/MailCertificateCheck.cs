using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Muutostieto.Hosting.Notifications;

/// <summary>
/// Judges a mail server's certificate: by the system's authorities, or by those of a file and no others. The name must match either way.
/// </summary>
internal sealed class MailCertificateCheck(X509Certificate2Collection? authorities)
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <exception cref="NotificationException">The file cannot be read as certificates.</exception>
    public static MailCertificateCheck Of(string? file)
    {
        if (file is null)
        {
            return new MailCertificateCheck(null);
        }

        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPemFile(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw Unusable(file, failure);
        }

        return authorities.Count > 0 ? new MailCertificateCheck(authorities) : throw Unusable(file, null);
    }

    public bool Accepts(X509Certificate? certificate, X509Chain? presented, SslPolicyErrors errors)
    {
        if (authorities is null || certificate is null || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != 0)
        {
            return authorities is null && errors == SslPolicyErrors.None;
        }

        using var server = new X509Certificate2(certificate);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        foreach (var element in presented?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
        {
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        return chain.Build(server);
    }

    private static NotificationException Unusable(string file, Exception? failure) =>
        new($"{file}: no certificate in PEM form can be read from it. Correct Notify.mail.caFile, or the file and its rights.", failure!);
}
