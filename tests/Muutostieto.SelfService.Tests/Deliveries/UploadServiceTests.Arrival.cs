using Muutostieto.Records;
using Muutostieto.SelfService.Deliveries;
using Muutostieto.SelfService.Store;
using Muutostieto.SelfService.Tests.Support;

namespace Muutostieto.SelfService.Tests.Deliveries;

/// <summary>What is said of uploads whose put failed, broke off or was forgotten.</summary>
public sealed partial class UploadServiceTests
{
    private const string First = "1002_20261116_1.HTT";

    private string Upload => Path.GetDirectoryName(InUpload(First))!;

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_put_that_fails_after_the_file_arrived_is_none(bool isCancelled)
    {
        scene.Disk = new InterruptedDisk(_ => throw (isCancelled ? new OperationCanceledException() : new IOException("No room.")));
        Assert.That((await UploadAsync(Scene.ListPermit, null, "a.HTT", "x")).Name, Is.EqualTo(First));
        Assert.That(States(), Is.EqualTo(new[] { (First, UploadState.Waiting) }));
    }

    [Test]
    public async Task What_arrived_though_neither_put_nor_look_said_so_is_not_there_twice_when_it_is_sent_again()
    {
        scene.Disk = new InterruptedDisk(folder =>
        {
            Block(folder);
            throw new IOException("Lost.");
        });
        Assert.That(() => UploadAsync(Scene.ListPermit, null, "a.HTT", "x"), Throws.TypeOf<MuutostietoException>());
        Assert.That(States(), Is.EqualTo(new[] { (First, UploadState.Unsure) }));
        Unblock();
        scene.Disk = new Records.Files.DiskSync();
        var again = await UploadAsync(Scene.ListPermit, null, "a.HTT", "x");
        Assert.That((again.Name, again.State), Is.EqualTo((First, UploadState.Waiting)));
        Assert.That(Directory.GetFiles(Upload).Select(Path.GetFileName), Is.EqualTo(new[] { First }));
        Assert.That(States(), Is.EqualTo(new[] { (First, UploadState.Waiting) }));
    }

    [Test]
    public async Task What_did_not_arrive_is_unsure_until_the_drop_can_be_looked_into_and_is_then_sent_again_under_its_name()
    {
        Directory.CreateDirectory(Upload);
        Block(Upload);
        Assert.That(() => UploadAsync(Scene.ListPermit, null, "a.HTT", "x"), Throws.TypeOf<MuutostietoException>());
        Assert.That(States(), Is.EqualTo(new[] { (First, UploadState.Unsure) }));
        Unblock();
        Assert.That(States(), Is.EqualTo(new[] { (First, UploadState.Unsure) }), "pages rest for a minute");
        scene.Clock.Now += TimeSpan.FromMinutes(1);
        Assert.That(States(), Is.EqualTo(new[] { (First, UploadState.Failed) }));
        Assert.That((await UploadAsync(Scene.ListPermit, null, "a.HTT", "x")).Name, Is.EqualTo(First));
        Assert.That(States(), Is.EqualTo(new[] { (First, UploadState.Waiting) }));
    }

    [Test]
    public void What_a_process_that_was_killed_has_left_is_looked_for()
    {
        Directory.CreateDirectory(Upload);
        File.WriteAllText(InUpload(First), "x");
        File.WriteAllText(InUpload("1002_20261116_3.HTT"), "of another size");
        foreach (var number in new[] { 1, 2, 3 })
        {
            Note(number, Scene.ListPermit);
        }

        Note(4, "lakannut");
        Assert.That(
            States(),
            Is.EquivalentTo(new[]
            {
                (First, UploadState.Waiting),
                ("1002_20261116_2.HTT", UploadState.Failed),
                ("1002_20261116_3.HTT", UploadState.Failed),
                ("1002_20261116_4.HTT", UploadState.Unsure),
            }));
    }

    [Test]
    public async Task What_is_being_put_is_on_its_way()
    {
        IReadOnlyList<(string, UploadState)> meanwhile = [];
        scene.Disk = new InterruptedDisk(_ => meanwhile = States());
        _ = await UploadAsync(Scene.ListPermit, null, "a.HTT", "x");
        Assert.That(meanwhile, Is.EqualTo(new[] { (First, UploadState.Sending) }));
        Assert.That(States(), Is.EqualTo(new[] { (First, UploadState.Waiting) }));
    }

