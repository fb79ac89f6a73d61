using System.Text.Json;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Deliveries.Tests.Ledger;

namespace Muutostieto.Deliveries.Tests.Terms;

public sealed class RecordedTermsTests
{
    [Test]
    public void Terms_are_parsed_once()
    {
        var terms = new RecordedTerms(Some.LeastTerms);
        var first = terms.Value;
        Assert.That(terms.Value, Is.SameAs(first));
        Assert.That(terms.Value.Municipalities, Is.EqualTo(new[] { "205" }));
    }

    [Test]
    public void A_row_keeps_the_text_that_its_digest_is_of() =>
        Assert.That(new RecordedTerms("{ \"later\": 1 }").Json, Is.EqualTo("{ \"later\": 1 }"));

    [Test]
    public void Terms_that_cannot_be_read_fail_when_they_are_used() =>
        Assert.That(() => new RecordedTerms("{}").Value, Throws.InstanceOf<JsonException>());

    [Test]
    public void Rows_with_the_same_text_have_the_same_terms() => Assert.Multiple(() =>
    {
        var one = new RecordedTerms("{}");
        Assert.That(new RecordedTerms("{}"), Is.EqualTo(one));
        Assert.That(new RecordedTerms("{ }"), Is.Not.EqualTo(one));
    });
}
