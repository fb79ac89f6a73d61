using System.Globalization;
using System.Text;
using System.Text.Json;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Extracts.Tests.Support;
using Muutostieto.Hosting;
using Muutostieto.Hosting.Extracts;
using Muutostieto.Records.Dates;
using Muutostieto.Records.Files;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>
/// A night that takes in an uploaded file is stopped at each step on the disk in turn, by a kill or by a full disk: the next night finishes
/// it, and nothing is lost or there twice.
/// </summary>
public sealed class UpdateKilledTests
{
    private const string Upload = "38970_PA_oppilaat_20261115.csv";
    private static readonly DateTime Night = DateTime.Parse(TestInstallation.At, CultureInfo.InvariantCulture);

    [TestCase(true)]
    [TestCase(false)]
    public async Task Wherever_a_night_stops_the_next_one_finishes_it(bool isKilled)
    {
        using var whole = Begin();
        var undisturbed = new WatchedDisk();
        await NightAsync(whole, undisturbed);
        AssertDone(whole, "undisturbed");
        Assert.That(
            undisturbed.Steps, Has.Some.StartsWith("move .taking-").And.Some.Contains(".taulut.zip").And.Some.Contains(".RES"));
        for (var step = 1; step <= undisturbed.Steps.Count; step++)
        {
            using var updates = Begin();
            var steps = 0;
            var disk = new WatchedDisk(_ =>
            {
                if (++steps == step)
                {
                    throw isKilled ? new StoppedException() : new IOException("No space left on device.");
                }
            });
            try
            {
                await NightAsync(updates, disk);
            }
            catch (Exception stopped) when (stopped is StoppedException or IOException)
            {
                // The next night goes on.
            }

            await NightAsync(updates, new DiskSync());
            AssertDone(updates, $"step {step}: {undisturbed.Steps[step - 1]}");
        }
    }

    [Test]
    public async Task A_night_that_stops_between_plan_and_record_has_its_plan_found_by_the_next()
    {
        using var updates = Begin();
        using (var work = Open(updates, new DiskSync()))
        {
            using var content = new MemoryStream(await File.ReadAllBytesAsync(Path.Combine(updates.Upload, Upload)));
            var mark = work.UpdateFiles.Take(Upload, content, CancellationToken.None) with { Upload = Upload };
            var request = ExtractRequests.Of(work.Configuration.Order("oppilaat"));
            _ = work.NewEngine().Planner.Update(work.Configuration.Permit(UpdateFolder.Permit), request, mark, again: false);
        }

        await NightAsync(updates, new DiskSync());
        AssertDone(updates, "planned before");
    }

    private static void AssertDone(UpdateFolder updates, string place)
    {
        using (Assert.EnterMultipleScope())
        {
            var answer = Path.Combine(updates.Download, Upload + ".RES");
            Assert.That(File.Exists(answer), Is.True, place);
            using var said = JsonDocument.Parse(File.ReadAllText(answer));
            Assert.That(said.RootElement.GetProperty("state").GetString(), Is.EqualTo("taken"), place);
            Assert.That(said.RootElement.GetProperty("result").GetInt32(), Is.EqualTo(1), place);
            Assert.That(Directory.GetFiles(updates.Download, "*.taulut.zip"), Has.Length.EqualTo(1), place);
            Assert.That(updates.Results(1), Has.Count.EqualTo(25), place);
            Assert.That(updates.Kept.Count(file => Path.GetFileName(file)[0] != '.'), Is.EqualTo(1), place);
        }
    }

    private static UpdateFolder Begin()
    {
        var updates = new UpdateFolder();
        foreach (var permit in Directory.GetFiles(Path.Combine(updates.Installation.Config, "permits"))
            .Where(file => Path.GetFileName(file) != $"{UpdateFolder.Permit}.json"))
        {
            File.Delete(permit);
        }

        NamedRegister.Create(updates.Installation, Enumerable.Range(0, 25).Select(number => new NamedPerson(NamedPerson.Code(number))));
        Directory.CreateDirectory(updates.Upload);
        var file = Path.Combine(updates.Upload, Upload);
        var rows = Enumerable.Range(0, 25).Select(row => $"{row};{NamedPerson.Code(row)}");
        File.WriteAllLines(file, rows.Prepend("rivi;hetu"), Encoding.UTF8);
        File.SetLastWriteTimeUtc(file, new DateTime(2026, 11, 15, 12, 0, 0, DateTimeKind.Utc));
        return updates;
    }

    private static async Task NightAsync(UpdateFolder updates, IDiskSync disk)
    {
        using var work = Open(updates, disk);
        using var limits = new RunLimits(2);
        using var output = new StringWriter();
        using var observer = new TerminalObserver(new Terminal(output, output, ShowsProgress: false));
        _ = await work.NewNight(work.NewRun(limits, RetryPolicy.None)).RunAsync(observer, CancellationToken.None);
    }

    private static Installation Open(UpdateFolder updates, IDiskSync disk) => new(
        updates.Installation.Config,
        updates.Installation.Data,
        new SetClock(HelsinkiTime.At(DateOnly.FromDateTime(Night), TimeOnly.FromDateTime(Night))),
        timeIsSet: true,
        new RemedyWords(),
        disk);
}
