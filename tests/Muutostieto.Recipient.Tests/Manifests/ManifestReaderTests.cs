using Muutostieto.Recipient.Manifests;
using Muutostieto.Recipient.Tests.Support;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Recipient.Tests.Manifests;

public sealed class ManifestReaderTests
{
    private const string Manifest = """
        { "format": "muutostieto-1", "delivery": { "permit": "p", "kind": "base", "number": 1 }, "files": []AUDIT }
        """;

    [Test]
    public void A_manifest_names_its_entry_in_the_senders_audit_chain() =>
        Assert.That(
            Read(""", "audit": { "sequence": 17, "head": "ab12", "later": true }""").Audit,
            Is.EqualTo(new ManifestAudit(17, "ab12")));

    [Test]
    public void A_manifest_from_before_the_chain_names_none() => Assert.That(Read("").Audit, Is.Null);

    private static Manifest Read(string audit)
    {
        using var folder = new TemporaryFolder();
        return ManifestReader.Read(folder.Write("manifest.json", Manifest.Replace("AUDIT", audit, StringComparison.Ordinal)));
    }
}
