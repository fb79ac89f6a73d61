using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Muutostieto.Interface.Feed;
using Muutostieto.Interface.Tests.Support;
using Muutostieto.Records;

namespace Muutostieto.Interface.Tests.Feed;

/// <summary>Whose certificates are trusted, and which one is shown.</summary>
public sealed class SourceTlsTests
{
    private const string Page = """{"viimeisinKirjausavain":9,"muutokset":[],"ajanTasalla":true}""";
    private readonly X509Certificate2 server = Certificate("localhost");
    private readonly X509Certificate2 own = Certificate("kainuu");

    [OneTimeTearDown]
    public void DisposeOfCertificates()
    {
        server.Dispose();
        own.Dispose();
    }

    [Test]
    public async Task A_server_whose_authority_is_trusted_is_called_with_the_clients_certificate()
    {
        using var source = new SourceServer(server, own.GetCertHashString(), SourceServer.Says(200, Page));
        using var client = Client(source, server, own);
        using var page = await client.ChangesAsync(5, null, CancellationToken.None).ConfigureAwait(false);
        Assert.That(page.Key, Is.EqualTo(9));
    }

    [Test]
    public async Task A_server_of_another_authority_gets_nothing()
    {
        using var source = new SourceServer(server, null, SourceServer.Says(200, Page));
        foreach (var trusted in new[] { null, own })
        {
            using var client = Client(source, trusted, null);
            var failure = (await Assert.ThrowsAsync<MuutostietoException>(() => client.ChangesAsync(5, null, CancellationToken.None))
                .ConfigureAwait(false))!;
            Assert.That(failure.Kind, Is.EqualTo(FailureKind.Usage));
            Assert.That(failure.Message, Does.Contain("no secure connection").And.Contain("caFile"));
        }

        Assert.That(source.Calls, Is.Empty);
    }

    [Test]
    public async Task A_client_without_its_certificate_gets_nothing()
    {
        using var source = new SourceServer(server, own.GetCertHashString(), SourceServer.Says(200, Page));
        using var client = Client(source, server, null);
        await Assert.ThrowsAsync<MuutostietoException>(() => client.ChangesAsync(5, null, CancellationToken.None))
            .ConfigureAwait(false);
        Assert.That(source.Calls, Is.Empty);
    }

    private static SourceClient Client(SourceServer server, X509Certificate2? trusted, X509Certificate2? own) => new(new FeedSource
    {
        Url = server.Url,
        User = "kainuu",
        Password = "pwd",
        Scope = FeedScope.List,
        Retries = 1,
        RetryDelay = TimeSpan.FromMilliseconds(1),
        TrustedAuthorities = trusted is null ? [] : [trusted],
        ClientCertificate = own,
    });

    private static X509Certificate2 Certificate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}
