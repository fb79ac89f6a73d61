using Muutostieto.Deliveries.Terms;
using Muutostieto.Disclosure;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Hosting.Tests.Settings;

namespace Muutostieto.Deliveries.Tests.Terms;

public sealed class PermitTermsTests
{
    [Test]
    public void Terms_hold_the_permit_with_its_area_and_product_resolved()
    {
        using var folder = new ConfigurationFolder();
        var configuration = folder.Load().Configuration!;
        var terms = PermitTerms.Of(
            configuration.Permits[0],
            configuration.Products["suppea"],
            configuration.Municipalities,
            new DateOnly(2026, 1, 5));
        var expected = new DeliveryTerms
        {
            Permit = "kainuu",
            Recipient = "kainuun-hyvinvointialue",
            Decision = "DVV/1234/2026",
            CustomerNumber = "38950",
            RegisterName = "KAIREK",
            Municipalities = ["205", "290"],
            Product = "suppea",
            Groups = [new TermsGroup("004", null)],
            Formats = ["fixed", "csv"],
            Drop = "default",
            Rhythm = new TermsRhythm("FREQ=WEEKLY;INTERVAL=1;BYDAY=MO", new TimeOnly(2, 30), new DateOnly(2026, 1, 5), HolidayRule.Keep),
        };
        Assert.That(terms.ToJson(), Is.EqualTo(expected.ToJson()));
    }
}
