using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Muutostieto.Hosting.Settings;
using Muutostieto.Records;
using Muutostieto.Server.Tests.Support;

namespace Muutostieto.Server.Tests.Interface;

/// <summary>HTTPS, and the pinned certificate of the security server.</summary>
public sealed class EncryptionTests
{
    private const string Key = "/api/v1/kirjausavain/2026-05-31";
    private string folder = null!;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("muutostieto-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [TestCase(true)]
    [TestCase(false)]
    public async Task Only_the_pinned_client_is_answered(bool isPem)
    {
        using var own = Certificate("palvelin");
        using var pinned = Certificate("liityntapalvelin");
        using var other = Certificate("liityntapalvelin");
        using var certificate = ServerCertificate.Load(isPem ? Pem(own) : Pkcs12(own));
        var pin = Convert.ToHexStringLower(pinned.GetCertHash(HashAlgorithmName.SHA256));
        var settings = new InterfaceSettings { ClientCertificates = [pin] };
        await using var running = await RunningInterface.StartAsync(settings, certificate);
        using var allowed = Client(running, own, pinned);
        using var foreign = Client(running, own, other);
        using var none = Client(running, own, null);
        Assert.That((int)(await allowed.LookAsync(Key)).StatusCode, Is.EqualTo(200));
        Assert.That(async () => await foreign.LookAsync(Key), Throws.InstanceOf<HttpRequestException>());
        Assert.That(async () => await none.LookAsync(Key), Throws.InstanceOf<HttpRequestException>());
    }

    [Test]
    public async Task Without_a_pin_a_client_needs_no_certificate()
    {
        using var own = Certificate("palvelin");
        using var certificate = ServerCertificate.Load(Pem(own));
        await using var running = await RunningInterface.StartAsync(certificate: certificate);
        using var client = Client(running, own, null);
        Assert.That((int)(await client.LookAsync(Key)).StatusCode, Is.EqualTo(200));
    }

    [Test]
    public void What_cannot_be_used_is_said_without_a_secret()
    {
        using var own = Certificate("palvelin");
        var files = Pkcs12(own);
        File.WriteAllText(files.PasswordFile!, "wrong");
        var clock = TimeProvider.System;
        Assert.That(
            ServerCertificate.FaultOf(files, clock, "Interface")!.Value.Found,
            Does.Contain("no certificate").And.Not.Contain("wrong"));
        Assert.That(
            ServerCertificate.FaultOf(files with { File = "/none.pfx" }, clock, "Interface")!.Value.Found,
            Does.Contain("cannot be read"));
        Assert.That(ServerCertificate.FaultOf(Pem(own), clock, "Interface"), Is.Null);
        Assert.That(
            ServerCertificate.FaultOf(Pem(own), new SetClock(DateTimeOffset.UtcNow.AddYears(2)), "Interface")!.Value.Found,
            Does.Contain("expired"));
        if (!OperatingSystem.IsWindows())
        {
            var open = Pem(own);
            File.SetUnixFileMode(open.KeyFile!, UnixFileMode.UserRead | UnixFileMode.OtherRead);
            Assert.That(() => ServerCertificate.Load(open), Throws.InstanceOf<MuutostietoException>().With.Message.Contains("chmod 600"));
        }
    }

    private static X509Certificate2 Certificate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var now = DateTimeOffset.UtcNow;
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    private CertificateFiles Pem(X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        return new CertificateFiles(
            Secret("own.pem", certificate.ExportCertificatePem()), Secret("own.key", key.ExportPkcs8PrivateKeyPem()), null, null);
    }

    private CertificateFiles Pkcs12(X509Certificate2 certificate)
    {
        var file = Secret("own.pfx", "");
        File.WriteAllBytes(file, certificate.Export(X509ContentType.Pkcs12, "secret"));
        return new CertificateFiles(file, null, Secret("password", "secret\n"), null);
    }

    private string Secret(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return path;
    }

    private static HttpClient Client(RunningInterface running, X509Certificate2 server, X509Certificate2? client)
    {
        var expected = server.GetCertHashString(HashAlgorithmName.SHA256);
        var handler = new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                ClientCertificates = client is null ? [] : [client],
                RemoteCertificateValidationCallback = (_, found, _, _) => found!.GetCertHashString(HashAlgorithmName.SHA256) == expected,
            },
        };
        var made = new HttpClient(handler) { BaseAddress = running.Address };
        made.DefaultRequestHeaders.Authorization = RunningInterface.Basic("mutpT1", "pwd");
        return made;
    }
}
