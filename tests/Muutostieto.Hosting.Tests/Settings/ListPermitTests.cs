using Muutostieto.Deliveries.Terms;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Hosting.Settings;

namespace Muutostieto.Hosting.Tests.Settings;

/// <summary>Permits that follow a list in place of an area, and the third setting of non-disclosure.</summary>
public sealed class ListPermitTests
{
    private const string Area = "\"area\": { \"county\": \"20\" }";
    private ConfigurationFolder folder = null!;

    [SetUp]
    public void SetUp() => folder = new ConfigurationFolder();

    [TearDown]
    public void TearDown() => folder.Dispose();

    [TestCase("false", NonDisclosureRight.None)]
    [TestCase("true", NonDisclosureRight.Section37)]
    [TestCase("\"order-only\"", NonDisclosureRight.OrderOnly)]
    public void A_list_has_any_of_the_three_settings(string setting, NonDisclosureRight right)
    {
        Write(setting);
        var (configuration, report) = folder.Load();
        Assert.That(
            report.Faults.Select(fault => (fault.Kind, fault.Path)),
            Is.EqualTo(setting == "false" ? [(FaultKind.Warning, "nonDisclosureRight")] : Array.Empty<(FaultKind, string)>()),
            report.ToString());
        var permit = configuration!.Permits.Single();
        Assert.That((permit.Area.IsList, permit.NonDisclosureRight), Is.EqualTo((true, right)));
        Assert.That(permit.Area, Is.InstanceOf<ListArea>());
        var terms = PermitTerms.Of(
            permit,
            configuration.Products["suppea"],
            configuration.Municipalities,
            new DateOnly(2026, 1, 5));
        Assert.That(DeliveryTerms.FromJson(terms.ToJson()).ToJson(), Is.EqualTo(terms.ToJson()));
        Assert.That((terms.IsList, terms.ShowsProtected), Is.EqualTo((true, right != NonDisclosureRight.None)));
    }

    [Test]
    public void Terms_of_an_area_say_nothing_of_lists() =>
        Assert.That(
            PermitTerms
                .Of(
                    folder.Load().Configuration!.Permits[0],
                    new Product("suppea", "", "", []),
                    folder.Load().Configuration!.Municipalities,
                    new DateOnly(2026, 1, 5))
                .ToJson(),
            Does.Contain("\"nonDisclosureRight\":false").And.Not.Contain("ist\"").And.Not.Contain("rder"));

    [Test]
    public void Order_only_beside_an_area_is_refused_because_being_there_tells_the_municipality()
    {
        folder.PermitWith("\"nonDisclosureRight\": false", "\"nonDisclosureRight\": \"order-only\"");
        Assert.That(folder.OnlyFault().Message, Does.Contain("reveals the municipality"));
    }

    [TestCase("\"masked\"")]
    [TestCase("\"true\"")]
    [TestCase("1")]
    public void Another_setting_is_refused(string setting)
    {
        folder.PermitWith("\"nonDisclosureRight\": false", $"\"nonDisclosureRight\": {setting}");
        Assert.That(folder.OnlyFault().Message, Does.Contain("expected was true, false or \"order-only\""));
    }

    [TestCase("{ \"list\": true, \"county\": \"20\" }", "more than one")]
    [TestCase("{ }", "neither")]
    [TestCase("{ \"list\": false }", "is false")]
    [TestCase("{ \"list\": \"all\" }", "expected was true")]
    public void An_area_says_one_thing(string area, string fault)
    {
        folder.PermitWith(Area, $"\"area\": {area}");
        Assert.That(folder.OnlyFault().Message, Does.Contain(fault));
    }

    [Test]
    public void Two_lists_of_one_recipient_and_customer_number_could_not_be_distinguished()
    {
        Write("true");
        folder.Write(
            "permits/toinen.json",
            ConfigurationFolder
                .Permit.Replace(Area, "\"area\": { \"list\": true }", StringComparison.Ordinal)
                .Replace("\"nonDisclosureRight\": false", "\"nonDisclosureRight\": true", StringComparison.Ordinal)
                .Replace("\"kainuu\"", "\"toinen\"", StringComparison.Ordinal)
                .Replace("KAIREK", "TOINEN", StringComparison.Ordinal));
        Assert.That(folder.OnlyFault().Message, Does.Contain("a list of the same recipient and customer number"));
    }

    private void Write(string setting) => folder.Write("permits/kainuu.json", ConfigurationFolder.Permit
        .Replace(Area, "\"area\": { \"list\": true }", StringComparison.Ordinal)
        .Replace("\"nonDisclosureRight\": false", $"\"nonDisclosureRight\": {setting}", StringComparison.Ordinal));
}
