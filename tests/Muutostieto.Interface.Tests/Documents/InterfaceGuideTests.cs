using Muutostieto.Interface.Tests.Support;

namespace Muutostieto.Interface.Tests.Documents;

/// <summary>
/// The tables of tietoryhmät in the clients' guides are those of config/tietoryhmat.json. After a change of the mapping, run these tests
/// once with MUUTOSTIETO_UPDATE_DOCS=1 in the environment: the tables are written anew.
/// </summary>
public sealed class InterfaceGuideTests
{
    [Test]
    public void A_table_of_tietoryhmät_is_that_of_the_mapping(
        [Values("interface.md", "rajapinta.md")] string document, [Values("served", "notInRegister", "notServed")] string table)
    {
        var path = Path.Combine(Repository.Root, "docs", document);
        var text = File.ReadAllText(path);
        var tables = new MappingTables(Mapped.Catalog, finnish: document == "rajapinta.md");
        var content = table switch
        {
            "served" => tables.Served(),
            "notInRegister" => tables.NotInRegister(),
            _ => tables.NotServed(),
        };
        var expected = With(text, table, content);
        if (Environment.GetEnvironmentVariable("MUUTOSTIETO_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(path, expected);
        }
        else
        {
            Assert.That(
                text,
                Is.EqualTo(expected),
                $"{document} is older than config/tietoryhmat.json: run the tests with MUUTOSTIETO_UPDATE_DOCS=1");
        }
    }

    [TestCase("interface.md")]
    [TestCase("rajapinta.md")]
    public void The_example_of_another_person_has_what_is_written_of_one(string document)
    {
        var shown = InterfaceDocumentTests.Elements(document).SelectMany(element => element.Related()).Single();
        var person = Mapped.Catalog.Person;

        Assert.That(shown.Keys(), Is.EqualTo(person.Known.Select(each => each.Field.Name).Prepend(person.Code.Value)));
    }

    private static string With(string text, string table, string content)
    {
        var start = $"<!-- {table}: made from config/tietoryhmat.json -->\n";
        var end = $"<!-- end of {table} -->";
        int from = text.IndexOf(start, StringComparison.Ordinal), to = text.IndexOf(end, StringComparison.Ordinal);
        Assert.That(from, Is.GreaterThanOrEqualTo(0).And.LessThan(to), $"the marks of {table} are missing");
        return $"{text[..(from + start.Length)]}\n{content}\n{text[to..]}";
    }
}
