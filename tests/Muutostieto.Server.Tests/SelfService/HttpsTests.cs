using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Muutostieto.Hosting.Settings;
using Muutostieto.Server.Tests.Support;
using Muutostieto.TestProvider;

namespace Muutostieto.Server.Tests.SelfService;

/// <summary>The self-service with a certificate of its own.</summary>
public sealed class HttpsTests
{
    [Test]
    public async Task By_https_a_user_logs_in_with_cookies_that_no_other_host_can_set_and_that_never_go_unencrypted()
    {
        using var own = Certificate();
        await using var provider = await ProviderApplication.StartAsync();
        await using var service = await RunningSelfService.StartAsync(
            provider.Authority,
            settings => settings with { Certificate = new CertificateFiles("own.pem", null, null, null) },
            certificate: new ServerCertificate(own, []));
        using var browser = new Browser(service.Address, own);
        var login = await browser.OpenAsync("/login");
        var home = await browser.FollowAsync(
            await browser.SendAsync(login, "/connect/authorize", ("user", "operaattori"), ("code", ProviderApplication.Code)));
        Assert.That((home.Status, home.Address.Scheme), Is.EqualTo((200, "https")), home.Body);
        Assert.That(home.Headers["Strict-Transport-Security"], Does.StartWith("max-age=31536000"));
        var cookies = browser.Cookies.GetAllCookies().Where(cookie => !cookie.Expired && cookie.Name != "lang").ToList();
        Assert.That(cookies.Select(cookie => cookie.Name), Does.Contain("__Host-session").And.Contain("__Host-form"));
        Assert.That(cookies, Has.All.Matches<Cookie>(cookie =>
            cookie is { Secure: true, HttpOnly: true, Path: "/" } && cookie.Name.StartsWith("__Host-", StringComparison.Ordinal)));
        using var request = new HttpRequestMessage(HttpMethod.Get, service.Address)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        using var answer = await browser.Client.SendAsync(request);
        Assert.That(answer.Version, Is.EqualTo(HttpVersion.Version20));
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=asiointi", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = DateTimeOffset.UtcNow;
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
