using Muutostieto.Audit;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Disclosure.Purposes;
using Muutostieto.Hosting.Reports;

namespace Muutostieto.Hosting.Tests.Reports;

/// <summary>What a person's report has of audit and ledger, and how it reads.</summary>
public sealed class PersonReportTests
{
    private static IEnumerable<object[]> Forms() =>
        from language in ReportWords.Languages from form in new[] { "txt", "html" } select new object[] { language, form };

    [TestCaseSource(nameof(Forms))]
    public void The_report_of_a_person_in_everything_reads_as_written_down(string language, string form)
    {
        var file = Repository.File("tests", "Muutostieto.Hosting.Tests", "Reports", "Golden", $"report.{language}.{form}");
        var text = Written(SomeReport.Report, language, form == "html");
        var made = Path.Combine(TestContext.CurrentContext.WorkDirectory, Path.GetFileName(file));
        File.WriteAllText(made, text);

        Assert.That(File.Exists(file) ? File.ReadAllText(file) : "", Is.EqualTo(text), $"made now: {made}");
    }

    [Test]
    public void It_has_what_left_and_what_may_have_left_and_nothing_else()
    {
        var report = SomeReport.Report;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                report.Disclosures.Select(disclosure => (disclosure.Permit, disclosure.Service)),
                Is.EqualTo(new[]
                {
                    ("kainuu-laajat", ReportService.Base), ("kainuu-laajat", ReportService.Changes),
                    ("tutkimus-2026", ReportService.Extract),
                    ("kauppa", ReportService.Extract), ("kauppa", ReportService.Extract), ("jatehuolto", ReportService.Extract),
                    ("pankki", ReportService.Update), ("kadonnut", ReportService.Extract),
                    ("kunta-poiminnat", ReportService.SelfService), ("kainuu", ReportService.Interface),
                    ("kunta-poiminnat", ReportService.SelfService), ("kainuu", ReportService.Interface),
                }));
            Assert.That(
                report.Disclosures.Select(disclosure => disclosure.Answers),
                Is.EqualTo(new[] { 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1, 1 }));
            Assert.That(
                report.Disclosures.Where(disclosure => disclosure.IsNotInLedger).Select(disclosure => disclosure.Permit),
                Is.EqualTo(new[] { "pankki", "kadonnut" }));
            Assert.That(report.Disclosures.Single(disclosure => disclosure.IsUnfinished).Permit, Is.EqualTo("jatehuolto"));
            Assert.That((report.Purged, report.PurgedAnswers, report.IsWhole, report.Unaudited), Is.EqualTo((2, 1L, true, 0)));
        }
    }

    [TestCaseSource(nameof(Forms))]
    public void It_shows_no_user_and_no_reference_of_a_call_or_a_case(string language, string form) =>
        Assert.That(
            Written(SomeReport.Report, language, form == "html"),
            Does.Not.Contain("010190-912X").And.Not.Contain("id-7").And.Not.Contain("asia 8")
                .And.Not.Contain("virkamies-7").And.Not.Contain("KAJ 12/2026"));

    [Test]
    public void A_purpose_that_an_older_entry_lacks_is_that_of_the_ledger()
    {
        var older = SomeReport.Nothing with
        {
            Disclosures = [SomeReport.Disclosed(4, "tutkimus-2026", "extract", 1, "yliopisto", null, ["003"])],
        };
        var terms = Deliveries.Terms.DeliveryTerms.FromJson(Deliveries.Tests.Ledger.Some.LeastTerms) with
        {
            Order = new Deliveries.Terms.OrderTerms(
                "otos", "scientific-research", "{}", IsAuthority: true, 1, new DateOnly(2026, 1, 4), new DateOnly(2026, 1, 4)),
        };
        var delivery = SomeReport.Ledger[3] with { Terms = new Deliveries.Terms.RecordedTerms(terms.ToJson()) };

        Assert.That(Of(older, [delivery]).Disclosures.Single().Purpose, Is.EqualTo(Purpose.ScientificResearch));
        Assert.That(
            Of(older, [delivery with { Terms = new Deliveries.Terms.RecordedTerms("damaged") }]).Disclosures.Single().Purpose, Is.Null);
    }

    [TestCase("fi", "Tietojesi luovutuksia ei ole kirjattu.")]
    [TestCase("sv", "Inga utlämnanden av uppgifter om dig har antecknats.")]
    [TestCase("en", "No disclosure of data about you is recorded.")]
    public void That_nothing_is_recorded_is_said_only_where_everything_could_be_read(string language, string nothing)
    {
        var lacking = new (AuditAnswer Answer, IReadOnlyList<Delivery> Ledger)[]
        {
            (SomeReport.Nothing with { Findings = [SomeReport.Gap] }, []),
            (SomeReport.Nothing with { Purged = 1 }, []),
            (SomeReport.Nothing with { PurgedAnswers = 2 }, []),
            (SomeReport.Nothing, [SomeReport.Ledger[0] with { Audit = null }]),
        };
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Written(Of(SomeReport.Nothing, []), language, isHtml: true), Does.Contain(nothing));
            foreach (var (answer, ledger) in lacking)
            {
                var text = Written(Of(answer, ledger), language, isHtml: true);
                Assert.That(text, Does.Not.Contain(nothing));
                Assert.That(
                    text.Split("<p>"),
                    Has.Length.GreaterThan(Written(Of(SomeReport.Nothing, []), language, isHtml: true).Split("<p>").Length));
            }
        }
    }

    [TestCaseSource(nameof(Forms))]
    public void What_the_audit_lacks_is_said_before_the_list(string language, string form)
    {
        var whole = Written(SomeReport.Report, language, form == "html");
        var part = Written(SomeReport.Report with { IsWhole = false }, language, form == "html");
        var words = Words(language);

        Assert.That(Flat(whole), Does.Not.Contain(words.NotWhole));
        Assert.That(Flat(part), Does.Contain(words.NotWhole));
        Assert.That(
            Flat(part).IndexOf(words.NotWhole, StringComparison.Ordinal),
            Is.LessThan(Flat(part).IndexOf("kainuun-hyvinvointialue", StringComparison.Ordinal)));
    }

    [TestCaseSource(typeof(ReportWords), nameof(ReportWords.Languages))]
    public void No_line_is_wider_than_a_page_whatever_the_names(string language)
    {
        var report = SomeReport.Report;
        var broad = report with
        {
            Disclosures =
            [
                report.Disclosures[0] with
                {
                    Recipient = new string('x', 300),
                    Groups = [.. Layouts.Catalog.Groups.Select(group => group.Code)],
                },
            ],
        };
        Assert.That(Written(broad, language, isHtml: false).Split('\n').Max(line => line.Length), Is.LessThanOrEqualTo(80));
    }

    [Test]
    public void Names_are_encoded_for_html() =>
        Assert.That(Written(SomeReport.Report, "fi", isHtml: true), Does.Contain("Osoitekumppani &lt;Oy&gt; &amp; Co (osoitekumppani)"));

    private static PersonReport Of(AuditAnswer answer, IReadOnlyList<Delivery> ledger) =>
        PersonReport.Of(answer, ledger, SomeReport.Configuration, SomeReport.Entry, SomeReport.Made);

    private static ReportWords Words(string language) => new(language, new GroupWords(Layouts.Catalog, Layouts.Buildings));

    private static string Written(PersonReport report, string language, bool isHtml)
    {
        using var output = new StringWriter { NewLine = "\n" };
        if (isHtml)
        {
            PersonReportHtml.Write(output, report, Words(language));
        }
        else
        {
            PersonReportText.Write(output, report, Words(language));
        }

        return output.ToString();
    }

    private static string Flat(string text) => string.Join(' ', text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
