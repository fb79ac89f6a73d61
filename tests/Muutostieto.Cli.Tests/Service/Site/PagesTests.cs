using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Muutostieto.Cli.Service.Site;
using Muutostieto.Cli.Tests.Support;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Disclosure.Windows;

namespace Muutostieto.Cli.Tests.Service.Site;

public sealed class PagesTests
{
    private static IEnumerable<SiteWords> Languages => SiteWords.All;

    [TestCaseSource(nameof(Languages))]
    public void Whatever_stands_in_them_pages_are_well_formed_and_nothing_of_it_is_markup(object language)
    {
        var words = (SiteWords)language;
        var (status, delivery) = (SomeStatus.Ill, HostileDelivery());
        foreach (var page in new[] { OverviewPage.Of(status, words), PermitPage.Of(status.Permits[0], words), DeliveryPage.Of(delivery, status.Permits[0].Deliveries[0], status.Permits[0], words) })
        {
            var html = page.Html;
            var parsed = Parsed(html);
            using (Assert.EnterMultipleScope())
            {
                Assert.That(parsed.Attribute("lang")!.Value, Is.EqualTo(words.Code));
                Assert.That(parsed.Descendants("script"), Is.Empty);
                Assert.That(parsed.Descendants("img"), Is.Empty);
                Assert.That(parsed.Descendants().Attributes().Where(attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal) || attribute.Name == "style"), Is.Empty);
                Assert.That(parsed.Value, Does.Contain(SomeStatus.Hostile), "and it is shown as it is");
                Assert.That(parsed.Descendants("h1").Count(), Is.EqualTo(1));
                Assert.That(parsed.Descendants().Attributes("id").GroupBy(id => id.Value).Where(ids => ids.Count() > 1).Select(ids => ids.Key), Is.Empty);
            }
        }
    }

    [TestCase("fi", "Kaikki on kunnossa", "29.11.2026 klo 8.00", "rivejä 1\u00A0204, 400,0\u00A0kt", "30.11.2026 klo 4.30")]
    [TestCase("en", "All is well", "29 Nov 2026, 08:00", "lines 1,204, 400.0\u00A0kB", "30 Nov 2026, 04:30")]
    public void The_overview_says_it_in_its_language(string language, params string[] said)
    {
        var page = WebUtility.HtmlDecode(OverviewPage.Of(SomeStatus.Well, SiteLanguage.Choose(language, null)).Html);
        foreach (var words in said)
        {
            Assert.That(page, Does.Contain(words));
        }
    }

    [Test]
    public void A_row_of_the_overview_is_as_it_was() => Assert.That(WebUtility.HtmlDecode(OverviewPage.Of(SomeStatus.Well, SiteWords.English).Html), Does.Contain(
        """
        <tr>
        <th scope="row"><a href="/permits/kainuu-laajat?lang=en">kainuu-laajat</a><span class="sub">kainuun-hyvinvointialue</span></th>
        <td data-label="State"><span class="badge waiting"><span aria-hidden="true">○</span> Handed over</span></td>
        <td data-label="Last delivery"><a href="/deliveries/2?lang=en">Changes 001</a><span class="sub">lines 1,204, 400.0 kB</span></td>
        <td data-label="Handed over"><time datetime="2026-11-08T06:01:30+00:00">8 Nov 2026, 08:01</time></td>
        <td data-label="Received"><span class="none">–</span></td>
        <td data-label="Next delivery"><time datetime="2026-11-30T02:30:00+00:00">30 Nov 2026, 04:30</time></td>
        """.ReplaceLineEndings("\n")));

    [Test]
    public void A_chart_is_told_in_words_too()
    {
        var chart = Parsed(PermitPage.Of(SomeStatus.Ill.Permits[0], SiteWords.English).Html).Descendants().First(element => element.Name.LocalName == "svg");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(chart.Attribute("role")!.Value, Is.EqualTo("img"));
            Assert.That(chart.Elements().First().Value, Is.EqualTo("Sizes of deliveries: kainuu-laajat. 3 deliveries, 1 Nov 2026 to 22 Nov 2026. Largest change delivery 1.2\u00A0MB. To see to: 2. The permit's page has the same as a table."));
            Assert.That(chart.Elements("g").Select(bar => bar.Attribute("class")!.Value), Is.EqualTo(new[] { "good", "bad", "warning" }));
        }
    }

    [TestCase("FREQ=WEEKLY;INTERVAL=2;BYDAY=TH,MO", "joka toinen viikko ma to klo 2.30", "every second week Mon Thu 02:30")]
    [TestCase("FREQ=WEEKLY", "joka viikko ma klo 2.30", "every week Mon 02:30")]
    [TestCase("FREQ=DAILY", "joka päivä klo 2.30", "every day 02:30")]
    public void A_rhythm_is_said_in_words(string rule, string finnish, string english)
    {
        var rhythm = new Disclosure.Permits.Rhythm(rule, new TimeOnly(2, 30), new DateOnly(2026, 1, 5));
        Assert.That((RhythmText.Of(rhythm, SiteWords.Finnish), RhythmText.Of(rhythm, SiteWords.English)), Is.EqualTo((finnish, english)));
    }

    [Test]
    public void No_word_is_empty_and_hardly_any_is_the_same_in_both_languages()
    {
        var texts = typeof(SiteWords).GetProperties().Where(property => property.PropertyType == typeof(string)).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(texts, Has.Count.GreaterThan(60));
            Assert.That(texts.Where(text => Languages.Any(words => string.IsNullOrWhiteSpace((string)text.GetValue(words)!))).Select(text => text.Name), Is.Empty);
            Assert.That(texts.Where(text => text.GetValue(SiteWords.Finnish)!.Equals(text.GetValue(SiteWords.English))).Select(text => text.Name), Is.Empty);
        }
    }

    [TestCaseSource(nameof(Languages))]
    public void Every_state_kind_and_remedy_has_words(object language)
    {
        var words = (SiteWords)language;
        var said = Enum.GetValues<DeliveryState>().Select(words.StateOf).Concat(Enum.GetValues<DeliveryKind>().Select(words.KindOf))
            .Concat(Enum.GetValues<ReceiptSource>().Select(words.SourceOf)).Concat(Enum.GetValues<Hosting.Status.PermitValidity>().Select(words.ValidityOf))
            .Concat(Enum.GetValues<Hosting.Status.TroubleKind>().SelectMany(kind => Enum.GetValues<Records.ExitCode>().Select(code => words.RemedyOf(kind, code)).Append(words.TroubleOf(kind))));
        Assert.That(said, Has.None.Empty);
    }

    [Test]
    public void On_the_Finnish_page_what_was_found_is_said_in_Finnish_and_the_programs_own_words_stand_below_marked_as_English()
    {
        var page = Parsed(OverviewPage.Of(SomeStatus.Ill, SiteWords.Finnish).Html);
        var troubles = page.Descendants("ul").Single(list => list.Attribute("class")?.Value == "troubles").Elements("li").ToList();
        var said = troubles.Select(trouble => (Text: Paragraph(trouble, "message")!, Detail: Paragraph(trouble, "detail"))).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(said.Select(trouble => trouble.Text.Value), Is.EqualTo(new[]
            {
                "Asetustiedostoissa on virhe.",
                "Luvan käsittely epäonnistui viimeisimmässä ajossa.",
                "Luvansaaja ei onnistunut lataamaan toimitusta.",
                "Toimitus luovutettiin 15.11.2026 klo 8.01, eikä sitä ole noudettu eikä kuitattu.",
            }));
            Assert.That(said.Select(trouble => trouble.Text.Attribute("lang")), Has.All.Null);
            Assert.That(said.Select(trouble => trouble.Detail?.Value), Is.EqualTo(new[]
            {
                $"Ohjelman viesti: appsettings.json:1:1: {SomeStatus.Hostile}",
                $"Ohjelman viesti: drop default: {SomeStatus.Hostile} is in the way. Put it right.",
                null,
                null,
            }));
            Assert.That(said.Select(trouble => trouble.Detail).OfType<XElement>().Select(detail => detail.Element("span")!.Attribute("lang")!.Value), Has.All.EqualTo("en"));
            Assert.That(page.Value, Does.Contain("prosessi 12, 29.11.2026 klo 8.00 alkaen").And.Not.Contain("process 12"));
        }
    }

    [Test]
    public void On_the_English_page_the_programs_own_words_stand_alone()
    {
        var page = Parsed(OverviewPage.Of(SomeStatus.Ill, SiteWords.English).Html);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(page.Descendants("p").Where(paragraph => paragraph.Attribute("class")?.Value == "message").Select(paragraph => paragraph.Value), Is.EqualTo(SomeStatus.Ill.Groups.Select(group => group.Message)));
            Assert.That(page.Descendants("p").Where(paragraph => paragraph.Attribute("class")?.Value == "detail"), Is.Empty);
            Assert.That(page.Value, Does.Contain("process 12, since 29 Nov 2026, 08:00"));
        }
    }

    [Test]
    public void Every_kind_of_trouble_is_told_in_Finnish_alone_or_several_together_with_a_delivery_or_without()
    {
        var delivery = SomeStatus.Delivery(2, DeliveryKind.Changes, 1, DeliveryState.Published);
        foreach (var kind in Enum.GetValues<Hosting.Status.TroubleKind>())
        {
            foreach (var code in Enum.GetValues<Records.ExitCode>())
            {
                var trouble = new Hosting.Status.Trouble(kind, "kainuu-laajat", delivery, SomeStatus.Now, code, "the program's words");
                foreach (var group in new[] { [trouble], [trouble, trouble], new[] { trouble with { Permit = null, Delivery = kind is Hosting.Status.TroubleKind.Overdue ? delivery : null } } })
                {
                    var told = SiteWords.Finnish.Tell(new Hosting.Status.TroubleGroup(group), SiteWords.Finnish);
                    Assert.That(told!.Text, Does.EndWith(".").And.Not.Contain("the program's words"), $"{kind} {code}");
                }
            }
        }
    }

    [Test]
    public void Without_the_ledger_it_is_not_known_what_was_delivered_and_what_is_due()
    {
        var status = SomeStatus.Well with { Permits = [SomeStatus.Well.Permits[0] with { IsKnown = false, Deliveries = [], Next = null, PendingEntries = null }] };
        foreach (var (words, unknown) in new[] { (SiteWords.Finnish, "Ei tiedossa"), (SiteWords.English, "Not known") })
        {
            var row = Parsed(OverviewPage.Of(status, words).Html).Descendants("tbody").Single().Element("tr")!;
            var permit = Parsed(PermitPage.Of(status.Permits[0], words).Html);
            using (Assert.EnterMultipleScope())
            {
                Assert.That(row.Elements("td").Select(cell => cell.Value.Trim()), Is.EqualTo(new[] { $"○ {unknown}", unknown, "–", "–", unknown, unknown }));
                Assert.That(permit.Value, Does.Contain($"{unknown}.").And.Not.Contain(words.NoDeliveries).And.Not.Contain(words.DueNow));
            }
        }
    }

    [Test]
    public void Colours_are_readable_in_light_and_dark()
    {
        var style = SiteFiles.Style.Text;
        var schemes = Regex.Matches(style, ":root \\{([^}]*)\\}").Take(2).Select(block => Regex.Matches(block.Groups[1].Value, "--([a-z-]+): (#[0-9a-f]{3,6})").ToDictionary(color => color.Groups[1].Value, color => color.Groups[2].Value)).ToList();
        Assert.That(schemes, Has.Count.EqualTo(2));
        foreach (var colors in schemes)
        {
            var pairs = from ink in new[] { "ink", "soft", "link" } from back in new[] { "page", "card" } select (ink, back);
            foreach (var (ink, back) in pairs.Concat(new[] { "good", "waiting", "warning", "bad" }.SelectMany(level => new[] { (level, level + "-back"), (level, "card"), ("ink", level + "-back"), ("link", level + "-back") })))
            {
                Assert.That(Contrast(colors[ink], colors[back]), Is.GreaterThanOrEqualTo(4.5), $"{ink} on {back}");
            }
        }
    }

    private static Delivery HostileDelivery() => new()
    {
        Id = 4,
        Permit = "kainuu-laajat",
        Kind = DeliveryKind.Changes,
        Number = 3,
        Occurrence = "x",
        State = DeliveryState.Published,
        Planned = SomeStatus.Now,
        Window = new DeliveryWindow(1, 2),
        Predecessor = new Predecessor(DeliveryKind.Base, 1, SomeStatus.Hostile),
        Terms = "{}",
        TermsDigest = "",
        CatalogDigest = "",
        Counts = new DeliveryCounts(1, 2, 3, 4),
        Files = [new DeliveryFile(SomeStatus.Hostile, 1, null, SomeStatus.Hostile)],
        Place = SomeStatus.Hostile,
        Withdrawn = SomeStatus.Now,
        WithdrawalReason = SomeStatus.Hostile,
        Receipts = [new DeliveryReceipt(ReceiptSource.Refused, SomeStatus.Now, SomeStatus.Now, SomeStatus.Hostile, SomeStatus.Hostile, "m")],
    };

    private static XElement? Paragraph(XElement trouble, string kind) => trouble.Elements("p").SingleOrDefault(paragraph => paragraph.Attribute("class")!.Value == kind);

    /// <summary>A page with its few empty elements closed is XML.</summary>
    private static XElement Parsed(string html) => XElement.Parse(Regex.Replace(html.Replace("<!doctype html>", "", StringComparison.Ordinal), "<(meta|link)([^>]*)>", "<$1$2/>"));

    private static double Contrast(string one, string other)
    {
        var (a, b) = (Light(one), Light(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Light(string color)
    {
        var hex = color.Length == 4 ? string.Concat(color.Skip(1).Select(digit => $"{digit}{digit}")) : color[1..];
        var parts = Enumerable.Range(0, 3).Select(i => Convert.ToInt32(hex.Substring(i * 2, 2), 16) / 255.0).Select(part => part <= 0.03928 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4)).ToArray();
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }
}
