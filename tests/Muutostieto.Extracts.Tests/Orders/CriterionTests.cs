using System.Text;
using Muutostieto.Extracts.Orders;
using Muutostieto.Records.Json;
using Muutostieto.Records.Model;

namespace Muutostieto.Extracts.Tests.Orders;

public sealed class CriterionTests
{
    private static readonly DateOnly Day = new(2026, 11, 16);

    [TestCase("19510101", 75, 84, true)]
    [TestCase("19511116", 75, 84, true)]
    [TestCase("19511117", 75, 84, false)]
    [TestCase("19411117", 75, 84, true)]
    [TestCase("19411116", 75, 84, false)]
    [TestCase("19500000", 75, 84, true)]
    [TestCase("19510000", 75, 84, false)]
    [TestCase("19511100", 75, 84, false)]
    [TestCase("19511000", 75, 84, true)]
    [TestCase("19410000", 75, null, true)]
    [TestCase("20261116", null, 0, true)]
    [TestCase("20261117", null, 0, false)]
    public void An_age_is_counted_on_the_day_and_of_an_unknown_day_of_birth_every_age_must_fit(
        string born, int? from, int? to, bool matches) =>
        Assert.That(Matches(Kind("age").OfAges(from, to), Born(born)), Is.EqualTo(matches));

    [TestCase("2027-02-28", 22)]
    [TestCase("2027-03-01", 23)]
    [TestCase("2028-02-28", 23)]
    [TestCase("2028-02-29", 24)]
    public void A_person_born_on_29_February_is_older_on_1_March_in_other_years(string day, int age) =>
        Assert.That(
            Kind("age").OfAges(age, age).Matches(Read(Born("20040229")), DateOnly.Parse(day, null)),
            Is.True);

    [TestCase("")]
    [TestCase("00000000")]
    public void Without_a_day_of_birth_the_identity_code_says_it(string born) =>
        Assert.That(Matches(Kind("age").OfAges(36, 36), Born(born)), Is.True, "born 1 January 1990 by the code");

    [Test]
    public void Without_a_group_of_birth_the_identity_code_says_the_day() =>
        Assert.That(Matches(Kind("born").OfDays(new(1990, 1, 1), new(1990, 1, 1)), """{"ryhma":"003","muutos":"1"}"""), Is.True);

    [TestCase("19660512", "1966-05-12", "1966-05-12", true)]
    [TestCase("19660512", "1966-05-13", null, false)]
    [TestCase("19660512", null, "1966-05-11", false)]
    [TestCase("19660500", "1966-05-01", "1966-05-31", true)]
    [TestCase("19660500", "1966-05-02", "1966-05-31", false)]
    [TestCase("19660000", "1966-01-01", "1966-12-31", true)]
    [TestCase("19660000", "1966-01-01", "1966-12-30", false)]
    public void A_day_of_birth_lies_between_two_days(string born, string? from, string? to, bool matches) =>
        Assert.That(Matches(Kind("born").OfDays(Date(from), Date(to)), Born(born)), Is.EqualTo(matches));

    [TestCase("20260101", true)]
    [TestCase("20251231", false)]
    [TestCase("20260000", true)]
    [TestCase("00000000", false)]
    [TestCase("", false)]
    public void A_move_into_the_municipality_lies_between_two_days(string moved, bool matches) =>
        Assert.That(
            Matches(
                Kind("movedIn").OfDays(new(2026, 1, 1), new(2026, 12, 31)),
                $$"""{"ryhma":"204","muutos":"1","kuntanumero":"205","muuttopv":"{{moved}}"}"""),
            Is.EqualTo(matches));

