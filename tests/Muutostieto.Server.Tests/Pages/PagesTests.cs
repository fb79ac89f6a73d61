using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Server.Http;
using Muutostieto.Server.Tests.Support;
using Muutostieto.Server.Words;

namespace Muutostieto.Server.Tests.Pages;

public sealed class PagesTests
{
    private static IEnumerable<string> Codes => ["fi", "sv", "en"];

    [TestCaseSource(nameof(Codes))]
    public async Task Whatever_stands_in_them_pages_are_well_formed_and_nothing_of_it_is_markup(string language)
    {
        var words = Rendered.Language(language);
        var (status, delivery) = (SomeStatus.Ill, SomeStatus.HostileDelivery);
        foreach (
            var page in new[]
            {
                await Rendered.OverviewAsync(status, words),
                await Rendered.PermitAsync(status.Permits[0], words),
                await Rendered.DeliveryAsync(delivery, status.Permits[0].Deliveries[0], status.Permits[0], words),
            })
        {
            var parsed = Rendered.Parsed(page);
            using (Assert.EnterMultipleScope())
            {
                Assert.That(parsed.Attribute("lang")!.Value, Is.EqualTo(words.Code));
                Assert.That(parsed.Descendants("script"), Is.Empty);
                Assert.That(parsed.Descendants("img"), Is.Empty);
                Assert.That(
                    parsed
                        .Descendants()
                        .Attributes()
                        .Where(attribute =>
                            attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal) || attribute.Name == "style"),
                    Is.Empty);
                Assert.That(parsed.Value, Does.Contain(SomeStatus.Hostile), "and it is shown as it is");
                Assert.That(parsed.Descendants("h1").Count(), Is.EqualTo(1));
                Assert.That(
                    parsed.Descendants().Attributes("id").GroupBy(id => id.Value).Where(ids => ids.Count() > 1).Select(ids => ids.Key),
                    Is.Empty);
            }
        }
    }

    [TestCase(
        "fi",
        "Kaikki on kunnossa",
        "29.11.2026 klo 8.00",
        "1\u00A0204 riviä, 400,0\u00A0kt",
        "30.11.2026 klo 4.30",
        "Koneluettavassa muodossa"
    )]
    [TestCase(
        "sv",
        "Allt är i sin ordning",
        "29.11.2026 kl. 8.00",
        "1\u00A0204 rader, 400,0\u00A0kB",
        "30.11.2026 kl. 4.30",
        "I maskinläsbar form"
    )]
    [TestCase("en", "All is well", "29 Nov 2026, 08:00", "1,204 lines, 400.0\u00A0kB", "30 Nov 2026, 04:30")]
    public async Task The_overview_says_it_in_its_language(string language, params string[] said)
    {
        var page = WebUtility.HtmlDecode(await Rendered.OverviewAsync(SomeStatus.Well, Rendered.Language(language)));
        foreach (var words in said)
        {
            Assert.That(page, Does.Contain(words));
        }
    }

    [Test]
    public async Task A_row_of_the_overview_is_as_it_was() =>
        Assert.That(
            WithoutBreaks(WebUtility.HtmlDecode(await Rendered.OverviewAsync(SomeStatus.Well, Rendered.English))),
            Does.Contain(
                WithoutBreaks(
                    """
                    <tr>
                    <th scope="row"><a href="/permits/kainuu-laajat?lang=en">kainuu-laajat</a><span class="sub">kainuun-hyvinvointialue</span></th>
                    <td data-label="State"><span class="badge waiting"><span aria-hidden="true">○</span> Published</span></td>
                    <td data-label="Last delivery"><a href="/deliveries/2?lang=en">Changes 001</a><span class="sub">1,204 lines, 400.0 kB</span></td>
                    <td data-label="Published"><time datetime="2026-11-08T06:01:30+00:00">8 Nov 2026, 08:01</time></td>
                    <td data-label="Received"><span class="none">–</span></td>
                    <td data-label="Next delivery"><time datetime="2026-11-30T02:30:00+00:00">30 Nov 2026, 04:30</time></td>
                    """
                )));

    [TestCase(
        "fi", "Rajapinnan yhteydet", "kainuu kainuu-laajat 29.11.2026 klo 6.00 75\u00A0000 1\u00A0233", "uusi kainuu-laajat – – –")]
    [TestCase(
        "sv", "Gränssnittets anslutningar", "kainuu kainuu-laajat 29.11.2026 kl. 6.00 75\u00A0000 1\u00A0233", "uusi kainuu-laajat – – –")]
    [TestCase(
        "en", "Connections of the interface", "kainuu kainuu-laajat 29 Nov 2026, 06:00 75,000 1,233", "uusi kainuu-laajat – – –")]
    public async Task Connections_have_a_row_each(string language, string title, params string[] rows)
    {
        var page = Rendered.Parsed(await Rendered.OverviewAsync(SomeStatus.Well, Rendered.Language(language)));
        var section = page.Descendants("section")
            .Single(section => section.Attribute("aria-labelledby")!.Value == "connections");
        Assert.That(section.Element("h2")!.Value, Is.EqualTo(title));
        Assert.That(
            section.Descendants("tbody").Single().Elements("tr")
                .Select(row => string.Join(' ', row.DescendantNodes().OfType<XText>().Select(text => text.Value.Trim())
                    .Where(text => text.Length > 0))),
            Is.EqualTo(rows));
    }

    [TestCase("fi", "Rekisterin lähde", "29.11.2026 klo 6.00", "91\u00A0500")]
    [TestCase("sv", "Registrets källa", "29.11.2026 kl. 6.00", "91\u00A0500")]
    [TestCase("en", "Source of the register", "29 Nov 2026, 06:00", "91,500")]
    public async Task The_source_of_a_fed_register_is_among_the_facts(string language, string name, string time, string key)
    {
        var page = Rendered.Parsed(await Rendered.OverviewAsync(SomeStatus.Fed, Rendered.Language(language)));
        var facts = page.Descendants("dl").Single().Elements("div").Select(fact => fact.Element("dt")!.Value).ToList();
        var values = page.Descendants("dl").Single().Elements("div").Select(fact => fact.Element("dd")!.Value.Trim()).ToList();
        Assert.That(
            values.Skip(facts.IndexOf(name)).Take(5),
            Is.EqualTo(new[] { "https://host.example/api/v1", key, time, "3", "12" }));
        Assert.That(await Rendered.OverviewAsync(SomeStatus.Well, Rendered.Language(language)), Does.Not.Contain(name));
    }

    [Test]
    public async Task Without_connections_the_page_says_nothing_of_them() =>
        Assert.That(
            await Rendered.OverviewAsync(SomeStatus.Well with { Connections = [] }, Rendered.English),
            Does.Not.Contain("connections"));

    [Test]
    public async Task A_chart_is_given_in_words_too()
    {
        var chart = Rendered
            .Parsed(await Rendered.PermitAsync(SomeStatus.Ill.Permits[0], Rendered.English))
            .Descendants()
            .First(element => element.Name.LocalName == "svg");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(chart.Attribute("role")!.Value, Is.EqualTo("img"));
            Assert.That(
                chart.Elements().First().Value,
                Is.EqualTo(
                    "Sizes of deliveries: kainuu-laajat. 3 deliveries, 1 Nov 2026 to 22 Nov 2026. Largest change delivery 1.2\u00A0MB. "
                        + "Need attention: 2. The permit's page has the same data as a table."
                ));
            Assert.That(chart.Elements("g").Select(bar => bar.Attribute("class")!.Value), Is.EqualTo(new[] { "good", "bad", "warning" }));
        }
    }

    [TestCase(
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH,MO",
        "joka toinen viikko ma to klo 2.30",
        "varannan vecka må to kl. 2.30",
        "every second week Mon Thu 02:30"
    )]
    [TestCase("FREQ=WEEKLY", "joka viikko ma klo 2.30", "varje vecka må kl. 2.30", "every week Mon 02:30")]
    [TestCase("FREQ=DAILY", "joka päivä klo 2.30", "varje dag kl. 2.30", "every day 02:30")]
    public void A_rhythm_is_said_in_words(string rule, params string[] said)
    {
        var rhythm = new Disclosure.Permits.Rhythm(rule, new TimeOnly(2, 30), new DateOnly(2026, 1, 5));
        Assert.That(new Languages().All.Select(words => RhythmText.Of(rhythm, words)), Is.EqualTo(said));
    }

    [Test]
    public async Task On_the_Finnish_page_what_was_found_is_said_in_Finnish_and_the_programs_own_words_stand_below_marked_as_English()
    {
        var page = Rendered.Parsed(await Rendered.OverviewAsync(SomeStatus.Ill, Rendered.Finnish));
        var alerts = page.Descendants("ul").Single(list => list.Attribute("class")?.Value == "alerts").Elements("li").ToList();
        var said = alerts.Select(alert => (Text: Paragraph(alert, "message")!, Detail: Paragraph(alert, "detail"))).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(said.Select(alert => alert.Text.Value), Is.EqualTo(new[]
            {
                "Asetustiedostoissa on virhe.",
                "Luvan käsittely epäonnistui viimeisimmässä ajossa.",
                "Luvansaaja ei onnistunut lataamaan toimitusta.",
                "Toimitus luovutettiin 15.11.2026 klo 8.01, eikä sitä ole noudettu eikä kuitattu.",
            }));
            Assert.That(said.Select(alert => alert.Text.Attribute("lang")), Has.All.Null);
            Assert.That(
                said.Select(alert => alert.Detail?.Value),
                Is.EqualTo(
                    new[]
                    {
                        $"Ohjelman viesti: appsettings.json:1:1: {SomeStatus.Hostile}",
                        $"Ohjelman viesti: drop default: {SomeStatus.Hostile} is in the way. Put it right.",
                        null,
                        null,
                    }));
            Assert.That(
                said.Select(alert => alert.Detail).OfType<XElement>().Select(detail => detail.Element("span")!.Attribute("lang")!.Value),
                Has.All.EqualTo("en"));
            Assert.That(page.Value, Does.Contain("prosessi 12, 29.11.2026 klo 8.00 alkaen").And.Not.Contain("process 12"));
        }
    }

    [Test]
    public async Task On_the_Swedish_page_what_was_found_is_said_in_Swedish()
    {
        var page = Rendered.Parsed(await Rendered.OverviewAsync(SomeStatus.Ill, Rendered.Swedish));
        Assert.That(
            page.Descendants("p").Where(paragraph => paragraph.Attribute("class")?.Value == "message").Select(paragraph => paragraph.Value),
            Is.EqualTo(
                new[]
                {
                    "Det finns ett fel i inställningsfilerna.",
                    "Behandlingen av tillståndet misslyckades i den senaste körningen.",
                    "Tillståndshavaren lyckades inte läsa in leveransen.",
                    "Leveransen lämnades ut 15.11.2026 kl. 8.01 och har varken hämtats eller kvitterats.",
                }));
        Assert.That(page.Value, Does.Contain("processen 12, sedan 29.11.2026 kl. 8.00"));
    }

    [Test]
    public async Task Counts_agree_with_their_nouns()
    {
        var (one, two) = (
            SomeStatus.Well.Permits[0] with
            {
                Deliveries = [SomeStatus.Well.Permits[0].Deliveries[0] with { Counts = new DeliveryCounts(1, 1) }],
            },
            SomeStatus.Well.Permits[0]);
        foreach (
            var (words, single, several, line) in new[]
            {
                (Rendered.Finnish, "1 toimitus, 8.11.2026.", "2 toimitusta, 1.11.2026–8.11.2026.", "1 rivi,"),
                (Rendered.Swedish, "1 leverans, 8.11.2026.", "2 leveranser, 1.11.2026–8.11.2026.", "1 rad,"),
                (Rendered.English, "1 delivery, 8 Nov 2026.", "2 deliveries, 1 Nov 2026 to 8 Nov 2026.", "1 line,"),
            })
        {
            Assert.That(await Rendered.PermitAsync(one, words), Does.Contain(single));
            Assert.That(await Rendered.PermitAsync(two, words), Does.Contain(several));
            Assert.That(await Rendered.OverviewAsync(SomeStatus.Well with { Permits = [one] }, words), Does.Contain(line));
        }
    }

    [TestCaseSource(nameof(Codes))]
    public async Task The_overview_loads_itself_again_unless_that_was_refused(string language)
    {
        var words = Rendered.Language(language);
        var (page, still) = (
            await Rendered.OverviewAsync(SomeStatus.Well, words),
            await Rendered.OverviewAsync(SomeStatus.Well, words, refreshes: false));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Refresh(page)?.Attribute("content")!.Value, Is.EqualTo("60"));
            Assert.That(Refresh(still), Is.Null);
            Assert.That(WebUtility.HtmlDecode(page), Does.Contain($"href=\"/?lang={language}&refresh=no\">{words.RefreshOff}<"));
            Assert.That(still, Does.Contain(words.RefreshOn));
            Assert.That(
                Refresh(await Rendered.PermitAsync(SomeStatus.Well.Permits[0], words)),
                Is.Null,
                "what is read for long does not jump");
        }
    }

    [Test]
    public void No_source_makes_raw_markup()
    {
        var source = Path.Combine(Sources.Folder, "Pages");
        Assert.That(Directory.EnumerateFiles(source, "*.razor"), Is.Not.Empty);
        Assert.That(
            Directory
                .EnumerateFiles(source)
                .Where(file =>
                    Regex.IsMatch(File.ReadAllText(file), "MarkupString|AddMarkupContent|<script|javascript:", RegexOptions.IgnoreCase))
                .Select(Path.GetFileName),
            Is.Empty);
    }

    [Test]
    public async Task On_the_English_page_the_programs_own_words_stand_alone()
    {
        var page = Rendered.Parsed(await Rendered.OverviewAsync(SomeStatus.Ill, Rendered.English));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                page.Descendants("p")
                    .Where(paragraph => paragraph.Attribute("class")?.Value == "message")
                    .Select(paragraph => paragraph.Value),
                Is.EqualTo(SomeStatus.Ill.Groups.Select(group => group.Message)));
            Assert.That(page.Descendants("p").Where(paragraph => paragraph.Attribute("class")?.Value == "detail"), Is.Empty);
            Assert.That(page.Value, Does.Contain("process 12, since 29 Nov 2026, 08:00"));
        }
    }

    [Test]
    public async Task Without_the_ledger_it_is_not_known_what_was_delivered_and_what_is_due()
    {
        var status = SomeStatus.Well with
        {
            Permits = [SomeStatus.Well.Permits[0] with { IsKnown = false, Deliveries = [], Next = null, PendingEntries = null }],
        };
        foreach (
            var (words, unknown) in new[]
            {
                (Rendered.Finnish, "Ei tiedossa"),
                (Rendered.Swedish, "Inte känt"),
                (Rendered.English, "Not known"),
            })
        {
            var row = Rendered.Parsed(await Rendered.OverviewAsync(status, words)).Descendants("tbody").First().Element("tr")!;
            var permit = Rendered.Parsed(await Rendered.PermitAsync(status.Permits[0], words));
            using (Assert.EnterMultipleScope())
            {
                Assert.That(
                    row.Elements("td").Select(cell => cell.Value.Trim()),
                    Is.EqualTo(new[] { $"○ {unknown}", unknown, "–", "–", unknown, unknown }));
                Assert.That(permit.Value, Does.Contain($"{unknown}.").And.Not.Contain(words.NoDeliveries).And.Not.Contain(words.DueNow));
            }
        }
    }

    [Test]
    public void Colours_are_readable_in_light_and_dark()
    {
        var style = System.Text.Encoding.UTF8.GetString(SiteFiles.Style.Body);
        var schemes = Regex
            .Matches(style, ":root \\{([^}]*)\\}")
            .Take(2)
            .Select(block =>
                Regex
                    .Matches(block.Groups[1].Value, "--([a-z-]+): (#[0-9a-f]{3,6})")
                    .ToDictionary(color => color.Groups[1].Value, color => color.Groups[2].Value))
            .ToList();
        Assert.That(schemes, Has.Count.EqualTo(2));
        foreach (var colors in schemes)
        {
            var pairs = from ink in new[] { "ink", "soft", "link" } from back in new[] { "page", "card" } select (ink, back);
            foreach (
                var (ink, back) in pairs.Concat(
                    new[] { "good", "waiting", "warning", "bad" }.SelectMany(level =>
                        new[] { (level, level + "-back"), (level, "card"), ("ink", level + "-back"), ("link", level + "-back") })))
            {
                Assert.That(Contrast(colors[ink], colors[back]), Is.GreaterThanOrEqualTo(4.5), $"{ink} on {back}");
            }
        }
    }

    private static XElement? Paragraph(XElement alert, string kind) =>
        alert.Elements("p").SingleOrDefault(paragraph => paragraph.Attribute("class")!.Value == kind);

    private static string WithoutBreaks(string html) => Regex.Replace(html, "\\s*\\n\\s*", "");

    private static XElement? Refresh(string page) =>
        Rendered.Parsed(page).Descendants("meta").SingleOrDefault(meta => meta.Attribute("http-equiv")?.Value == "refresh");

    private static double Contrast(string one, string other)
    {
        var (a, b) = (Light(one), Light(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Light(string color)
    {
        var hex = color.Length == 4 ? string.Concat(color.Skip(1).Select(digit => $"{digit}{digit}")) : color[1..];
        var parts = Enumerable
            .Range(0, 3)
            .Select(i => Convert.ToInt32(hex.Substring(i * 2, 2), 16) / 255.0)
            .Select(part => part <= 0.03928 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4))
            .ToArray();
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }
}
