using System.Collections;
using System.Reflection;
using System.Text.RegularExpressions;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Purposes;
using Muutostieto.Records.Lists;
using Muutostieto.SelfService.Applications;
using Muutostieto.SelfService.Contacts;
using Muutostieto.SelfService.Deliveries;
using Muutostieto.Server.SelfService.Words;
using Muutostieto.Server.Tests.Support;

namespace Muutostieto.Server.Tests.SelfService;

/// <summary>The words of the pages of recipients, and of notices.</summary>
public sealed partial class CustomerWordsTests
{
    private static readonly string[] OfCode = ["fi", "sv", "en"];

    /// <summary>By area: keys that are no properties.</summary>
    private static readonly Dictionary<Type, string[]> Others = new()
    {
        [typeof(MatterWords)] =
        [
            "MeanwhileBy", "ByAt", "TooManyOpen", .. Names<MatterState>("State"), .. Names<Verdict>("Verdict"),
            .. Names<FieldProblem>("Problem"), .. PurposeNames.All.Select(name => $"Purpose.{name}"),
            .. OrderTargetNames.All.Select(name => $"Target.{name}"), .. DeliveryFormatNames.All.Select(name => $"Format.{name}"),
        ],
        [typeof(ApplicationWords)] =
        [
            "One", "Edit", "WithdrawTitle", "RhythmWeekly", "RhythmBiweekly", .. Names<AreaKind>("AreaKind"),
            .. Names<DataProtectionQuestion>("Question"),
        ],
        [typeof(OrderWords)] = ["One", "Edit", "WithdrawTitle", "Sex.1", "Sex.2", "Euros", "Counted", "CountMost", "AtLeast"],
        [typeof(UploadWords)] =
        [
            "ListOf", "UpdateOf", "ListHint", "UpdateHint", "FileMost", "Lines.One", "Lines.Other", "Changes", "RefusedAt",
            "FirstRefusedAt", "Newest",
            .. Names<UploadState>("State"),
            .. Enum.GetValues<ListFault>().Select(fault => $"Why.{fault.WireName()}"),
        ],
        [typeof(ContactWords)] = ["RemoveWhat", "TooMany", .. Names<ContactKind>("Kind")],
        [typeof(NoticeWords)] = ["Between", "Since"],
    };

    private static IEnumerable<TestCaseData> Cases =>
        Others.Keys.SelectMany(area => OfCode.Select(code => new TestCaseData(area, code)));

    [TestCaseSource(nameof(Cases))]
    public void Every_key_is_there_in_each_language_and_none_is_there_without_use(Type area, string language) =>
        Assert.That(Texts(area, language).Keys, Is.EquivalentTo(Properties(area).Concat(Others[area])));

    [TestCaseSource(nameof(Cases))]
    public void Each_language_has_words_and_the_same_places_for_values(Type area, string language)
    {
        var (own, english) = (Texts(area, language), Texts(area, "en"));
        Assert.That(own.Values, Has.All.Not.Empty);
        Assert.That(own.Keys.Where(key => PlacesOf(own[key]) != PlacesOf(english[key])), Is.Empty);
        if (language != "en")
        {
            // Few words are the same in two languages: forms of files, places for values alone.
            Assert.That(
                own.Where(each => each.Value == english[each.Key]).Select(each => each.Key).Where(key =>
                    !key.StartsWith("Format.", StringComparison.Ordinal) && key is not ("ByAt")),
                Is.Empty);
        }
    }

    [TestCaseSource(nameof(Areas))]
    public void Every_word_is_on_a_page(Type area)
    {
        var sources = string.Join(
            '\n',
            new[] { "*.razor", "*Pages.cs", "*Labels.cs", "MatterWords.cs" }
                .SelectMany(pattern => Directory.EnumerateFiles(
                    Path.Combine(Sources.Folder, "SelfService"), pattern, SearchOption.AllDirectories))
                .Select(File.ReadAllText));
        Assert.That(
            Properties(area).Where(name =>
                !Regex.IsMatch(sources, $@"(\b[WM]\.|\bown\.|\bwords\.|<{area.Name}>\(\)\.|\{{){name}\b")), Is.Empty);
    }

    private static IEnumerable<Type> Areas() => Others.Keys;

    private static IEnumerable<string> Properties(Type area) => area
        .GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Select(property => property.Name);

    private static IEnumerable<string> Names<T>(string prefix)
        where T : struct, Enum => Enum.GetNames<T>().Select(name => $"{prefix}.{name}");

    private static string PlacesOf(string text) =>
        string.Join(' ', Places().Matches(text).Select(place => place.Value).Order(StringComparer.Ordinal));

    private static Dictionary<string, string> Texts(Type area, string language) => AreaWords.SetOf(area.Name, language)!
        .Cast<DictionaryEntry>()
        .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

    [GeneratedRegex(@"\{[0-9]\}")]
    private static partial Regex Places();
}
