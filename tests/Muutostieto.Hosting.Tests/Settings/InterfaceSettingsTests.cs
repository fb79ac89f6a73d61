using System.Net;
using Muutostieto.Hosting.Settings;

namespace Muutostieto.Hosting.Tests.Settings;

public sealed class InterfaceSettingsTests
{
    private ConfigurationFolder folder = null!;

    [SetUp]
    public void SetUp() => folder = new ConfigurationFolder();

    [TearDown]
    public void TearDown() => folder.Dispose();

    [TestCase("""{ "address": "localhost" }""", "Interface.address", "no IP address")]
    [TestCase("""{ "address": "0.0.0.0" }""", "Interface.address", "unencrypted")]
    [TestCase("""{ "address": "192.0.2.1", "clientCertificate": "00" }""", "Interface.address", "unencrypted")]
    [TestCase("""{ "port": 0 }""", "Interface.port", "1 to 65535")]
    [TestCase("""{ "prefix": "/r1/" }""", "Interface.prefix", "a path such as")]
    [TestCase("""{ "prefix": "/r1/{x}" }""", "Interface.prefix", "a path such as")]
    [TestCase("""{ "certificate": {} }""", "Interface.certificate", "\"file\" is missing")]
    [TestCase("""{ "certificate": { "file": "../x" } }""", "Interface.certificate.file", "the path")]
    [TestCase("""{ "certificate": { "file": "a.pfx", "keyFile": "b" } }""", "Interface.certificate.keyFile", "PKCS #12")]
    [TestCase(
        """{ "certificate": { "file": "a", "passwordFile": "b", "passwordVariable": "C" } }""",
        "Interface.certificate.passwordVariable",
        "Keep one of the two"
    )]
    [TestCase("""{ "clientCertificate": "00" }""", "Interface.clientCertificate", "64 hex digits")]
    [TestCase("""{ "clientCertificate": [1] }""", "Interface.clientCertificate[0]", "expected a text")]
    [TestCase("""{ "quota": { "calls": 0 } }""", "Interface.quota.calls", "1 to 1000000")]
    [TestCase("""{ "quota": { "seconds": 601 } }""", "Interface.quota.seconds", "1 to 600")]
    [TestCase("""{ "pagePersons": 0 }""", "Interface.pagePersons", "1 to 10000")]
    [TestCase("""{ "callsAtOnce": 0 }""", "Interface.callsAtOnce", "1 to 256")]
    [TestCase("""{ "prot": 1 }""", "Interface.prot", "unknown")]
    public void What_is_wrong_is_reported_with_its_place(string section, string place, string words)
    {
        Write(section);
        var faults = folder.Load().Report.Faults;
        Assert.That(faults.Select(fault => (fault.Path, fault.Message + fault.Remedy)), Has.Some.Matches<(string Path, string Text)>(
            fault => fault.Path == place && fault.Text.Contains(words, StringComparison.Ordinal)), string.Join('\n', faults));
    }

    [Test]
    public void Without_the_section_it_is_not_served_and_an_empty_one_serves_on_the_loopback()
    {
        Assert.That(folder.Load().Configuration!.Settings.Interface.Port, Is.Null);
        Write("{}");
        var settings = folder.Load().Configuration!.Settings.Interface;
        Assert.That(
            (settings.Address, settings.Port, settings.Prefix),
            Is.EqualTo((IPAddress.Loopback, 8651, InterfaceSettings.DefaultPrefix)));
    }

    [Test]
    public void Elsewhere_than_on_the_loopback_it_has_a_certificate()
    {
        var pin = string.Concat(Enumerable.Repeat("0A:", 31)) + "0A";
        Write(
            $$"""
            {
              "address": "0.0.0.0", "prefix": null, "certificate": { "file": "own.pem", "keyFile": "/etc/own.key" },
              "clientCertificate": ["{{pin}}"], "quota": { "calls": 5, "seconds": 10 }
            }
            """);
        var settings = folder.Load().Configuration!.Settings.Interface;
        Assert.That(settings.Certificate!.File, Does.EndWith("own.pem").And.Not.EqualTo("own.pem"));
        Assert.That((settings.Certificate.KeyFile, settings.Prefix, settings.QuotaCalls, settings.QuotaSeconds),
            Is.EqualTo(("/etc/own.key", (string?)null, 5, 10)));
        Assert.That(settings.ClientCertificates, Is.EqualTo(new[] { string.Concat(Enumerable.Repeat("0a", 32)) }));
    }

    private void Write(string section) => folder.Write(
        "appsettings.json",
        $$"""
        {
          "Environment": "demo", "Drops": { "default": { "type": "directory", "path": "drop" } },
          "Interface": {{section}}
        }
        """);
}
