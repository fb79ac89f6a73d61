using System.Text.RegularExpressions;
using Muutostieto.Server.SelfService.Words;
using Muutostieto.Server.Tests.Support;

namespace Muutostieto.Server.Tests.SelfService;

/// <summary><c>docs/operations.md</c> says of each field of a decision what is filled in there.</summary>
public sealed partial class DecisionGuideTests
{
    [Test]
    public void Each_field_has_a_row_under_its_label_in_the_order_of_the_page()
    {
        var words = new DecisionWords("en");
        var labels = Field().Matches(File.ReadAllText(Path.Combine(Sources.Folder, "SelfService", "Operators", "MatterPage.razor")))
            .Select(field => (string)typeof(DecisionWords).GetProperty(field.Groups[1].Value)!.GetValue(words)!)
            .ToList();
        Assert.That(labels, Has.Count.EqualTo(11));
        var guide = File.ReadAllText(Repository.File("docs", "operations.md"));
        var from = guide.IndexOf("## Decisions in the browser", StringComparison.Ordinal);
        var section = guide[from..guide.IndexOf("\n## ", from + 1, StringComparison.Ordinal)];
        Assert.That(Row().Matches(section).Select(row => row.Groups[1].Value).Skip(1), Is.EqualTo(labels));
    }

    [GeneratedRegex("""<(?:Text|Date|Select)Field Name="\w+" Label="@W\.(\w+)" """)]
    private static partial Regex Field();

    [GeneratedRegex(@"^\| ([^|]+) \| [^|]+ \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
