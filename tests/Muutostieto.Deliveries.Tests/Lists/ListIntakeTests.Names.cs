using System.Text.Json;
using Muutostieto.Deliveries.Tests.Engine;
using Muutostieto.Disclosure.Permits;

namespace Muutostieto.Deliveries.Tests.Lists;

public sealed partial class ListIntakeTests
{
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
}
