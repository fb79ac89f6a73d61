using System.Collections;
using System.Text.RegularExpressions;
using Muutostieto.SelfService.Access;
using Muutostieto.Server.SelfService.Words;
using Muutostieto.Server.Tests.Support;

namespace Muutostieto.Server.Tests.SelfService;

/// <summary>The words around the pages of the self-service.</summary>
public sealed partial class FrameWordsTests
{
    private static readonly string[] Codes = ["fi", "sv", "en"];

    private static IEnumerable<string> Properties => typeof(FrameWords).GetProperties().Select(property => property.Name)
        .Where(name => name != nameof(FrameWords.Code));

    [TestCaseSource(nameof(Codes))]
    public void Every_key_is_there_in_each_language_and_none_is_there_without_use(string language) => Assert.That(
        Texts(language).Keys,
        Is.EquivalentTo(
            [
                .. Properties, "Trace", "PageOf", .. Enum.GetNames<Role>().Select(name => $"Role.{name}"),
                .. Enum.GetNames<MissingClaim>().Select(name => $"Missing.{name}"),
                .. Enum.GetNames<Notice>().SelectMany(name => new[] { $"Notice.{name}", $"Notice.{name}.Do" }),
            ]));

    [Test]
    public void Each_language_has_words_of_its_own_with_the_same_places_for_values()
    {
        foreach (var key in Texts("en").Keys)
        {
            var texts = Codes.Select(code => Texts(code)[key]).ToList();
            Assert.That(texts, Has.All.Not.Empty, key);
            Assert.That(texts, Is.Unique, key);
            Assert.That(texts.Select(text => string.Join(' ', Places().Matches(text).Select(place => place.Value))).Distinct().Count(),
                Is.EqualTo(1), key);
        }
    }

    [Test]
    public void Every_word_is_on_a_page()
    {
        var sources = string.Join(
            '\n',
            new[] { "*.razor", "*.cs" }
                .SelectMany(pattern => Directory.EnumerateFiles(
                    Path.Combine(Sources.Folder, "SelfService"), pattern, SearchOption.AllDirectories))
                .Select(File.ReadAllText));
        Assert.That(Properties.Where(name => !Regex.IsMatch(sources, $@"\b(Frame|Words|words)\.{name}\b")), Is.Empty);
    }

    private static Dictionary<string, string> Texts(string language) => AreaWords.SetOf(nameof(FrameWords), language)!
        .Cast<DictionaryEntry>()
        .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

    [GeneratedRegex(@"\{[0-9]\}")]
    private static partial Regex Places();
}
