using System.Text;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Tests.Support;
using Muutostieto.Records.Json;
using Muutostieto.Register;

namespace Muutostieto.Disclosure.Tests;

/// <summary>What the records of others may say of a person that they name by identity code.</summary>
public sealed class RelatedGateTests
{
    private const string Code = "010190-900X";
    private const long Person = 1;

    private const string Everything =
        """{"ryhma":"003","muutos":"1","sukupuoli":"2"},{"ryhma":"004","muutos":"1","sukunimi":"Korhonen","etunimet":"Aino Maria"},"""
        + """{"ryhma":"901","muutos":"1","syntymapv":"19900101"}""";

    private static IEnumerable<TestCaseData> All() =>
        from right in Enum.GetValues<NonDisclosureRight>()
        from isList in new[] { false, true }
        where right != NonDisclosureRight.OrderOnly || isList
        select new TestCaseData(Terms(right, isList));

    [TestCaseSource(nameof(All))]
    public void Of_another_person_there_are_names_sex_and_day_of_birth_and_nothing_else(DisclosureTerms terms) =>
        Assert.That(Groups(ResidentDocument.Of(groups: ResidentDocument.Address), terms), Is.EqualTo(Everything));

    [TestCaseSource(nameof(All))]
    public void Of_a_protected_person_there_is_nothing_without_the_right(DisclosureTerms terms)
    {
        var isOpen = terms.NonDisclosureRight == NonDisclosureRight.Section37;
        var (plain, ordered) = (ResidentDocument.Of(), ResidentDocument.Of(groups: ResidentDocument.Order));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Groups(ordered, terms), isOpen ? Is.EqualTo(Everything) : Is.Null, "by the document");
            Assert.That(Groups(ordered, terms, orderInIndex: ""), isOpen ? Is.EqualTo(Everything) : Is.Null, "by the document alone");
            Assert.That(Groups(plain, terms, orderInIndex: "20290131"), isOpen ? Is.EqualTo(Everything) : Is.Null, "by the index alone");
            Assert.That(Groups(plain, terms, protection: Later(Person)), isOpen ? Is.EqualTo(Everything) : Is.Null, "since the key");
            Assert.That(
                Groups(plain, terms, protection: Later(Person + 1, Code)), isOpen ? Is.EqualTo(Everything) : Is.Null, "who had the code");
            Assert.That(Groups(plain, terms, protection: Later(Person + 1)), Is.EqualTo(Everything), "an order of another person");
        }
    }

    [Test]
    public void Who_lives_elsewhere_looks_like_a_protected_person_to_a_recipient_with_an_area_and_no_right()
    {
        var elsewhere = ResidentDocument.Of(municipality: "091");
        Assert.That(Groups(elsewhere, Terms(NonDisclosureRight.None, isList: false)), Is.Null);
        Assert.That(Groups(elsewhere, Terms(NonDisclosureRight.None, isList: true)), Is.EqualTo(Everything));
        Assert.That(Groups(elsewhere, Terms(NonDisclosureRight.Section37, isList: false)), Is.EqualTo(Everything));
    }

    [Test]
    public void Only_what_the_product_has_is_there()
    {
        var terms = Terms(NonDisclosureRight.Section37, isList: false);
        var document = ResidentDocument.Of();
        Assert.That(
            Groups(document, terms with { Groups = [new TermsGroup("004", ["sukunimi"]), new TermsGroup("101", null)] }),
            Is.EqualTo("""{"ryhma":"004","muutos":"1","sukunimi":"Korhonen"}"""));
        Assert.That(Groups(document, terms with { Groups = [new TermsGroup("305", null)] }), Is.Null);
    }

    [Test]
    public void Who_has_become_one_with_another_person_is_not_there() =>
        Assert.That(Groups(ResidentDocument.Of(), Terms(NonDisclosureRight.Section37, isList: true), mergedInto: 2), Is.Null);

    [Test]
    public void Control_characters_do_not_leave() =>
        Assert.That(
            Groups(
                ResidentDocument.Of().Replace("Korhonen", @"Kor\u0009honen", StringComparison.Ordinal),
                Terms(NonDisclosureRight.Section37, isList: true)),
            Does.Contain("Kor honen"));

    [Test]
    public void A_container_that_was_filled_is_empty_after_a_refusal()
    {
        var disclosed = DisclosedRecord.Gate.NewContainer();
        var terms = Terms(NonDisclosureRight.None, isList: true);
        Assert.That(TryDisclose(disclosed, ResidentDocument.Of(), terms, null, null, null), Is.True);
        Assert.That(TryDisclose(disclosed, ResidentDocument.Of(groups: ResidentDocument.Order), terms, "", null, null), Is.False);
        Assert.That(disclosed.Content.GroupCount, Is.Zero);
    }

    private static DisclosureTerms Terms(NonDisclosureRight right, bool isList) => Some.Terms with
    {
        NonDisclosureRight = right,
        IsList = isList,
        Municipalities = isList ? [] : Some.Terms.Municipalities,
    };

    private static Protection Later(long person, params string[] codes) =>
        new(
            new ProtectedPersons(new HashSet<long>(), new HashSet<long> { person }),
            protectedPerson => protectedPerson == person ? codes : [],
            LateOrder.Mask);

    private static string? Groups(
        string document, DisclosureTerms terms, string? orderInIndex = null, Protection? protection = null, long? mergedInto = null)
    {
        var disclosed = DisclosedRecord.Gate.NewContainer();
        if (!TryDisclose(disclosed, document, terms, orderInIndex, protection, mergedInto))
        {
            return null;
        }

        using var writer = new JsonRecordWriter();
        var text = Encoding.UTF8.GetString(writer.WriteState(disclosed.Content));
        return text[(text.IndexOf('[', StringComparison.Ordinal) + 1)..^2];
    }

    private static bool TryDisclose(
        DisclosedRecord disclosed,
        string document,
        DisclosureTerms terms,
        string? orderInIndex,
        Protection? protection,
        long? mergedInto)
    {
        var person = TestRegister.Person(document);
        var gate = new DisclosedRecord.Gate(
            terms, Layouts.Catalog, new DateOnly(2026, 11, 16), protection ?? Some.Protection, Some.NoOrders);
        var row = new VersionRow
        {
            PersonId = Person,
            IdentityCode = Encoding.ASCII.GetBytes(person.IdentityCode),
            Municipality = Encoding.ASCII.GetBytes(person.Municipality),
            NonDisclosureEnd = Encoding.ASCII.GetBytes(orderInIndex ?? person.NonDisclosureEnd ?? ""),
            MergedInto = mergedInto,
            Document = person.Document.Span,
        };
        return gate.TryDiscloseRelated(Encoding.ASCII.GetBytes(Code), row, disclosed);
    }
}
