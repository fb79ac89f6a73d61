using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Muutostieto.Cli.Tests.Support;
using Muutostieto.Extracts.Tests.Support;
using Muutostieto.Records.Customers;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>The guides of updates: permit, order and file can be taken as they are, and the answer is as they show it.</summary>
[TestFixture("updates.md")]
[TestFixture("paivitykset.md")]
public sealed partial class UpdateGuideTests(string guide)
{
    private readonly string text = File.ReadAllText(Path.Combine(Repository.Root, "docs", guide));

    [Test]
    public async Task Permit_order_and_upload_are_taken_and_answered_as_the_guide_says()
    {
        var examples = Json().Matches(text).Select(match => match.Groups[1].Value).ToList();
        using var installation = new TestInstallation();
        Directory.CreateDirectory(Path.Combine(installation.Config, "orders"));
        installation.WriteConfig("permits/oppilasrekisteri.json", examples.Single(With("registerName")));
        installation.WriteConfig("orders/oppilaat.json", examples.Single(With("\"target\": \"customers\"")));
        await installation.FillAsync(50);
        (await installation.RunAsync("config", "check")).AssertDone();

        var folder = Path.Combine(installation.Data, "drop", "kainuun-koulut");
        Directory.CreateDirectory(Path.Combine(folder, "upload"));
        var upload = Path.Combine(folder, "upload", Upload().Match(text).Value);
        var rows = Enumerable.Range(1, 25).Select(row => $"{row};{NamedPerson.Code(row)};;;;7B");
        File.WriteAllLines(upload, rows.Prepend(Csv().Match(text).Groups[1].Value.Split('\n')[0]).Append("#rivit;25;;;;"));
        File.SetLastWriteTimeUtc(upload, new DateTime(2026, 11, 15, 12, 0, 0, DateTimeKind.Utc));
        (await installation.RunAsync("batch")).AssertDone();

        var said = File.ReadAllText(Path.Combine(folder, "download", Path.GetFileName(upload) + ".RES"));
        using var answer = JsonDocument.Parse(said);
        using var shown = JsonDocument.Parse(examples.Single(With("muutostieto-update-1")));
        Assert.Multiple(() =>
        {
            Assert.That(Keys(answer), Is.EqualTo(Keys(shown)));
            Assert.That(answer.RootElement.GetProperty("state").GetString(), Is.EqualTo("taken"));
            Assert.That(Directory.GetFiles(Path.Combine(folder, "download"), "38962_PA261116OPPILAS_001.*"), Has.Length.EqualTo(5));
        });
        (await installation.RunAsync("update", "list")).AssertDone();
        (await installation.RunAsync("update", "show", "oppilasrekisteri/extract/1")).AssertDone();
    }

    [Test]
    public void The_file_of_the_guide_is_one()
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(Csv().Match(text).Groups[1].Value));
        using var file = CustomerFile.Open("guide", content);
        Assert.That((file.Rows, string.Join(',', file.Passed)), Is.EqualTo((2, "luokka")));
    }

    [Test]
    public void Every_ready_order_that_the_guide_names_is_among_the_samples()
    {
        foreach (var order in new[] { "oppilaat", "kassan-jasenet", "korvauksensaajat", "ikaluokan-osoitteet" })
        {
            Assert.That(text, Does.Contain($"`{order}`"));
            Assert.That(File.Exists(Path.Combine(Repository.Root, "samples", "orders", order + ".json")), Is.True, order);
        }
    }

    private static Func<string, bool> With(string part) => example => example.Contains(part, StringComparison.Ordinal);

    private static IEnumerable<string> Keys(JsonDocument document) =>
        document.RootElement.EnumerateObject().Select(member => member.Name);

    [GeneratedRegex(@"```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Json();

    [GeneratedRegex(@"```\n(rivi;.*?)```", RegexOptions.Singleline)]
    private static partial Regex Csv();

    [GeneratedRegex(@"38962_PA_oppilaat_[0-9]{8}\.csv")]
    private static partial Regex Upload();
}
