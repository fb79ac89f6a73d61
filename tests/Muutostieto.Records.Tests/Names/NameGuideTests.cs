using System.Text.RegularExpressions;
using Muutostieto.Records.Names;

namespace Muutostieto.Records.Tests.Names;

/// <summary>The guides show customers the table by which names are compared, whole and true.</summary>
[TestFixture("matching.md")]
[TestFixture("kohdistus.md")]
public sealed partial class NameGuideTests(string guide)
{
    private readonly Dictionary<string, string[]> rows = File.ReadLines(Repository.File(Path.Combine("docs", guide)))
        .Select(line => Row().Match(line)).Where(row => row.Success && row.Groups[1].Value is not ['M', ..])
        .ToDictionary(
            row => row.Groups[1].Value,
            row => Letter().Matches(row.Groups[2].Value).Select(letter => letter.Groups[1].Value).ToArray());

    private IEnumerable<KeyValuePair<string, string[]>> Same => rows.Where(row => NameTable.Same.ContainsKey(row.Key));

    private IEnumerable<KeyValuePair<string, string[]>> Folded => rows.Where(row => row.Value.All(NameTable.Letters.Contains));

    [Test]
    public void It_shows_every_letter_that_is_always_taken_for_others() =>
        Assert.That(Same.ToDictionary(row => row.Key, row => row.Value.Single()), Is.EquivalentTo(NameTable.Same));

    [Test]
    public void It_shows_every_letter_that_is_taken_for_others_without_diacritics_and_no_other() => Assert.That(
        Folded.SelectMany(row => row.Value),
        Is.EquivalentTo(NameTable.Letters.Except(NameTable.Same.Keys).Except(NameTable.Kept)));

    [Test]
    public void A_letter_is_taken_for_what_it_says() => Assert.Multiple(() =>
    {
        foreach (var (taken, letters) in Folded)
        {
            foreach (var letter in letters)
            {
                Assert.That(NameForm.Folded(letter), Is.EqualTo(NameForm.Folded(taken)), letter);
                Assert.That(NameForm.Exact(letter), Is.Not.EqualTo(NameForm.Exact(taken)), letter);
            }
        }
    });

    [Test]
    public void It_names_the_letters_that_are_never_taken_for_others()
    {
        var text = File.ReadAllText(Repository.File(Path.Combine("docs", guide)));

        Assert.That(NameTable.Kept, Is.EqualTo(new[] { "å", "ä", "ö" }));
        Assert.That(text, Does.Match("`å`, `ä` (and|ja) `ö`"));
    }

    [GeneratedRegex(@"^\| `([^`\s]{1,2})` \| ((?:`[^`\s]{1,2}` ?)+)\|$")]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Letter();
}
