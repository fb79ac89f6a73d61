using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Muutostieto.Hosting.Tests.Notifications;

/// <summary>
/// An authority, and a server's certificate from it for the loopback or for another name. The authority's file is removed at the end.
/// </summary>
internal sealed class SmtpCertificate : IDisposable
{
    private readonly ECDsa rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa serverKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public SmtpCertificate(bool ofLoopback = true)
    {
        var now = DateTimeOffset.UtcNow;
        var root = new CertificateRequest("CN=Test authority", rootKey, HashAlgorithmName.SHA256);
        root.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        root.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        using var authority = root.CreateSelfSigned(now.AddDays(-2), now.AddDays(2));

        var server = new CertificateRequest("CN=mail", serverKey, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(ofLoopback ? "localhost" : "other.example.fi");
        if (ofLoopback)
        {
            names.AddIpAddress(IPAddress.Loopback);
        }

        server.CertificateExtensions.Add(names.Build());
        server.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        using var signed = server.Create(authority, now.AddDays(-1), now.AddDays(1), [1, 2, 3, 4]);
        using var withKey = signed.CopyWithPrivateKey(serverKey);
        OfServer = X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null);
        File.WriteAllText(AuthorityFile, authority.ExportCertificatePem());
    }

    /// <summary>With its key.</summary>
    public X509Certificate2 OfServer { get; }

    /// <summary>The authority as PEM.</summary>
    public string AuthorityFile { get; } = Path.Combine(Path.GetTempPath(), $"authority-{Guid.NewGuid():N}.pem");

    public void Dispose()
    {
        File.Delete(AuthorityFile);
        OfServer.Dispose();
        rootKey.Dispose();
        serverKey.Dispose();
    }
}
