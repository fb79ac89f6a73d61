using System.Security.Cryptography;
using System.Text.Json;
using Muutostieto.Audit;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Tests.Convergence;
using Muutostieto.Deliveries.Tests.Engine;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Records;
using Muutostieto.Records.Lists;
using Muutostieto.Records.Model;

namespace Muutostieto.Deliveries.Tests.Lists;

/// <summary>Taking in what recipients upload: what is taken, what is refused, how it is answered, and that it is done once.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class ListIntakeTests
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
    public async Task While_the_list_is_empty_nothing_is_due_and_a_base_on_demand_says_why()
    {
        Assert.That(await scene.NightAsync(), Is.Empty);
        var nobody = scene.Send("010190-999WL");
        Assert.That(await scene.NightAsync(), Is.Empty);
        Assert.That(scene.Refused(nobody), Is.EqualTo(new[] { "2 unknown" }));
        Assert.That(
            () => scene.Engine.Engine.Planner.RequestedBase(scene.Permit),
            Throws
                .TypeOf<MuutostietoException>()
                .With.Property("Kind")
                .EqualTo(FailureKind.Usage)
                .And.Message.Contains("has not sent a list"));
        Assert.That(scene.Engine.Ledger.List(), Is.Empty);

        _ = scene.Send(First + "L");
        Assert.That(await scene.NightAsync(), Is.EqualTo(new[] { "lista base 1" }));
        scene.Load();
        Assert.That(scene.Codes(), Is.EqualTo(new[] { First }));
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

    [Test]
    public async Task A_link_a_folder_and_other_names_are_not_taken_for_lists()
    {
        var outside = Path.Combine(scene.NewFolder(), "secret");
        File.WriteAllBytes(outside, HttFile.Of(First + "L"));
        _ = File.CreateSymbolicLink(Path.Combine(scene.Upload, "38950_20260101.HTT"), outside);
        _ = Directory.CreateDirectory(Path.Combine(scene.Upload, "38950_20260102.HTT"));
        foreach (
            var name in new[]
            {
                "38951_20260101.HTT",
                "38950_2026010.HTT",
                ".38950_20260101.HTT",
                "38950_20260101.HTT.part",
                "x38950_20260101.HTT",
                "38950_20260101_1234567.HTT",
            })
        {
            _ = scene.Send(HttFile.Of(Second + "L"), name);
        }

        Assert.That(await scene.NightAsync(), Is.Empty);
        Assert.That(
            scene.Engine.Ledger.ListUploads(ListScene.Id).Select(upload => (upload.Name, upload.Refusal is not null)),
            Is.EqualTo(new[] { ("38950_20260101.HTT", true), ("38950_20260102.HTT", true) }));
    }

    [TestCase("38950_20260101.htt")]
    [TestCase("38950_20260101.Htt.TXT")]
    [TestCase("38950_20260101_2.HTT.txt")]
    public async Task A_list_is_taken_whatever_a_program_made_of_its_names_ending(string name)
    {
        _ = scene.Send(HttFile.Of(First + "L"), name);
        Assert.That(await scene.NightAsync(), Is.EqualTo(new[] { "lista base 1" }));
        Assert.That(scene.Result(name).GetProperty("state").GetString(), Is.EqualTo("taken"));

        // Who is taken off is known from the list as it was sent.
        var off = name.Replace("0101", "0102", StringComparison.Ordinal);
        _ = scene.Send(HttFile.Of(First + "P"), off);
        _ = await scene.NightAsync();
        scene.Load();
        Assert.That(scene.Codes(), Is.Empty);
    }

    [TestCase("38950_2026-01-01.htt", "38950_2026-01-01.htt.RES", "its name is not that of a list: expected 38950_yyyyMMdd.HTT")]
    [TestCase("38950_2026-01-01.HTT", "38950_2026-01-01.HTT.RES", "its name is not that of a list")]
    [TestCase("38950_20260101.HTT.csv.txt.HTT", "38950_20260101.HTT.csv.txt.HTT.RES", "its name is not that of a list")]
    [TestCase("lista Säätiö 010190-900X.HTT", "lista-S--ti--010190-900X.HTT.068130f7.RES", "its name is not that of a list")]
    [TestCase(
        "38590_20260101.HTT",
        "38590_20260101.HTT.38950.RES",
        "its name has the customer number 38590, and this permit's lists have 38950"
    )]
    public async Task A_file_of_nearly_a_lists_name_is_answered_once_and_not_opened(string name, string answer, string reason)
    {
        _ = scene.Send(First + "L");
        _ = await scene.NightAsync();
        _ = scene.Send(HttFile.Of(Second + "L"), name);
        _ = await scene.NightAsync();

        var path = Path.Combine(scene.Download, answer);
        using var result = JsonDocument.Parse(File.ReadAllBytes(path));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.RootElement.GetProperty("state").GetString(), Is.EqualTo("refused"));
            Assert.That(result.RootElement.GetProperty("reason").GetString(), Does.StartWith(reason));
            Assert.That(result.RootElement.GetProperty("upload").GetString(), Is.EqualTo(name));
            Assert.That(result.RootElement.GetProperty("list").GetProperty("persons").GetInt32(), Is.EqualTo(1), "as it was");
            Assert.That(scene.Engine.Ledger.ListUploads(ListScene.Id), Has.Count.EqualTo(1));
        }

        var first = File.ReadAllBytes(path);
        _ = await scene.NightAsync();
        Assert.That(File.ReadAllBytes(path), Is.EqualTo(first), "its time is that of the first night");
        scene.Load();
        Assert.That(scene.Codes(), Is.EqualTo(new[] { First }));

        File.Delete(path);
        File.Delete(Path.Combine(scene.Upload, name));
        _ = await scene.NightAsync();
        Assert.That(path, Does.Not.Exist);
    }

    [Test]
    public async Task Files_whose_names_differ_only_in_what_no_answers_name_can_have_are_each_answered()
    {
        string[] names = ["ä.HTT", "ö.HTT", new string('a', 200) + "1.HTT", new string('a', 200) + "2.HTT"];
        foreach (var name in names)
        {
            _ = scene.Send(HttFile.Of(First + "L"), name);
        }

        _ = await scene.NightAsync();
        var answered = Directory
            .GetFiles(scene.Download, "*.RES")
            .Select(file => scene.Result(Path.GetFileNameWithoutExtension(file)).GetProperty("upload").GetString());
        Assert.That(answered, Is.EquivalentTo(names));
    }

    [Test]
    public async Task A_list_of_another_permit_of_the_same_recipient_that_has_had_nothing_yet_is_left_to_that_one()
    {
        scene.Engine.Permits.Add(
            EngineScene.Permit("toinen") with
            {
                Recipient = ListScene.Id,
                CustomerNumber = "38951",
                Area = new ListArea(),
                NonDisclosureRight = NonDisclosureRight.OrderOnly,
            });
        _ = scene.Send(HttFile.Of(First + "L"), "38951_20260101.HTT");
        _ = await scene.NightAsync();
        Assert.That(Directory.GetFiles(scene.Download, "*.RES").Select(Path.GetFileName), Is.EqualTo(new[] { "38951_20260101.HTT.RES" }));
    }

    [TestCase(".38950_20260101.HTT")]
    [TestCase("38950_20260101.HTT.part")]
    [TestCase("38950_20260105KAIREK_001.OK")]
    [TestCase("readme.txt")]
    public async Task What_is_still_being_written_or_was_never_meant_as_a_list_is_not_answered(string name)
    {
        _ = scene.Send(HttFile.Of(First + "L"), name);
        _ = await scene.NightAsync();
        Assert.That(Directory.GetFiles(scene.Download, "*.RES"), Is.Empty);
    }

    [Test]
    public async Task A_list_of_another_permit_of_the_same_recipient_is_left_to_that_one()
    {
        Directory.CreateDirectory(scene.Download);
        _ = scene.Send(HttFile.Of(First + "L"), "38951_20260101.HTT");
        File.WriteAllText(Path.Combine(scene.Download, "38951_20260101.HTT.RES"), "the other permit's");
        _ = await scene.NightAsync();
        Assert.That(Directory.GetFiles(scene.Download).Select(Path.GetFileName), Is.EqualTo(new[] { "38951_20260101.HTT.RES" }));
    }

    [Test]
    public async Task Before_its_first_base_a_list_that_was_emptied_again_waits_as_one_that_never_came()
    {
        _ = scene.Send(First + "L");
        var upload = scene.Send(First + "P");
        Assert.That(await scene.NightAsync(), Is.Empty);
        Assert.That(scene.Result(upload).GetProperty("state").GetString(), Is.EqualTo("taken"));
        Assert.That(
            () => scene.Engine.Engine.Planner.RequestedBase(scene.Permit),
            Throws
                .TypeOf<MuutostietoException>()
                .With.Property("Kind")
                .EqualTo(FailureKind.Usage)
                .And.Message.Contains("removed every person from its list"));

        _ = scene.Send(Second + "L");
        Assert.That(await scene.NightAsync(), Is.EqualTo(new[] { "lista base 1" }));

        _ = scene.Send(Second + "P");
        Assert.That(await scene.NightAsync(), Is.EqualTo(new[] { "lista changes 1" }), "a list that is emptied later is an empty delivery");
    }

    [Test]
    public async Task A_permit_whose_area_became_a_list_waits_for_the_list_and_delivers_no_leaving_lines()
    {
        scene.Engine.Permits[0] = EngineScene.Permit(ListScene.Id);
        Assert.That(await scene.NightAsync(), Is.EqualTo(new[] { "lista base 1" }));
        scene.Engine.Permits[0] = scene.Permit;
        Assert.That(await scene.NightAsync(), Is.Empty);
        Assert.That(
            () => scene.Engine.Engine.Planner.RequestedBase(scene.Permit),
            Throws
                .TypeOf<MuutostietoException>()
                .With.Property("Kind")
                .EqualTo(FailureKind.Usage)
                .And.Message.Contains("has not sent a list"));

        _ = scene.Send(First + "L");
        Assert.That(await scene.NightAsync(), Is.EqualTo(new[] { "lista base 2" }));
        scene.Load();
        Assert.That(scene.Codes(), Is.EqualTo(new[] { First }));
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
                new AuditVerifier(scene.Engine.AuditFolder, LedgerWitness.Of(scene.Engine.Ledger))
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

    [Test]
    public async Task Who_is_added_comes_as_a_full_record_behind_the_journal_and_who_is_removed_comes_no_more()
    {
        var third = events.Born("765");
        life.Commit();
        _ = scene.Send(First + "L");
        _ = await scene.NightAsync();
        events.ChangeAddress(first);
        _ = scene.Send(life.Current(third).IdentityCode + "L", Second + "L");
        _ = await scene.NightAsync();
        var expected = new[] { First + "0", Second + "1", life.Current(third).IdentityCode + "1" };
        Assert.That(Lines(), Is.EqualTo(expected), "the journal's line first, then those without one in the order of their codes");

        events.ChangeAddress(first);
        events.Die(second);
        _ = scene.Send(First + "P");
        _ = await scene.NightAsync();
        Assert.That(Lines(), Is.EqualTo(new[] { Second + "0" }));

        events.ChangeAddress(first);
        _ = await scene.NightAsync();
        Assert.That(Lines(), Is.Empty);
        scene.Load();
        Assert.That(scene.Codes(), Does.Contain(Second).And.Not.Contain(First), "the dead stay on the list");

        _ = scene.Send(First + "L", First + "P", Second + "P", Second + "L");
        _ = await scene.NightAsync();
        Assert.That(Lines(), Is.EqualTo(new[] { Second + "1" }), "added and removed: nothing; removed and added: everything anew");
    }

    [Test]
    public async Task A_change_of_code_follows_the_person()
    {
        _ = scene.Send(First + "L", Second + "L");
        _ = await scene.NightAsync();
        var (old, oldSecond) = (First, Second);
        events.ChangeCode(first);
        events.ChangeCode(second);
        _ = await scene.NightAsync();
        scene.Load();
        _ = scene.Send(old + "P", Second + "L");
        _ = await scene.NightAsync();
        scene.Load();

        Assert.That(scene.Codes(), Is.EqualTo(new[] { Second }));
        Assert.That(Second, Is.Not.EqualTo(oldSecond));
    }

    [Test]
    public async Task Two_who_are_merged_are_on_the_list_as_one()
    {
        _ = scene.Send(First + "L");
        _ = await scene.NightAsync();
        scene.Load();
        var gone = First;
        events.Merge(second, first);
        _ = await scene.NightAsync();
        scene.Load();
        Assert.That(scene.Codes(), Is.EqualTo(new[] { Second }));

        _ = scene.Send(gone + "P");
        _ = await scene.NightAsync();
        scene.Load();
        Assert.That(scene.Codes(), Is.Empty, "the code that gave way still means the person");
    }

    [TestCase(false, TestName = "Who_gets_another_code_and_is_merged_with_another_on_the_list_is_there_once")]
    [TestCase(true, TestName = "Who_does_so_while_taken_off_the_list_and_put_on_it_again_is_there_once")]
    public async Task Merged(bool isOffBetween)
    {
        _ = scene.Send(First + "L", Second + "L");
        _ = await scene.NightAsync();
        scene.Load();
        var known = First;
        events.ChangeCode(first);
        events.Merge(second, first);
        if (isOffBetween)
        {
            _ = scene.Send(known + "P");
            _ = scene.Send(known + "L");
        }

        _ = await scene.NightAsync();
        scene.Load();
        Assert.That(scene.Codes(), Is.EqualTo(new[] { Second }));

        _ = scene.Send(known + "P");
        _ = await scene.NightAsync();
        scene.Load();
        Assert.That(scene.Codes(), Is.Empty, "its old code means the person it was merged into");
    }

    [Test]
    public async Task Who_is_taken_off_the_list_and_then_merged_with_another_on_it_stays_off()
    {
        _ = scene.Send(First + "L", Second + "L");
        _ = await scene.NightAsync();
        scene.Load();
        var known = First;
        _ = scene.Send(known + "P");
        events.ChangeCode(first);
        events.Merge(second, first);
        _ = scene.Send(known + "P");
        _ = await scene.NightAsync();
        scene.Load();

        Assert.That(scene.Codes(), Is.EqualTo(new[] { Second }), "the removal said twice is of the one, not of the other");
    }

    [TestCase(false, TestName = "Who_is_put_on_the_list_and_merged_with_one_taken_off_by_the_same_upload_is_on_it")]
    [TestCase(true, TestName = "Who_is_put_on_the_list_and_merged_with_one_taken_off_by_the_next_upload_is_on_it")]
    public async Task PutOn(bool areTwoUploads)
    {
        _ = scene.Send(First + "L");
        _ = await scene.NightAsync();
        scene.Load();
        var unlisted = Second;
        events.Merge(first, second);
        string[] lines = [unlisted + "L", First + "P"];
        foreach (var upload in areTwoUploads ? lines.Chunk(1) : [lines])
        {
            _ = scene.Send(upload);
        }

        _ = await scene.NightAsync();
        scene.Load();

        Assert.That(scene.Codes(), Is.EqualTo(new[] { First }), "the removal is of the one, not of the other");
    }

    [Test]
    public async Task The_removal_of_a_person_never_listed_who_is_merged_with_one_on_the_list_changes_nothing()
    {
        _ = scene.Send(First + "L");
        _ = await scene.NightAsync();
        scene.Load();
        var unlisted = Second;
        events.Merge(first, second);
        _ = scene.Send(unlisted + "P");
        _ = await scene.NightAsync();
        scene.Load();

        Assert.That(scene.Codes(), Is.EqualTo(new[] { First }));
        Assert.That(
            scene.Engine.Ledger.ListMembers(ListScene.Id, long.MaxValue),
            Is.EquivalentTo(new[] { first }),
            "else no change of theirs would come any more");
    }

    [Test]
    public async Task Who_is_merged_with_another_by_way_of_a_third_is_there_once()
    {
        var third = events.Born("205");
        _ = scene.Send(First + "L", Second + "L", life.Current(third).IdentityCode + "L");
        _ = await scene.NightAsync();
        scene.Load();
        events.Merge(second, first);
        events.Merge(third, second);
        _ = await scene.NightAsync();
        scene.Load();

        Assert.That(scene.Codes(), Is.EqualTo(new[] { life.Current(third).IdentityCode }));
    }

    [Test]
    public async Task Who_is_merged_into_a_protected_person_leaves_where_orders_are_not_delivered()
    {
        scene.Engine.Permits[0] = scene.Permit with { NonDisclosureRight = NonDisclosureRight.None };
        _ = scene.Send(First + "L", Second + "L");
        _ = await scene.NightAsync();
        scene.Load();
        events.Protect(second);
        events.Merge(second, first);
        _ = await scene.NightAsync();
        scene.Load();

        Assert.That(scene.Codes(), Is.Empty);
    }

    [Test]
    public async Task A_code_that_gave_way_in_a_delivery_withdrawn_since_still_means_the_person()
    {
        _ = scene.Send(First + "L");
        _ = await scene.NightAsync();
        var gone = First;
        events.Merge(second, first);
        _ = await scene.NightAsync();
        var withdrawn = scene.Engine.Ledger.Withdraw(scene.Engine.Ledger.Head(ListScene.Id)!.Id, "väärä päivä", scene.Engine.Clock.Now);
        foreach (var file in withdrawn.Files)
        {
            File.Delete(Path.Combine(scene.Download, file.Name));
        }

        _ = scene.Send(gone + "P");
        _ = await scene.NightAsync();

        Assert.That(scene.Engine.Ledger.ListMembers(ListScene.Id, long.MaxValue), Is.Empty);
        scene.Load();
        Assert.That(scene.Codes(), Is.Empty);
    }

    [Test]
    public async Task A_code_that_gave_way_since_the_last_delivery_of_an_area_means_the_person()
    {
        scene.Engine.Permits[0] = scene.Permit with { Area = new MunicipalityArea(["205"]), NonDisclosureRight = NonDisclosureRight.None };
        _ = await scene.NightAsync();
        var gone = First;
        events.Merge(second, first);
        scene.Engine.Permits[0] = scene.Permit;
        _ = scene.Send(gone + "L");
        _ = await scene.NightAsync();
        scene.Load();

        Assert.That(scene.Codes(), Is.EqualTo(new[] { Second }));
    }

    [Test]
    public async Task Composed_again_a_delivery_has_the_same_bytes_whatever_has_become_of_the_list()
    {
        _ = scene.Send(First + "L");
        _ = await scene.NightAsync();
        _ = scene.Send(Second + "L", First + "P");
        events.ChangeAddress(second);
        _ = await scene.NightAsync();
        _ = scene.Send(First + "L", Second + "P");
        events.Merge(first, second);
        _ = await scene.NightAsync();
        foreach (var delivery in scene.Engine.Published(ListScene.Id))
        {
            var folder = scene.Engine.OutboxFolderOf(delivery);
            Directory.Delete(folder, recursive: true);
            _ = await scene.Engine.Engine.RedeliverAsync(delivery, scene.Engine.Observer, CancellationToken.None);
            Assert.That(
                delivery.Files.Select(file =>
                    Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, file.Name))))),
                Is.EqualTo(delivery.Files.Select(file => file.Sha256)),
                delivery.Title);
        }
    }

    [Test]
    public async Task A_longer_list_is_no_changed_permit_and_asked_again_nothing_new_gives_the_same_delivery()
    {
        _ = scene.Send(First + "L");
        _ = await scene.NightAsync();
        _ = scene.Send(Second + "L");
        Assert.That(await scene.NightAsync(), Is.EqualTo(new[] { "lista changes 1" }));
        var head = scene.Engine.Ledger.Head(ListScene.Id)!;
        Assert.That(scene.Engine.Engine.Planner.RequestedChanges(scene.Permit).Id, Is.EqualTo(head.Id));

        _ = scene.Send(First + "P");
        await scene.Engine.Engine.TakeInListAsync(scene.Permit, scene.Engine.Observer, CancellationToken.None);
        Assert.That(scene.Engine.Engine.Preview.CountChanges(scene.Permit, null, CancellationToken.None).Records, Is.Zero);
        var next = scene.Engine.Engine.Planner.RequestedChanges(scene.Permit);
        Assert.That((next.Number, next.Window.ListFrom, next.Window.ListTo), Is.EqualTo((2, 2L, 3L)), "the list alone has gone on");
    }

    [Test]
    public async Task A_permit_that_follows_an_area_instead_gets_a_new_base()
    {
        _ = scene.Send(First + "L");
        _ = await scene.NightAsync();
        scene.Engine.Permits[0] = scene.Permit with { Area = new MunicipalityArea(["091"]), NonDisclosureRight = NonDisclosureRight.None };
        Assert.That(await scene.NightAsync(), Is.EqualTo(new[] { "lista base 2" }));
        scene.Engine.Permits[0] = scene.Permit;
        Assert.That(await scene.NightAsync(), Is.EqualTo(new[] { "lista base 3" }));
        scene.Load();
        Assert.That(scene.Codes(), Is.EqualTo(new[] { First }));
    }

    [Test]
    public async Task What_was_planned_for_a_list_is_not_published_when_the_permit_has_none_any_more()
    {
        _ = scene.Send(First + "L");
        await scene.Engine.Engine.TakeInListAsync(scene.Permit, scene.Engine.Observer, CancellationToken.None);
        var planned = scene.Engine.Engine.Planner.InitialBase(scene.Permit);
        foreach (
            var (now, why) in new[]
            {
                (
                    scene.Permit with
                    {
                        Area = new MunicipalityArea(["205"]),
                        NonDisclosureRight = NonDisclosureRight.Section37,
                    },
                    "no longer follows a list"),
                (scene.Permit with { NonDisclosureRight = NonDisclosureRight.None }, "no longer allows to know"),
            })
        {
            scene.Engine.Permits[0] = now;
            Assert.That(() => scene.Engine.FinishAsync(planned), Throws.TypeOf<MuutostietoException>().With.Message.Contains(why));
        }

        scene.Engine.Permits[0] = scene.Permit with { NonDisclosureRight = NonDisclosureRight.Section37 };
        Assert.That((await scene.Engine.FinishAsync(planned)).Published, Is.Not.Null, "a wider right covers it");
    }

    [Test]
    public async Task An_order_entered_before_a_delivery_is_published_withdraws_it()
    {
        _ = scene.Send(First + "L");
        _ = await scene.NightAsync();
        events.ChangeAddress(first);
        events.ChangeAddress(second);
        life.Commit();
        var planned = scene.Engine.Engine.Planner.RequestedChanges(scene.Permit);
        events.Protect(second);
        life.Commit();
        Assert.That(
            await scene.Engine.Engine.Withdrawal.WithdrawOvertakenAsync(planned.Permit, CancellationToken.None),
            Is.Empty,
            "not on the list");
        events.Protect(first);
        life.Commit();
        Assert.That(
            (await scene.Engine.Engine.Withdrawal.WithdrawOvertakenAsync(planned.Permit, CancellationToken.None)).Single().Withdrawn,
            Is.Not.Null);
    }

    [Test]
    public async Task Another_register_under_the_list_is_refused()
    {
        _ = scene.Send(First + "L");
        _ = await scene.NightAsync();
        using var other = new LifeRegister();
        var others = new LifeEvents(other);
        for (var count = 0; count < 5; count++)
        {
            _ = others.Born("205");
        }

        other.Commit();
        var keeper = new Deliveries.Lists.ListKeeper(scene.Engine.Ledger, other.Reader);
        var failure = Assert.Throws<MuutostietoException>(() => keeper.Merged(ListScene.Id, other.Now))!;
        Assert.That((failure.Kind, failure.Message), Is.EqualTo((FailureKind.Integrity, failure.Message)));
        Assert.That(failure.Message, Does.Contain("another register"));
    }

    /// <summary>The last delivery's lines as code and type.</summary>
    private string[] Lines() =>
        [
            .. new MemoryRecipient(fromCsv: false)
                .Records(scene.Engine.FilesOf(scene.Engine.Published(ListScene.Id)[^1]))
                .Where(record => !record.IsOpaque)
                .Select(record => record.Text(HeaderField.IdentityCode) + (char)record.Type),
        ];
}
