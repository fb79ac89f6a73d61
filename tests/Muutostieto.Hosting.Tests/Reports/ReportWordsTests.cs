using System.Collections;
using System.Text.RegularExpressions;
using Muutostieto.Disclosure.Purposes;
using Muutostieto.Hosting.Reports;

namespace Muutostieto.Hosting.Tests.Reports;

/// <summary>The words of a person's report in its three languages, and the names of groups.</summary>
public sealed partial class ReportWordsTests
{
    private static readonly string[] Plain =
    [
        "Title", "Made", "About", "Law", "NotWhole", "None", "NoneLegible", "When", "Recipient", "Customer", "Service", "Purpose", "Task",
        "Basis",
        "Data", "Note", "Permit", "PermitDecision", "NoGroups", "UnknownGroup", "Withdrawn", "Redelivered", "OfDuplicate", "NotInLedger",
        "Unfinished", "Answers", "DayFormat", "TimeFormat", "Purpose.None",
    ];

    [TestCaseSource(typeof(ReportWords), nameof(ReportWords.Languages))]
    public void Every_key_is_there_in_each_language_and_none_is_there_without_use(string language) => Assert.That(
        Texts(language).Keys,
        Is.EquivalentTo(
            Plain
                .Concat(new[] { "Purged", "PurgedAnswers", "Unaudited" }.SelectMany(key => new[] { $"{key}.One", $"{key}.Other" }))
                .Concat(Enum.GetNames<ReportService>().Select(service => $"Service.{service}"))
                .Concat(Enum.GetNames<Purpose>().Select(purpose => $"Purpose.{purpose}"))));

    [Test]
    public void No_word_is_empty_its_places_are_the_same_in_every_language_and_it_is_the_same_in_none()
    {
        var languages = ReportWords.Languages.Select(Texts).ToList();
        using (Assert.EnterMultipleScope())
        {
            foreach (var key in languages[0].Keys)
            {
                var texts = languages.Select(language => language[key]).ToList();
                Assert.That(texts, Has.All.Not.Empty, key);
                Assert.That(texts.Select(Places).Distinct().Count(), Is.EqualTo(1), key);
                if (key != "DayFormat")
                {
                    Assert.That(texts, Is.Unique, key);
                }
            }
        }
    }

    [TestCaseSource(typeof(ReportWords), nameof(ReportWords.Languages))]
    public void Every_group_of_persons_and_buildings_has_a_name_and_no_number(string language)
    {
        var words = new GroupWords(Layouts.Catalog, Layouts.Buildings);
        using (Assert.EnterMultipleScope())
        {
            foreach (var code in Layouts.Catalog.Groups.Concat(Layouts.Buildings.Groups).Select(group => group.Code).Distinct())
            {
                Assert.That(words.Of(code, language), Is.Not.Null.And.Not.Empty.And.Not.Contain(code));
            }

            Assert.That(words.Of("999", language), Is.Null);
        }
    }

    [Test]
    public void Each_group_has_a_Swedish_name_of_its_own_and_no_other_code_has() =>
        Assert.That(
            GroupWords.Read().Keys,
            Is.EquivalentTo(Layouts.Catalog.Groups.Concat(Layouts.Buildings.Groups).Select(group => group.Code).Distinct()));

    private static Dictionary<string, string> Texts(string language) => ReportWords
        .SetOf(language)!
        .Cast<DictionaryEntry>()
        .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

    private static string Places(string text) => string.Join(
        ' ', Place().Matches(text).Select(place => place.Value).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\{\d\}", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}
