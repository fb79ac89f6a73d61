using System.IO.Abstractions;
using Muutostieto.Records.Groups;

namespace Muutostieto.Records.Tests.Documents;

/// <summary>
/// The tables of layouts in the documents are those of config/groups.json. After a change of the layouts, run these tests once with
/// MUUTOSTIETO_UPDATE_DOCS=1 in the environment: the tables are written anew.
/// </summary>
public sealed class DocumentsTests
{
    [TestCase("format.md", false, "groups")]
    [TestCase("format.md", false, "fields")]
    [TestCase("recipient-guide.md", false, "groups")]
    [TestCase("vastaanottajan-opas.md", true, "groups")]
    public void A_table_of_layouts_is_that_of_the_layouts(string document, bool finnish, string table)
    {
        var path = Path.Combine(Repository.Root, "docs", document);
        var text = File.ReadAllText(path);
        var tables = new LayoutTables(Layouts.Catalog, finnish);
        var expected = With(text, table, table == "groups" ? tables.Groups() : tables.Fields());
        if (Environment.GetEnvironmentVariable("MUUTOSTIETO_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(path, expected);
        }
        else
        {
            Assert.That(
                text,
                Is.EqualTo(expected),
                $"{document} is older than config/groups.json: run the tests with MUUTOSTIETO_UPDATE_DOCS=1");
        }
    }

    [TestCase("building-groups")]
    [TestCase("building-fields")]
    public void A_table_of_the_layouts_of_buildings_is_that_of_the_layouts(string table)
    {
        var path = Path.Combine(Repository.Root, "docs", "format.md");
        var text = File.ReadAllText(path);
        var tables = new LayoutTables(
            GroupCatalogReader.Load(new FileSystem(), Path.Combine(Repository.Config, "building-groups.json")), finnish: false);
        var expected = With(text, table, table == "building-groups" ? tables.Groups() : tables.Fields(), "building-groups.json");
        if (Environment.GetEnvironmentVariable("MUUTOSTIETO_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(path, expected);
        }
        else
        {
            Assert.That(text, Is.EqualTo(expected), "run the tests with MUUTOSTIETO_UPDATE_DOCS=1");
        }
    }

    private static string With(string text, string table, string content, string file = "groups.json")
    {
        var start = $"<!-- {table}: made from config/{file} -->\n";
        var end = $"<!-- end of {table} -->";
        int from = text.IndexOf(start, StringComparison.Ordinal), to = text.IndexOf(end, StringComparison.Ordinal);
        Assert.That(from, Is.GreaterThanOrEqualTo(0).And.LessThan(to), $"the marks of {table} are missing");
        return $"{text[..(from + start.Length)]}\n{content}\n{text[to..]}";
    }
}
