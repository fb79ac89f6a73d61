using System.Text;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Tests.Support;
using Muutostieto.Register;

namespace Muutostieto.Disclosure.Tests;

/// <summary>How a person is judged that a search has found.</summary>
public sealed class FoundGateTests
{
    private const long Person = 1;
    private static readonly string Open = ResidentDocument.Of(groups: ResidentDocument.Address);
    private static readonly string Ordered = ResidentDocument.Of(groups: ResidentDocument.Order + ResidentDocument.Address);

    [TestCase(NonDisclosureRight.None, FoundVerdict.Withheld)]
    [TestCase(NonDisclosureRight.Section37, FoundVerdict.Masked)]
    public void A_protected_person_is_withheld_or_masked_however_the_order_is_known(NonDisclosureRight right, FoundVerdict expected)
    {
        var terms = Some.Terms with { NonDisclosureRight = right };
        Assert.Multiple(() =>
        {
            Assert.That(Judge(Ordered, terms).Verdict, Is.EqualTo(expected), "by index and document");
            Assert.That(Judge(Ordered, terms, orderInIndex: "").Verdict, Is.EqualTo(expected), "by the document alone");
            Assert.That(Judge(Open, terms, orderInIndex: "20290131").Verdict, Is.EqualTo(expected), "by the index alone");
            Assert.That(Judge(Open, terms, isLater: true).Verdict, Is.EqualTo(expected), "since the key");
            Assert.That(Judge(Open, terms).Verdict, Is.EqualTo(FoundVerdict.Open));
        });
    }

    [Test]
    public void What_is_not_open_or_masked_leaves_nothing()
    {
        foreach (var (verdict, said) in new[]
        {
            Judge(Ordered, Some.Terms), Judge(ResidentDocument.Of(municipality: "091"), Some.Terms), Judge(Open, Some.Terms, mergedInto: 2),
            Judge(Open, Some.Terms with { Groups = [new TermsGroup("421", null)] }),
        })
        {
            Assert.That(verdict, Is.Not.EqualTo(FoundVerdict.Open).And.Not.EqualTo(FoundVerdict.Masked));
            Assert.That(said, Is.Zero);
        }
    }

    [Test]
    public void An_area_is_that_of_the_residence_and_a_list_is_everywhere()
    {
        var elsewhere = ResidentDocument.Of(municipality: "091");

        Assert.That(Judge(elsewhere, Some.Terms).Verdict, Is.EqualTo(FoundVerdict.Outside));
        Assert.That(Judge(elsewhere, Some.Terms with { IsList = true, Municipalities = [] }).Verdict, Is.EqualTo(FoundVerdict.Open));
    }

    [Test]
    public void Who_has_become_one_with_another_person_is_outside() =>
        Assert.That(Judge(Open, Some.Terms with { IsList = true }, mergedInto: 2).Verdict, Is.EqualTo(FoundVerdict.Outside));

    [Test]
    public void Without_a_group_of_the_terms_nothing_is_known() =>
        Assert.That(Judge(Open, Some.Terms with { Groups = [new TermsGroup("421", null)] }).Verdict, Is.EqualTo(FoundVerdict.Empty));

    [Test]
    public void The_record_is_that_of_a_base_delivery() => Assert.Multiple(() =>
    {
        foreach (var document in new[] { Open, Ordered, ResidentDocument.Of(municipality: "091") })
        {
            foreach (var right in new[] { NonDisclosureRight.None, NonDisclosureRight.Section37 })
            {
                var terms = Some.Terms with { NonDisclosureRight = right };
                var (found, resident) = (DisclosedRecord.Gate.NewContainer(), DisclosedRecord.Gate.NewContainer());
                var row = Row(document, null, null);

                Assert.That(
                    Gate(terms, false).TryDiscloseFound(row, found),
                    Is.EqualTo(Gate(terms, false).TryDiscloseBase(row.AsResident(), resident)));
                Assert.That(found.Content.GroupCount, Is.EqualTo(resident.Content.GroupCount));
            }
        }
    });

    private static (FoundVerdict Verdict, int Groups) Judge(
        string document, DisclosureTerms terms, string? orderInIndex = null, bool isLater = false, long? mergedInto = null)
    {
        var disclosed = DisclosedRecord.Gate.NewContainer();
        _ = Gate(terms, false).JudgeFound(Row(Open, null, null), disclosed);
        return (Gate(terms, isLater).JudgeFound(Row(document, orderInIndex, mergedInto), disclosed), disclosed.Content.GroupCount);
    }

    private static DisclosedRecord.Gate Gate(DisclosureTerms terms, bool isLater) => new(
        terms,
        Layouts.Catalog,
        new DateOnly(2026, 11, 16),
        isLater
            ? new Protection(new ProtectedPersons(new HashSet<long>(), new HashSet<long> { Person }), _ => [], LateOrder.Mask)
            : Some.Protection,
        Some.NoOrders);

    private static VersionRow Row(string document, string? orderInIndex, long? mergedInto)
    {
        var person = TestRegister.Person(document);
        return new VersionRow
        {
            PersonId = Person,
            IdentityCode = Encoding.ASCII.GetBytes(person.IdentityCode),
            Municipality = Encoding.ASCII.GetBytes(person.Municipality),
            NonDisclosureEnd = Encoding.ASCII.GetBytes(orderInIndex ?? person.NonDisclosureEnd ?? ""),
            MergedInto = mergedInto,
            Document = person.Document.Span,
        };
    }
}
