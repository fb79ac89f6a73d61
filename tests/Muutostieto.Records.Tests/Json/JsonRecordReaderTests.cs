using System.Text;
using Muutostieto.Records.Json;
using Muutostieto.Records.Model;

namespace Muutostieto.Records.Tests.Json;

/// <summary>Groups as others may write them: an object's properties come in any order.</summary>
public sealed class JsonRecordReaderTests
{
    private const string Usual = """{"ryhma":"004","muutos":"1","sukunimi":"Korhonen","etunimet":"Aino"}""";

    [TestCase(Usual)]
    [TestCase("""{"muutos":"1","ryhma":"004","sukunimi":"Korhonen","etunimet":"Aino"}""")]
    [TestCase("""{"ryhma":"004","sukunimi":"Korhonen","muutos":"1","etunimet":"Aino"}""")]
    [TestCase("""{"etunimet":"Aino","sukunimi":"Korhonen","muutos":"1","ryhma":"004"}""")]
    public void The_order_of_properties_does_not_matter(string group) =>
        Assert.That(Read(group), Is.EqualTo(Read(Usual)).And.Contains("Korhonen"));

    [TestCase("""{"ryhma":"305","versio":1,"muutos":"1"}""")]
    [TestCase("""{"versio":1,"ryhma":"305","muutos":"1"}""")]
    public void An_older_layout_is_taken_where_the_version_says_so(string group) =>
        Assert.That(Read(group), Does.Contain("\"ryhma\":\"305\",\"versio\":1,\"muutos\":\"1\""));

    [TestCase("""{"ryhma":"004","muutos":"12"}""", "one character")]
    [TestCase("""{"ryhma":"004","muutos":1}""", "String")]
    [TestCase("""{"ryhma":4,"muutos":"1"}""", "String")]
    [TestCase("""{"ryhma":"999","muutos":"1"}""", "unknown group")]
    [TestCase("""{"muutos":"1"}""", "\"ryhma\" in every group")]
    [TestCase("""{"ryhma":"004","muutos":"1","nimi":"Aino"}""", "no field of that name")]
    public void A_group_that_is_none_is_refused(string group, string expected) =>
        Assert.That(() => Read(group), Throws.TypeOf<MuutostietoException>().With.Message.Contains(expected));

    [TestCase(Usual, "Korhonen")]
    [TestCase("""{"ryhma" : "004","muutos":"1","sukunimi":"Korhonen"}""", "Korhonen")]
    [TestCase("""{ "ryhma":"004","muutos":"1","sukunimi":"Korhonen"}""", "Korhonen")]
    [TestCase("""{"muutos":"1","ryhma":"004","sukunimi":"Korhonen"}""", "Korhonen")]
    [TestCase("""{"ryhma":"004","muutos":"1","sukunimi":"{\"ryhma\":\"003\""}""", "{\"ryhma\":\"003\"")]
    [TestCase("""{"ryhma":"004","muutos":"1","sukunimi":"ryhma"}""", "ryhma")]
    public void Groups_of_some_codes_are_those_of_the_whole_document(string group, string surname)
    {
        const string Others = """{"ryhma":"009","muutos":"1","maa":"246"},""";
        var document = Encoding.UTF8.GetBytes($$"""{"hetu":"010190-900X","ryhmat":[{{Others}}{{group}},{"ryhma":"003","muutos":"1"}]}""");
        var record = new Record();
        _ = record.Add(Layouts.Catalog.Newest("204")!, (byte)'1');

        new JsonRecordReader(Layouts.Catalog).ReadGroups(document, record, ["003"u8.ToArray(), "004"u8.ToArray()]);

        Assert.That(Enumerable.Range(0, record.GroupCount).Select(at => record.Spec(at).Code), Is.EquivalentTo(new[] { "003", "004" }));
        Assert.That(record.Text(record.IndexOf("004"), "sukunimi"), Is.EqualTo(surname));
    }

    [TestCase("""{"ryhma":"004","muutos":"1","sukunimi":""")]
    [TestCase("""{"ryhma":"004","muutos":"1","sukunimi":"\ud800"}""")]
    [TestCase("""{"ryhma":"004","muutos":1}""")]
    public void A_group_of_these_that_is_none_is_refused(string group) =>
        Assert.That(
            () => new JsonRecordReader(Layouts.Catalog).ReadGroups(Encoding.UTF8.GetBytes(group), new Record(), ["004"u8.ToArray()]),
            Throws.TypeOf<FormatException>());

    private static string Read(string group) =>
        Forms.Show(Forms.ReadJson(Encoding.UTF8.GetBytes($$"""{"hetu":"010190-900X","ryhmat":[{{group}}]}""" + "\n")).Single());
}
