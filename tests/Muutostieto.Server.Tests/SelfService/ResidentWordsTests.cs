using System.Collections;
using System.Text.RegularExpressions;
using Muutostieto.SelfService.Residents;
using Muutostieto.SelfService.Residents.Searches;
using Muutostieto.SelfService.Residents.Store;
using Muutostieto.Server.SelfService.Words;

namespace Muutostieto.Server.Tests.SelfService;

/// <summary>The words of the municipality's pages.</summary>
public sealed partial class ResidentWordsTests
{
    private static readonly string[] OfCode = ["fi", "sv", "en"];

    private static IEnumerable<string> Used =>
    [
        .. typeof(ResidentWords).GetProperties().Where(property => property.Name != nameof(ResidentWords.Code))
            .Select(property => property.Name),
        "NamedSearch", "Euros", "Until", "AtLeast", "Sex.Any", "Sex.1", "Sex.2",
        .. Names<ResidentSearchKind>("Kind"), .. Names<PickState>("State"), .. Names<PickFault>("PickFault"),
        .. Names<ListRefusal>("Refusal"), .. Names<ResidentLimit>("Limit"), .. Names<SearchFault>("Fault"), .. Names<ListForm>("Form"),
        .. Names<ListForm>("Form").Select(form => form + ".What"),
        "Column.henkilotunnus",
        .. Layouts.Catalog.Groups.Where(group => group.InTable && !group.IsRaw).SelectMany(group => group.Fields)
            .Select(each => $"Column.{each.Name}").Distinct(),
    ];

    [TestCaseSource(nameof(OfCode))]
    public void Every_key_is_there_in_each_language_and_none_is_there_without_use(string language) =>
        Assert.That(Texts(language).Keys, Is.EquivalentTo(Used));

    [Test]
    public void Each_language_has_the_same_places_for_values() => Assert.That(
        Texts("en").Keys.Where(key => OfCode
            .Select(code => string.Join(' ', Places().Matches(Texts(code)[key]).Select(place => place.Value)))
            .Distinct().Count() > 1),
        Is.Empty);

    private static IEnumerable<string> Names<T>(string prefix)
        where T : struct, Enum => Enum.GetNames<T>().Select(name => $"{prefix}.{name}");

    private static Dictionary<string, string> Texts(string language) => AreaWords.SetOf(nameof(ResidentWords), language)!
        .Cast<DictionaryEntry>()
        .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

    [GeneratedRegex(@"\{[0-9]\}")]
    private static partial Regex Places();
}