    [Test]
    public async Task The_newest_file_that_waits_is_not_put_there_again_but_an_older_one_is()
    {
        var names = new List<string>();
        foreach (var content in "aabacc")
        {
            names.Add((await UploadAsync(Scene.ListPermit, null, "a.HTT", $"{content}")).Name[14..^4]);
        }

        Assert.That(names, Is.EqualTo(new[] { "1", "1", "2", "3", "4", "4" }));
        using (var work = scene.Open())
        {
            TakeIn(work, "1002_20261116_4.HTT", []);
        }

        Assert.That((await UploadAsync(Scene.ListPermit, null, "a.HTT", "c")).Name, Is.EqualTo("1002_20261116_5.HTT"), "taken in");
        Assert.That(
            (await UploadAsync(Scene.OrdersPermit, "paivitys", "a.csv", "c")).Name, Is.EqualTo("1001_PA_paivitys_20261116_1.csv"));
    }

    [Test]
    public async Task What_was_removed_from_the_drop_before_a_run_does_not_wait_for_ever()
    {
        _ = await UploadAsync(Scene.ListPermit, null, "a.HTT", "x");
        File.Delete(InUpload(First));
        scene.Clock.Now += TimeSpan.FromDays(1);
        Assert.That(States(), Is.EqualTo(new[] { (First, UploadState.Waiting) }));
        scene.Clock.Now += TimeSpan.FromSeconds(1);
        Assert.That(States(), Is.EqualTo(new[] { (First, UploadState.Failed) }));
    }

    [Test]
    public async Task Beside_a_list_that_the_recipient_has_put_there_itself_the_same_content_is_sent_again()
    {
        _ = await UploadAsync(Scene.ListPermit, null, "a.HTT", "x");
        File.WriteAllText(InUpload("1002_20261116_7.HTT"), "by SFTP");
        Assert.That((await UploadAsync(Scene.ListPermit, null, "a.HTT", "x")).Name, Is.EqualTo("1002_20261116_2.HTT"));
    }

    [Test]
    public async Task What_was_not_seen_and_comes_to_light_within_a_day_is_there()
    {
        _ = await UploadAsync(Scene.ListPermit, null, "a.HTT", "x");
        scene.Store.Run(transaction => transaction.Execute("UPDATE upload SET state = 'Failed'"));
        Assert.That(States(), Is.EqualTo(new[] { (First, UploadState.Waiting) }));
        scene.Store.Run(transaction => transaction.Execute("UPDATE upload SET state = 'Failed'"));
        Assert.That((await UploadAsync(Scene.ListPermit, null, "a.HTT", "x")).Name, Is.EqualTo(First));
        Assert.That(Directory.GetFiles(Upload).Select(Path.GetFileName), Is.EqualTo(new[] { First }));
    }

    [Test]
    public async Task What_the_recipient_wrote_over_is_shown_as_the_run_took_it_in()
    {
        _ = await UploadAsync(Scene.ListPermit, null, "a.HTT", "x");
        File.WriteAllText(InUpload(First), "y");
        using (var work = scene.Open())
        {
            TakeIn(work, First, []);
        }

        Assert.That(States(), Is.EqualTo(new[] { (First, UploadState.Taken) }));
    }

    private IReadOnlyList<(string Name, UploadState State)> States() => [.. List().Select(upload => (upload.Name, upload.State))];

    private void Note(int number, string permit) => scene.Store.Run(transaction => transaction.Execute(
        "INSERT INTO upload (number, recipient, permit, name, bytes, sha256, user_id, at) VALUES "
            + "(@number, @recipient, @permit, @name, 1, '', 'x', '2026-11-16T07:00:00.0000000Z')",
        ("@number", number),
        ("@recipient", Scene.Recipient),
        ("@permit", permit),
        ("@name", $"1002_20261116_{number}.HTT")));

    private static void Block(string folder)
    {
        Directory.Move(folder, folder + "-away");
        File.WriteAllText(folder, "a file in the place of the folder");
    }

    private void Unblock()
    {
        File.Delete(Upload);
        Directory.Move(Upload + "-away", Upload);
    }
}
