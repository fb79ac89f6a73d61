using System.Text.RegularExpressions;
using Muutostieto.Deliveries.Engine.Receipts;
using Muutostieto.Hosting.Settings;
using Muutostieto.Records.Lists;
using Muutostieto.SelfService.Applications;
using Muutostieto.SelfService.Auditing;
using Muutostieto.SelfService.Contacts;
using Muutostieto.SelfService.Decisions;
using Muutostieto.SelfService.Deliveries;
using Muutostieto.SelfService.Operations;
using Muutostieto.SelfService.Orders;
using Muutostieto.SelfService.Residents;
using Muutostieto.SelfService.Residents.Lists;
using Muutostieto.SelfService.Residents.Searches;
using Muutostieto.Server.Words;

namespace Muutostieto.Server.Tests.SelfService;

/// <summary>The guides show users the limits that hold, row by row.</summary>
[TestFixture("self-service.md", "## Limits", "en")]
[TestFixture("itsepalvelu.md", "## Rajat", "fi")]
public sealed partial class LimitsGuideTests(string guide, string heading, string language)
{
    private readonly SiteWords site = new Languages().Choose(language, null);

    private IEnumerable<(string Value, string Setting)> Limits
    {
        get
        {
            var (settings, times) = (new SelfServiceSettings(), new ResidentOptions());
            return
            [
                (Number(settings.SessionMinutes), "sessionMinutes"),
                (Number(settings.SessionHours), "sessionHours"),
                (Number(ResidentService.MostWaiting), ""),
                (Number(ResidentService.MostSearchesADay), ""),
                (Number(ResidentService.MostSaved), ""),
                (Number(ResidentSearchCheck.MostPostalCodes), ""),
                (Number(ResidentSearchCheck.MostMotherTongues), ""),
                (Number(ResidentService.RowsOnPage * ResidentService.MostPages), ""),
                (Number(ResidentService.MostLabels), ""),
                (Number(settings.ResultDays), "resultDays"),
                (Number(times.HistoryTime.Days), ""),
                (Number(MatterRows.MostOpen), ""),
                (Number(MatterRows.MostCounts), ""),
                (Number(OrderService.LongestJson), ""),
                (Number(UploadService.MostADay), ""),
                (Number(UploadService.MostAtOnce), ""),
                (Plain(site.Bytes(IdentityCodeList.LargestBytes)), "uploadMegabytes"),
                (Plain(site.Bytes(UploadService.LargestUpdate)), "uploadMegabytes"),
                (Number(ContactService.MostOfRecipient), ""),
                (Number(RecipientAnswers.LongestReason), ""),
                (Number(times.HistoryTime.Days), ""),
                (Number(DecisionService.LongestReason), ""),
                (Number(OperationService.LongestReason), ""),
                (Number((long)RunningOperations.Kept.TotalMinutes), ""),
                (Number((long)AuditService.Kept.TotalMinutes), ""),
            ];
        }
    }

    [Test]
    public void It_shows_each_limit_with_its_setting() => Assert.That(
        File.ReadLines(Repository.File("docs", guide)).SkipWhile(line => line != heading)
            .Select(line => Row().Match(line))
            .Where(row => row.Success)
            .Select(row => (row.Groups[1].Value, row.Groups[2].Value)),
        Is.EqualTo(Limits));

    [Test]
    public void The_operators_guide_has_the_largest_files_in_the_same_unit_and_in_bytes()
    {
        var (text, english) = (File.ReadAllText(Repository.File("docs", "operations.md")), new Languages().Choose("en", null));
        foreach (var largest in new[] { IdentityCodeList.LargestBytes, UploadService.LargestUpdate })
        {
            Assert.That(text, Does.Contain($"{Plain(english.Bytes(largest))} ({english.Count(largest)} bytes)"));
        }
    }

    private static string Plain(string text) => text.Replace('\u00A0', ' ');

    private string Number(long number) => Plain(site.Count(number));

    [GeneratedRegex(@"^\|[^|]*\|[^|]+\| ([0-9][^|]*) \| (?:`(\w+)`[^|]*)? ?\|\z")]
    private static partial Regex Row();
}
