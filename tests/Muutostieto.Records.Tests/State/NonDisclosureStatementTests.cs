using Muutostieto.Records.State;
using Muutostieto.Records.Tests.Support;

namespace Muutostieto.Records.Tests.State;

public sealed class NonDisclosureStatementTests
{
    [TestCase("0150 paattymispv=20300101", true, false)]
    [TestCase("0151 paattymispv=20300101", true, true)]
    [TestCase("0153 paattymispv=20300101", true, true)]
    [TestCase("0154 paattymispv=20300101", true, true)]
    [TestCase("0155 paattymispv=20300101", true, true)]
    [TestCase("0156 paattymispv=20300101", true, true)]
    [TestCase("2041 kuntanumero=205", false, false)]
    public void A_statement_is_the_group_of_the_order_with_any_attribute_but_0(string group, bool isCarried, bool isMade)
    {
        foreach (
            var record in new[]
            {
                Notified.Base("0031 sukupuoli=1", group),
                Notified.Change("0031 sukupuoli=1", group),
                Notified.Change("0150", group),
            })
        {
            Assert.That(
                (NonDisclosureStatement.IsCarriedBy(record), NonDisclosureStatement.IsMadeBy(record)),
                Is.EqualTo((isCarried || record.Spec(0).Code == "015", isMade)));
        }
    }
}
