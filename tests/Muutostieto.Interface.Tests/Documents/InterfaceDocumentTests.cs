using System.Text.Json;
using System.Text.RegularExpressions;
using Muutostieto.Interface.Calls;
using Muutostieto.Interface.Documents;
using Muutostieto.Interface.Tests.Support;

namespace Muutostieto.Interface.Tests.Documents;

/// <summary>What the OpenAPI document and the clients' guides show fits the schemas of the document.</summary>
public sealed partial class InterfaceDocumentTests
{
    private static readonly JsonElement Document = JsonDocument.Parse(InterfaceDocument.Of(Mapped.Catalog, new CallLimits())).RootElement;
    private readonly SchemaCheck check = new(Document);

    [Test]
    public void Every_request_and_answer_has_an_example_that_fits_its_schema()
    {
        var contents = Document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject())
            .SelectMany(call => Described(call.Value))
            .SelectMany(described => described.GetProperty("content").EnumerateObject().Select(type => type.Value))
            .ToList();
        Assert.That(contents, Has.Count.GreaterThan(30));
        Assert.That(
            contents.SelectMany(content => check.FaultsOf(content.GetProperty("example"), content.GetProperty("schema"))), Is.Empty);

        static IEnumerable<JsonElement> Described(JsonElement call)
        {
            var answers = call.GetProperty("responses").EnumerateObject().Select(answer => answer.Value);
            return call.TryGetProperty("requestBody", out var body) ? answers.Append(body) : answers;
        }
    }

    [TestCase("interface.md")]
    [TestCase("rajapinta.md")]
    public void The_guides_elements_fit_the_schema(string guide)
    {
        var element = Document.GetProperty("components").GetProperty("schemas").GetProperty("Muutokset")
            .GetProperty("properties").GetProperty("muutokset").GetProperty("items");
        var shown = Elements(guide);
        Assert.That(shown, Is.Not.Empty);
        Assert.That(shown.SelectMany(each => check.FaultsOf(each, element)), Is.Empty);
    }

    /// <summary>The elements of changes that a guide shows.</summary>
    internal static IReadOnlyList<JsonElement> Elements(string guide) =>
        [
            .. Json().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", guide)))
                .Select(block => JsonDocument.Parse(block.Groups["text"].Value).RootElement),
        ];

    [TestCase("""{ "viimeisinKirjausavain": 1, "muutokset": [] }""", "ajanTasalla is missing")]
    [TestCase("""{ "viimeisinKirjausavain": "1", "muutokset": [], "ajanTasalla": true }""", "String is no integer")]
    [TestCase(
        """{ "viimeisinKirjausavain": 1, "muutokset": [{ "henkilotunnus": "", "tietoryhmat": [{ "tietoryhma": "X" }] }], "ajanTasalla": true }""",
        "tietoryhma X is unknown")]
    public void What_does_not_fit_is_found(string answer, string fault) =>
        Assert.That(check.FaultsOf(JsonDocument.Parse(answer).RootElement, "Muutokset"), Has.Some.Contains(fault));

    [GeneratedRegex(@"^```json\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Json();
}
