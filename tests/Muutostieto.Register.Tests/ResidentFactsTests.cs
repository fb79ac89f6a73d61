using System.Text;

namespace Muutostieto.Register.Tests;

public sealed class ResidentFactsTests
{
    private const string Code = "010190-900P";

    [Test]
    public void Each_fact_is_that_of_its_group() => Assert.That(
        Of(
            Group("002", ("kielikoodi", "sv")), Group("003", ("sukupuoli", "2")),
            Group("101", ("katu_fi", "Katu"), ("postinumero", "87100")), Group("901", ("syntymapv", "19500412"))),
        Is.EqualTo(new ResidentFacts(19500412, "2", "sv", "87100")));

    [TestCase("19500000", 19500101)]
    [TestCase("19500400", 19500401)]
    [TestCase("00000000", 19900101, TestName = "an undefined day: by the code")]
    [TestCase("", 19900101, TestName = "no day: by the code")]
    public void A_day_of_birth_counts_from_the_first_that_it_may_be(string day, int born) =>
        Assert.That(Of(Group("901", ("syntymapv", day)), Group("901", ("syntymapv", "19410101"))).Born, Is.EqualTo(born));

    [Test]
    public void Without_a_group_nothing_is_known_and_the_day_of_birth_is_that_of_the_code() =>
        Assert.That(Of(Group("004", ("sukunimi", "Suku"))), Is.EqualTo(new ResidentFacts(19900101, null, null, null)));

    [Test]
    public void Of_several_values_only_the_document_can_tell() => Assert.That(
        Of(
            Group("101", ("postinumero", "87100")), Group("101", ("postinumero", "87200")), Group("003", ("sukupuoli", "1")),
            Group("003", ("sukupuoli", "")), Group("002", ("kielikoodi", "f\\u0069"))),
        Is.EqualTo(new ResidentFacts(19900101, "1", ResidentFacts.Several, ResidentFacts.Several)));

    [Test]
    public void Zeros_that_a_register_has_left_out_are_put_before_a_postal_code() =>
        Assert.That(Of(Group("101", ("postinumero", "100"))).PostalCode, Is.EqualTo("00100"));

    [TestCase("")]
    [TestCase("{")]
    [TestCase("no JSON")]
    [TestCase("""{"sanoo":"x"}""")]
    [TestCase("""{"hetu":"010190-900P","ryhmat":[{"ryhma":"003","sukupuoli":"1"}""")]
    public void Of_a_document_that_is_none_only_its_reader_can_tell(string document) => Assert.That(
        ResidentFacts.Of(Encoding.ASCII.GetBytes(Code), Encoding.UTF8.GetBytes(document)),
        Is.EqualTo(
            new ResidentFacts(ResidentFacts.Unclear, ResidentFacts.Several, ResidentFacts.Several, ResidentFacts.Several)));

    private static ResidentFacts Of(params string[] groups) => ResidentFacts.Of(
        Encoding.ASCII.GetBytes(Code), Encoding.UTF8.GetBytes($$"""{"hetu":"{{Code}}","ryhmat":[{{string.Join(',', groups)}}]}"""));

    private static string Group(string code, params (string Name, string Value)[] fields) =>
        $$"""{"ryhma":"{{code}}","muutos":"1"{{string.Concat(fields.Select(field => $",\"{field.Name}\":\"{field.Value}\""))}}}""";
}
