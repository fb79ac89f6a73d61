using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Hosting.Status;
using Muutostieto.Records;
using Muutostieto.Server.Tests.Support;
using Muutostieto.Server.Words;

namespace Muutostieto.Server.Tests.Words;

/// <summary>The resource files against each other and against what the pages ask for.</summary>
public sealed partial class WordsTests
{
    private static readonly string[] Counted = ["NeedsYou", "PersonCount", "BuildingCount", "DwellingCount", "LineCount", "Chart"];

    private static IEnumerable<string> Codes => ["fi", "sv", "en"];

    private static List<PropertyInfo> Properties =>
        [
            .. typeof(SiteWords)
                .GetProperties()
                .Where(property => property.PropertyType == typeof(string) && property.Name != nameof(SiteWords.Code)),
        ];

    [TestCaseSource(nameof(Codes))]
    public void Every_key_is_there_in_each_language_and_none_is_there_without_use(string language)
    {
        var used = Properties.Select(property => property.Name)
            .Concat(Counted.SelectMany(key => new[] { $"{key}.One", $"{key}.Other" }))
            .Concat(Names<DeliveryKind>("Kind"))
            .Concat(Names<DeliveryState>("State"))
            .Concat(Names<PermitValidity>("Validity"))
            .Concat(Names<ReceiptSource>("Receipt"))
            .Concat(Names<AlertKind>("Alert"))
            .Concat(Names<AlertKind>("Remedy").Where(key => key != "Remedy.Failed"))
            .Concat(Enum.GetValues<AlertKind>().Where(IsOfRegister).Select(kind => $"Remedy.{kind}.Interface"))
            .Concat(["Remedy.Failed.Transient", "Remedy.Failed.Integrity", "Remedy.Failed.Other"]);
        Assert.That(Texts("PageWords", language).Keys, Is.EquivalentTo(used));
    }

    [Test]
    public void Every_word_is_on_a_page()
    {
        var sources = string.Join(
            '\n',
            new[] { "*.razor", "*.cs" }
                .SelectMany(pattern => Directory.EnumerateFiles(Sources.Folder, pattern, SearchOption.AllDirectories))
                .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
                .Select(File.ReadAllText));
        var declared = DeclaredWord().Replace(sources, "");
        Assert.That(Properties, Has.Count.GreaterThan(70));
        Assert.That(
            Properties
                .Where(property =>
                    !Regex.IsMatch(declared, $@"\b(Words|words|other)\.{property.Name}\b|(?<![.\w""]){property.Name}(?=[,.)])"))
                .Select(property => property.Name),
            Is.Empty);
    }

    [TestCase("fi")]
    [TestCase("sv")]
    public void Every_alert_is_said_alone_or_several_together_with_a_delivery_or_without_and_no_text_is_there_without_use(string language)
    {
        var words = Rendered.Language(language);
        var (asked, texts) = (new HashSet<string>(), Texts("AlertWords", language));
        var delivery = SomeStatus.Delivery(2, DeliveryKind.Changes, 1, DeliveryState.Published);
        foreach (var kind in Enum.GetValues<AlertKind>())
        {
            foreach (var code in Enum.GetValues<FailureKind>())
            {
                var alert = new Alert(kind, "kainuu-laajat", delivery, SomeStatus.Now, code, "the program's words");
                foreach (
                    var group in new[]
                    {
                        [alert],
                        [alert, alert],
                        new[] { alert with { Permit = null, Delivery = kind is AlertKind.Overdue ? delivery : null } },
                        new[] { alert with { IsOfInterface = IsOfRegister(kind) } },
                    })
                {
                    var found = AlertText.Of(new AlertGroup(group), words, key => asked.Add(key) || true ? texts[key] : "");
                    Assert.That(
                        found.Text,
                        Does.EndWith(".").And.Not.Contain("the program's words").And.Not.Contain("{"),
                        $"{kind} {code}");
                    Assert.That(words.Found(new AlertGroup(group)), Is.EqualTo(found));
                }
            }
        }

        Assert.That(texts.Keys, Is.EquivalentTo(asked));
    }

    [Test]
    public void In_the_programs_own_language_its_own_message_is_all_that_is_said()
    {
        var alert = new Alert(AlertKind.Log, null, null, SomeStatus.Now, FailureKind.Fault, "the program's words");
        Assert.That(Rendered.English.Found(new AlertGroup([alert])), Is.Null);
        Assert.That(SiteWords.SetOf("AlertWords", CultureInfo.GetCultureInfo("en")), Is.Null);
    }