    [TestCase("sex", """{"ryhma":"003","muutos":"1","sukupuoli":"2"}""", "2", true)]
    [TestCase("sex", """{"ryhma":"003","muutos":"1","sukupuoli":"2"}""", "1", false)]
    [TestCase("sex", """{"ryhma":"003","muutos":"1"}""", "1", false)]
    [TestCase("motherTongue", """{"ryhma":"002","muutos":"1","kielikoodi":"sv"}""", "sv", true)]
    [TestCase("motherTongue", """{"ryhma":"002","muutos":"1","kielikoodi":"svx"}""", "sv", false)]
    [TestCase("municipality", """{"ryhma":"204","muutos":"1","kuntanumero":"205"}""", "205", true)]
    [TestCase("municipality", """{"ryhma":"204","muutos":"1","kuntanumero":"000"}""", "205", false)]
    [TestCase("postalCode", """{"ryhma":"101","muutos":"1","postinumero":"00100"}""", "00100", true)]
    [TestCase("postalCode", """{"ryhma":"101","muutos":"1","postinumero":"100"}""", "00100", true)]
    [TestCase("postalCode", """{"ryhma":"101","muutos":"1","postinumero":"00100","loppupv":"20261116"}""", "00100", false)]
    [TestCase("postalCode", """{"ryhma":"101","muutos":"1","postinumero":"00100","loppupv":"20261117"}""", "00100", true)]
    [TestCase("postalCode", """{"ryhma":"101","muutos":"1","katu_fi":"***Lisätietoja"}""", "00100", false)]
    [TestCase("maritalStatus", """{"ryhma":"903","muutos":"1","siviilisaaty":"2"}""", "2", true)]
    [TestCase("citizenship", """{"ryhma":"007","muutos":"1","maa":"246","voimassaolo":"1"}""", "246", true)]
    [TestCase("citizenship", """{"ryhma":"007","muutos":"1","maa":"246"}""", "246", true)]
    [TestCase("citizenship", """{"ryhma":"007","muutos":"1","maa":"246","voimassaolo":"2"}""", "246", false)]
    [TestCase("citizenship", """{"ryhma":"007","muutos":"1","maa":"246","loppupv":"20200101"}""", "246", false)]
    [TestCase(
        "citizenship",
        """{"ryhma":"007","muutos":"1","maa":"752","voimassaolo":"1"},{"ryhma":"007","muutos":"1","maa":"246","voimassaolo":"1"}""",
        "246", true)]
    public void A_code_in_force_is_one_of_those_named(string kind, string groups, string code, bool matches) =>
        Assert.That(Matches(Kind(kind).OfCodes([code, "xx"]), groups), Is.EqualTo(matches));

    [Test]
    public void Criteria_are_combined()
    {
        var (old, young) = (Kind("age").OfAges(75, null), Kind("age").OfAges(null, 17));
        var woman = Kind("sex").OfCodes(["2"]);
        var groups = """{"ryhma":"003","muutos":"1","sukupuoli":"2"},""" + Born("19400101");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Matches(Criterion.AllOf([old, woman]), groups), Is.True);
            Assert.That(Matches(Criterion.AllOf([young, woman]), groups), Is.False);
            Assert.That(Matches(Criterion.AnyOf([young, woman]), groups), Is.True);
            Assert.That(Matches(Criterion.AnyOf([young, Criterion.Not(woman)]), groups), Is.False);
            Assert.That(Matches(Criterion.Not(young), groups), Is.True);
            Assert.That(Criterion.AllOf([old, woman, young]).Groups, Is.EqualTo(new[] { "901", "003" }));
        }
    }

    [Test]
    public void What_confines_to_municipalities_is_known_of_conditions_that_all_hold()
    {
        var kajaani = Kind("municipality").OfCodes(["205", "290"]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(kajaani.Municipalities, Is.EqualTo(new[] { "205", "290" }));
            Assert.That(
                Criterion.AllOf([Kind("sex").OfCodes(["1"]), kajaani, Criterion.AllOf([Kind("municipality").OfCodes(["290"])])])
                    .Municipalities,
                Is.EqualTo(new[] { "290" }));
            Assert.That(Criterion.AnyOf([kajaani]).Municipalities, Is.Null);
            Assert.That(Criterion.Not(kajaani).Municipalities, Is.Null);
        }
    }

    [Test]
    public void Every_criterion_looks_at_a_group_and_field_of_the_layouts()
    {
        foreach (var kind in CriterionKinds.All)
        {
            var spec = Layouts.Catalog.Newest(kind.Group);
            Assert.That(spec, Is.Not.Null, kind.Name);
            if (kind.Shape == CriterionShape.Codes)
            {
                Assert.That(spec!.Field(kind.Field), Is.Not.Null, kind.Name);
                Assert.That(spec.Field(kind.Field)!.Codes.All(kind.IsCode), Is.True, kind.Name);
            }
        }
    }

    private static CriterionKind Kind(string name) => CriterionKinds.Find(name)!;

    private static DateOnly? Date(string? text) => text is null ? null : DateOnly.Parse(text, null);

    private static string Born(string day) => $$"""{"ryhma":"901","muutos":"1","syntymapv":"{{day}}"}""";

    private static bool Matches(Criterion criterion, string groups) => criterion.Matches(Read(groups), Day);

    private static Record Read(string groups)
    {
        var record = new Record();
        new JsonRecordReader(Layouts.Catalog).Read(
            Encoding.UTF8.GetBytes(
                $$"""{"hetu":"010190-900P","tapahtuma":"XXX","rekisterointipv":"20261116","muutostyyppi":"1","rooli":"1","ryhmat":[{{groups}}]}"""),
            record);
        return record;
    }
}
