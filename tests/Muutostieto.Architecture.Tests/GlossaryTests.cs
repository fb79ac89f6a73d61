using System.Text.RegularExpressions;

namespace Muutostieto.Architecture.Tests;

/// <summary>The glossary at the head of the architecture guide names types that exist.</summary>
public sealed partial class GlossaryTests
{
    private static IEnumerable<string> Names()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "architecture.md"));
        var words = text[text.IndexOf("## Glossary", StringComparison.Ordinal)..text.IndexOf("## Data flow", StringComparison.Ordinal)];
        return Cell().Matches(words).Select(match => match.Groups[1].Value);
    }

    [TestCaseSource(nameof(Names))]
    public void A_word_has_the_type_that_the_glossary_says(string name)
    {
        var parts = name.Split('.');
        var type = House.Projects.SelectMany(House.TypesOf).SingleOrDefault(type => type.Name == parts[0]);
        Assert.That(type, Is.Not.Null);
        if (parts is [_, var member])
        {
            Assert.That(type!.GetMember(member), Is.Not.Empty);
        }
    }

    [Test]
    public void The_glossary_has_entries() => Assert.That(Names().Count(), Is.GreaterThan(10));

    [GeneratedRegex(@"\| `([\w.]+)` \|\r?$", RegexOptions.Multiline)]
    private static partial Regex Cell();
}