    [TestCase("PageWords")]
    [TestCase("AlertWords")]
    public void No_word_is_empty_its_places_are_the_same_in_every_language_and_hardly_any_is_the_same_in_two(string name)
    {
        var languages = Codes
            .Where(code => SiteWords.SetOf(name, CultureInfo.GetCultureInfo(code)) is not null)
            .Select(code => Texts(name, code))
            .ToList();
        Assert.That(languages, Has.Count.GreaterThan(1));
        string[] same =
        [
            "State",
            "PersonCount.One",
            "ByteUnits",
            "Alert.Register",
            "ThousandsSeparator",
            "DecimalSeparator",
            "DayFormat",
            "File",
        ];
        using (Assert.EnterMultipleScope())
        {
            foreach (var key in languages[0].Keys)
            {
                var texts = languages.Select(language => language[key]).ToList();
                Assert.That(texts, Has.All.Not.Empty, key);
                Assert.That(texts.Select(Places).Distinct().Count(), Is.EqualTo(1), key);
                if (!same.Contains(key))
                {
                    Assert.That(texts, Is.Unique, key);
                }
            }
        }
    }

    [TestCaseSource(nameof(Codes))]
    public void Every_state_kind_and_remedy_has_words(string language)
    {
        var words = Rendered.Language(language);
        var said = Enum.GetValues<DeliveryState>()
            .Select(words.StateOf)
            .Concat(Enum.GetValues<DeliveryKind>().Select(words.KindOf))
            .Concat(Enum.GetValues<ReceiptSource>().Select(words.SourceOf))
            .Concat(Enum.GetValues<PermitValidity>().Select(words.ValidityOf))
            .Concat(
                Enum.GetValues<AlertKind>()
                    .SelectMany(kind =>
                        Enum.GetValues<FailureKind>().Select(code => words.RemedyOf(kind, code, isOfInterface: false))
                            .Append(words.RemedyOf(kind, FailureKind.Overdue, IsOfRegister(kind))).Append(words.AlertOf(kind))));
        Assert.That(said, Has.None.Empty);
    }

    [TestCaseSource(nameof(Codes))]
    public void What_to_do_about_a_source_is_no_import_of_files(string language)
    {
        var words = Rendered.Language(language);
        foreach (var kind in new[] { AlertKind.ImportFailed, AlertKind.FeedQuiet })
        {
            Assert.That(words.RemedyOf(kind, FailureKind.Overdue, true), Does.Contain("feed run").And.Not.Contain("register import"));
            Assert.That(words.RemedyOf(kind, FailureKind.Overdue, false), Does.Contain("register import").And.Not.Contain("feed run"));
        }
    }

    [TestCase(null, null, "fi")]
    [TestCase(null, "en-GB,en;q=0.9,fi;q=0.8", "en")]
    [TestCase(null, "sv,fi;q=0.5,en;q=0.7", "sv")]
    [TestCase(null, "sv-FI", "sv")]
    [TestCase(null, "de, fi ; q=0.1", "fi")]
    [TestCase(null, "en;q=0, fi;q=0.1", "fi")]
    [TestCase(null, "en;q=x;;,,;", "fi")]
    [TestCase("en", "fi", "en")]
    [TestCase("xx", "en", "en")]
    public void The_language_is_what_was_asked_for_else_what_the_browser_prefers_else_Finnish(
        string? asked,
        string? accepted,
        string language
    ) => Assert.That(new Languages().Choose(asked, accepted).Code, Is.EqualTo(language));

    /// <summary>Whether an alert is about how the register is filled, which files or an interface do.</summary>
    private static bool IsOfRegister(AlertKind kind) => kind is AlertKind.ImportFailed or AlertKind.FeedQuiet;

    private static IEnumerable<string> Names<T>(string prefix)
        where T : struct, Enum => Enum.GetNames<T>().Select(name => $"{prefix}.{name}");

    private static Dictionary<string, string> Texts(string name, string language) =>
        SiteWords
            .SetOf(name, CultureInfo.GetCultureInfo(language))!
            .Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

    private static string Places(string text) =>
        string.Join(' ', Regex.Matches(text, @"\{\d\}").Select(place => place.Value).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex(@"public string \w+ => Text\(\);", RegexOptions.CultureInvariant)]
    private static partial Regex DeclaredWord();
}
