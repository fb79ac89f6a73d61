using System.IO.Abstractions;
using Muutostieto.Audit;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Tests.Convergence;
using Muutostieto.Deliveries.Tests.Engine;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Records.Lists;

namespace Muutostieto.Deliveries.Tests.Lists;

/// <summary>Taking in what recipients upload: what is taken, what is refused, how it is answered, and that it is done once.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed partial class ListIntakeTests
{
    private LifeRegister life = null!;
    private LifeEvents events = null!;
    private ListScene scene = null!;
    private long first;
    private long second;

    private string First => life.Current(first).IdentityCode;

    private string Second => life.Current(second).IdentityCode;

    [SetUp]
    public void SetUp()
    {
        life = new LifeRegister();
        events = new LifeEvents(life);
        first = events.Born("205");
        second = events.Born("091");
        _ = events.Born("290");
        life.Commit();
        scene = new ListScene(life, NonDisclosureRight.OrderOnly);
    }

    [TearDown]
    public void TearDown()
    {
        scene.Dispose();
        life.Dispose();
    }

    [Test]
    public async Task Each_refused_line_is_named_with_its_reason_and_the_others_are_taken()
    {
        var upload = scene.Send(
            First + "L",
            "010190-999WL",
            First + "L",
            "010190-900AL",
            "310290-900XL",
            "01O190-900XL",
            "010190?900XL",
            "010190-000XL",
            Second + "X",
            "",
            First + "LL",
            Second + "L",
            Second + "P");
        _ = await scene.NightAsync();
        var result = scene.Result(upload);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(scene.Refused(upload), Is.EqualTo(new[]
            {
                "3 unknown", "5 check-character", "6 date", "7 characters", "8 characters", "9 individual-number", "10 action", "12 length",
            }));
            Assert.That(result.GetProperty("state").GetString(), Is.EqualTo("partly"));
            Assert.That(
                new[] { "lines", "added", "removed", "unchanged" }.Select(key => result.GetProperty(key).GetInt32()),
                Is.EqualTo(new[] { 12, 1, 0, 3 }),
                "the same person twice is no fault, and the last line counts; an empty line is none");
            Assert.That(result.GetProperty("list").GetProperty("persons").GetInt32(), Is.EqualTo(1));
            Assert.That(result.GetProperty("upload").GetString(), Is.EqualTo(upload));
            Assert.That(
                File.ReadAllText(Path.Combine(scene.Download, upload + ".RES")),
                Does.Not.Contain(First[..6]).And.Not.Contain("010190"),
                "no code is in it");
        }
    }

    [Test]
    public async Task A_former_code_of_two_persons_is_ambiguous_and_of_one_that_persons()
    {
        events.AddFormerCode(first, "010180-9004");
        events.AddFormerCode(second, "010180-9004");
        events.AddFormerCode(second, "020180-901T");
        life.Commit();
        var upload = scene.Send("010180-9004L", "020180-901TL", "010180-9004P");
        _ = await scene.NightAsync();

        Assert.That(scene.Refused(upload), Is.EqualTo(new[] { "2 ambiguous", "4 ambiguous" }));
        Assert.That(scene.Result(upload).GetProperty("added").GetInt32(), Is.EqualTo(1));
    }

    private static readonly TestCaseData[] Broken =
    [
        new TestCaseData(
            (string list) => list.Replace(HttFile.Start + "\n", "", StringComparison.Ordinal),
            "first line"
        ).SetArgDisplayNames("no first line"),
        new TestCaseData((string list) => list.Replace("'''EOF'''1'\n", "", StringComparison.Ordinal), "missing").SetArgDisplayNames(
            "no last line"),
        new TestCaseData(
            (string list) => list.Replace("EOF'''1'", "EOF'''2'", StringComparison.Ordinal),
            "does not count"
        ).SetArgDisplayNames("another count"),
        new TestCaseData(
            (string list) => list.Replace("EOF'''1'", "EOF'''1", StringComparison.Ordinal),
            "does not count"
        ).SetArgDisplayNames("a cut count"),
        new TestCaseData((string list) => list + "010190-900PL\n", "after the last").SetArgDisplayNames("text after the last line"),
        new TestCaseData((string list) => list + list, "after the last").SetArgDisplayNames("two lists in one"),
        new TestCaseData(
            (string list) => list.Replace("'''EOF", HttFile.Start + "\n'''EOF", StringComparison.Ordinal),
            "in the middle"
        ).SetArgDisplayNames("a transport line in the middle"),
        new TestCaseData((string list) => "", "missing").SetArgDisplayNames("empty"),
        new TestCaseData((string list) => new string('\0', 50_000), "first line").SetArgDisplayNames("zeros"),
        new TestCaseData(
            (string list) =>
                HttFile.Start + "\n" + string.Concat(Enumerable.Repeat("lorem\n", IdentityCodeList.MostFaults + 1)) + "'''EOF'''1001'\n",
            "more than 1000"
        ).SetArgDisplayNames("no list at all"),
        new TestCaseData((string list) => new string('x', IdentityCodeList.LargestBytes + 1), "cannot be read").SetArgDisplayNames(
            "too large"),
    ];

    [TestCaseSource(nameof(Broken))]
    public async Task A_file_that_is_not_whole_is_refused_as_a_whole(Func<string, string> damage, string reason)
    {
        ArgumentNullException.ThrowIfNull(damage);
        var upload = scene.Send(
            System.Text.Encoding.Latin1.GetBytes(damage(System.Text.Encoding.Latin1.GetString(HttFile.Of(First + "L")))));
        Assert.That(await scene.NightAsync(), Is.Empty);
        var result = scene.Result(upload);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.GetProperty("state").GetString(), Is.EqualTo("refused"));
            Assert.That(result.GetProperty("reason").GetString(), Does.Contain(reason));
            Assert.That(scene.Engine.Ledger.ListPosition(ListScene.Id), Is.Zero);
        }

        // Under the same name, whole at last.
        _ = scene.Send(HttFile.Of(First + "L"), upload);
        Assert.That(await scene.NightAsync(), Is.EqualTo(new[] { "lista base 1" }));
        Assert.That(scene.Result(upload).GetProperty("state").GetString(), Is.EqualTo("taken"));
    }

    [TestCase(FragileDrop.Fault.StoppedBeforeAnswer)]
    [TestCase(FragileDrop.Fault.StoppedAfterAnswer)]
    public async Task A_run_that_is_stopped_at_the_answer_takes_the_list_in_once(object fault)
    {
        var upload = scene.Send(First + "L", Second + "L", "010190-999WL");
        Assert.That(await scene.NightAsync((FragileDrop.Fault)fault!), Is.EqualTo(new[] { "lista base 1" }));
        _ = await scene.NightAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(scene.Engine.Ledger.ListUploads(ListScene.Id), Has.Count.EqualTo(1));
            Assert.That(scene.Engine.Ledger.ListPosition(ListScene.Id), Is.EqualTo(2));
            Assert.That(scene.Result(upload).GetProperty("added").GetInt32(), Is.EqualTo(2));
            Assert.That(scene.Engine.Ledger.ListUploads(ListScene.Id)[0].Answered, Is.Not.Null);
            var name = upload + ".RES";
            Assert.That(
                scene.Engine.AuditEntries().Select(entry => entry.Answer).OfType<AuditedAnswer>(),
                Is.EqualTo(
                    new[]
                    {
                        AuditedAnswer.Of(
                            ListScene.Id,
                            ListScene.Id,
                            name,
                            await File.ReadAllBytesAsync(Path.Combine(scene.Download, name)),
                            3),
                    }),
                "once in the audit");
            Assert.That(
                new AuditVerifier(new FileSystem(), scene.Engine.AuditFolder, LedgerWitness.Of(scene.Engine.Ledger))
                    .Payloads()
                    .Ledger()
                    .Anchors()
                    .Result.Findings,
                Is.Empty);
            Assert.That(
                await File.ReadAllTextAsync(Path.Combine(scene.Engine.AuditFolder, "chain.jsonl")),
                Does.Not.Contain(First).And.Not.Contain(Second));
        }
    }

    [Test]
    public async Task A_result_that_its_recipient_has_removed_stays_removed_and_a_file_that_stays_is_taken_in_once()
    {
        var upload = scene.Send(First + "L");
        _ = await scene.NightAsync();
        File.Delete(Path.Combine(scene.Download, upload + ".RES"));
        _ = scene.Send(First + "P");
        for (var week = 0; week < 5; week++)
        {
            _ = await scene.NightAsync();
        }

        Assert.That(Path.Combine(scene.Download, upload + ".RES"), Does.Not.Exist);
        Assert.That(scene.Engine.Ledger.ListMembers(ListScene.Id, long.MaxValue), Is.Empty, "the first list did not come again");
        scene.Load();
        Assert.That(scene.Codes(), Is.Empty);
    }

    [Test]
    public async Task A_list_is_read_whatever_tool_wrote_it([Range(0, 4)] int tool)
    {
        var text = System.Text.Encoding.Latin1.GetString(HttFile.Of("\r\n", [First + "L", "", Second + "L"]));
        var upload = scene.Send(tool switch
        {
            0 => System.Text.Encoding.UTF8.GetBytes("\uFEFF" + text),
            1 => System.Text.Encoding.Unicode.GetBytes("\uFEFF" + text),
            2 => System.Text.Encoding.BigEndianUnicode.GetBytes(text),
            3 => System.Text.Encoding.Latin1.GetBytes(text + "\r\n\r\n\u001A"),
            _ => System.Text.Encoding.Latin1.GetBytes("\r\n" + text.Replace("EOF'''3", "EOF'''2", StringComparison.Ordinal)),
        });

        Assert.That(await scene.NightAsync(), Is.EqualTo(new[] { "lista base 1" }));
        Assert.That(
            (scene.Result(upload).GetProperty("state").GetString(), scene.Result(upload).GetProperty("added").GetInt32()),
            Is.EqualTo(("taken", 2)));
    }

    [TestCase(0.0, false)]
    [TestCase(1.5, false)]
    [TestCase(5.0, true)]
    public async Task Half_a_list_is_waited_for_while_it_may_be_growing(double minutesAgo, bool isJudged)
    {
        var whole = HttFile.Of(First + "L", Second + "L");
        var upload = scene.Send(whole[..^20]);
        File.SetLastWriteTimeUtc(Path.Combine(scene.Upload, upload), scene.Engine.Clock.Now.AddDays(7).AddMinutes(-minutesAgo).UtcDateTime);
        _ = await scene.NightAsync();
        Assert.That(File.Exists(Path.Combine(scene.Download, upload + ".RES")), Is.EqualTo(isJudged));
        Assert.That(scene.Engine.Ledger.ListUploads(ListScene.Id).Count, Is.EqualTo(isJudged ? 1 : 0));

        _ = scene.Send(whole, upload);
        File.SetLastWriteTimeUtc(Path.Combine(scene.Upload, upload), scene.Engine.Clock.Now.AddDays(7).UtcDateTime);
        Assert.That(await scene.NightAsync(), Is.EqualTo(new[] { "lista base 1" }), "what is whole is taken, however young");
    }

    [Test]
    public async Task An_upload_costs_as_much_as_the_persons_it_names_however_often()
    {
        var lines = Enumerable
            .Range(0, 20_000)
            .Select(line => Second + (line % 2 == 0 ? "L" : "P"))
            .Append(First + "L")
            .Concat(Enumerable.Repeat("010190-999WP", 20))
            .ToArray();
        var upload = scene.Send(lines);
        _ = await scene.NightAsync();
        var result = scene.Result(upload);

        Assert.That(
            scene
                .Engine.Ledger.ListChanges(ListScene.Id, 0, long.MaxValue)
                .Select(change => (change.Position, change.Person, change.IsAdded)),
            Is.EqualTo(new[] { (1L, first, true) }));
        Assert.That(
            new[] { "lines", "added", "removed", "unchanged" }.Select(key => result.GetProperty(key).GetInt32()),
            Is.EqualTo(new[] { 20_021, 1, 0, 20_010 }));
        Assert.That(
            scene.Refused(upload),
            Is.EqualTo(Enumerable.Range(20_003, 9).Append(20_022).Select(line => $"{line} unknown")),
            "of an unknown code the first lines and the last");
        scene.Load();
        Assert.That(scene.Codes(), Is.EqualTo(new[] { First }));
    }

    [Test]
    public async Task A_run_takes_in_as_many_files_as_it_may_and_the_next_one_goes_on()
    {
        var codes = Enumerable.Range(0, 120).Select(_ => events.Born("205")).ToList();
        life.Commit();
        foreach (var person in codes)
        {
            _ = scene.Send(life.Current(person).IdentityCode + "L");
        }

        _ = await scene.NightAsync();
        Assert.That(scene.Engine.Ledger.ListUploads(ListScene.Id), Has.Count.EqualTo(50));
        _ = await scene.NightAsync();
        _ = await scene.NightAsync();
        Assert.That(
            scene.Engine.Ledger.ListUploads(ListScene.Id).Select(upload => upload.Name).ToList(),
            Has.Count.EqualTo(120).And.Unique);
        Assert.That(scene.Engine.Ledger.ListMembers(ListScene.Id, long.MaxValue), Is.EquivalentTo(codes));
    }

    [Test]
    public async Task Lists_are_taken_in_by_day_and_number()
    {
        _ = scene.Send(HttFile.Of(First + "L"), "38950_20260103_10.HTT");
        _ = scene.Send(HttFile.Of(First + "P"), "38950_20260103_9.HTT");
        _ = scene.Send(HttFile.Of(Second + "P"), "38950_20260103.HTT");
        _ = scene.Send(HttFile.Of(Second + "L"), "38950_20260102_11.HTT");
        _ = await scene.NightAsync();

        Assert.That(
            scene.Engine.Ledger.ListUploads(ListScene.Id).Select(upload => upload.Name),
            Is.EqualTo(new[] { "38950_20260102_11.HTT", "38950_20260103.HTT", "38950_20260103_9.HTT", "38950_20260103_10.HTT" }));
        Assert.That(scene.Engine.Ledger.ListMembers(ListScene.Id, long.MaxValue), Is.EqualTo(new[] { first }));
    }
}
