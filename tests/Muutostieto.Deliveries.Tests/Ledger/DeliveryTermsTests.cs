using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Settings;
using Muutostieto.Deliveries.Tests.Settings;

namespace Muutostieto.Deliveries.Tests.Ledger;

public sealed class DeliveryTermsTests
{
    [Test]
    public void Terms_are_resolved_and_canonical()
    {
        Assert.That(
            Terms().ToJson(),
            Is.EqualTo("""{"version":1,"permit":"kainuu","recipient":"kainuun-hyvinvointialue","decision":"DVV/0000/2026","customerNumber":"38950","registerName":"KAIREK","municipalities":["205","290"],"product":"suppea","groups":[{"group":"004","fields":["etunimet","merkkilippu","muutospv","sukunimi"]}],"nonDisclosureRight":false,"formats":["fixed","csv"],"drop":"default"}"""));
    }

    [Test]
    public void Terms_read_and_written_again_are_the_same_text()
    {
        foreach (DeliveryTerms terms in new[] { Terms(), Terms() with { Decision = null, NonDisclosureRight = true, Groups = [] } })
        {
            Assert.That(DeliveryTerms.Parse(terms.ToJson()).ToJson(), Is.EqualTo(terms.ToJson()));
        }
    }

    [Test]
    public void A_changed_configuration_changes_the_digest()
    {
        Assert.That(DeliveryTerms.DigestOf(Terms().ToJson()), Is.Not.EqualTo(DeliveryTerms.DigestOf((Terms() with { NonDisclosureRight = true }).ToJson())));
        Assert.That(DeliveryTerms.DigestOf("abc"), Is.EqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }

    private static DeliveryTerms Terms()
    {
        using var folder = new ConfigurationFolder();
        Configuration configuration = folder.Load().Configuration!;
        return DeliveryTerms.Of(configuration.Permits[0], configuration.Products["suppea"], configuration.Municipalities, ConfigurationFolder.GroupFields);
    }
}
