using System.Text.Json;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Disclosure.Permits;

namespace Muutostieto.Deliveries.Tests.Terms;

/// <summary>
/// The ledger keeps terms for ever, and a delivery composed again has the bytes that they say: what was written once is read and written
/// the same.
/// </summary>
public sealed class DeliveryTermsTests
{
    private const string Before =
        """{"permit":"kainuu","recipient":"kainuun-hyvinvointialue","decision":"DVV/0000/2026","customerNumber":"38950","registerName":"KAIREK","municipalities":["205","290"],"product":"suppea","groups":[{"group":"004","fields":null},{"group":"204","fields":["kuntanumero"]}],""";

    private const string OfAList =
        """{"permit":"lista","recipient":"lista","decision":null,"customerNumber":"38950","registerName":"LISTA","municipalities":"""
            + """[],"isList":true,"product":"suppea","groups":[{"group":"004","fields":null}],""";

    private const string After = """
        "formats":["fixed","csv"],"drop":"default","rhythm":{"rule":"FREQ=WEEKLY;INTERVAL=1;BYDAY=MO","time":"02:30:00","from":"2026-01-05","holidays":"Keep"}}
        """;

    [TestCase(Before, "\"nonDisclosureRight\":false,", NonDisclosureRight.None)]
    [TestCase(Before, "\"nonDisclosureRight\":true,", NonDisclosureRight.Section37)]
    [TestCase(OfAList, "\"nonDisclosureRight\":false,\"orderOnly\":true,", NonDisclosureRight.OrderOnly)]
    public void What_the_ledger_has_is_read_and_written_again_to_the_letter(string before, string written, NonDisclosureRight right)
    {
        var json = before + written + After;
        var terms = DeliveryTerms.FromJson(json);
        Assert.That(terms.NonDisclosureRight, Is.EqualTo(right));
        Assert.That(terms.ToJson(), Is.EqualTo(json));
        Assert.That((terms with { Repair = null }).ToJson(), Is.EqualTo(json));
    }

    [Test]
    public void Terms_that_say_nothing_of_the_right_are_no_terms() =>
        Assert.Throws<JsonException>(() => DeliveryTerms.FromJson(Before + After));

    [Test]
    public void One_right_takes_the_place_of_another()
    {
        var terms = DeliveryTerms.FromJson(Before + "\"nonDisclosureRight\":true," + After) with
        {
            NonDisclosureRight = NonDisclosureRight.None,
        };
        Assert.That(terms.ToJson(), Does.Contain("\"nonDisclosureRight\":false,\"formats\""));
    }
}
