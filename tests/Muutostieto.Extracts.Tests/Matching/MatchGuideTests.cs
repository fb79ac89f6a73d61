using System.Text.RegularExpressions;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Extracts.Matching;

namespace Muutostieto.Extracts.Tests.Matching;

/// <summary>The guides for customers have the methods and the codes of outcomes that there are, and their examples are true.</summary>
[TestFixture("matching.md")]
[TestFixture("kohdistus.md")]
public sealed partial class MatchGuideTests(string guide)
{
    private readonly string text = File.ReadAllText(Repository.File(Path.Combine("docs", guide)));

    [Test]
    public void It_has_the_methods_in_their_order() => Assert.That(
        Method().Matches(text).Select(row => row.Groups[1].Value), Is.EqualTo(Enum.GetValues<MatchMethod>().Select(MatchMethodNames.Of)));

    [Test]
    public void It_has_the_codes_of_all_outcomes() => Assert.That(
        Outcome().Matches(text).Select(row => int.Parse(row.Groups[1].ValueSpan)),
        Is.EqualTo(Enum.GetValues<MatchOutcome>().Select(code => (int)code)));

    [Test]
    public void It_has_the_columns_of_a_row() => Assert.That(
        Column().Matches(text).Select(row => row.Groups[1].Value),
        Is.EqualTo(new[] { "rivi", "hetu", "sukunimi", "etunimet", "syntymaaika" }));

    [Test]
    public void A_method_has_the_name_by_which_it_is_found() => Assert.Multiple(() =>
    {
        foreach (var method in Enum.GetValues<MatchMethod>())
        {
            Assert.That(MatchMethodNames.Find(MatchMethodNames.Of(method)), Is.EqualTo(method));
        }

        Assert.That(MatchMethodNames.Find("M7"), Is.Null);
    });

    [GeneratedRegex(@"^\| `(M\d)` \|", RegexOptions.Multiline)]
    private static partial Regex Method();

    [GeneratedRegex(@"^\| (\d+) \|", RegexOptions.Multiline)]
    private static partial Regex Outcome();

    [GeneratedRegex(@"^\| `([a-z]{3,})` \|", RegexOptions.Multiline)]
    private static partial Regex Column();
}
