using Muutostieto.Drops;
using Muutostieto.Records;

namespace Muutostieto.Integration.Tests.Drops;

[Parallelizable(ParallelScope.Self)]
public sealed class SftpDropTests
{
    private SftpScene scene = null!;

    [SetUp]
    public async Task SetUpAsync() => scene = await SftpScene.StartAsync();

    [TearDown]
    public async Task TearDownAsync() => await scene.DisposeAsync();

    [Test]
    public async Task The_files_arrive_whole_and_nothing_hidden_stays()
    {
        var told = new List<long>();

        await scene.Drop().PublishAsync(scene.Delivery, null, new Notified(told.Add), CancellationToken.None);

        scene.AssertWhole();
        Assert.That(told, Is.EqualTo((long[])[0, 7, 13, 15]));
    }

    [Test]
    public async Task Names_with_blanks_quotes_and_wildcards_arrive_under_exactly_these_names()
    {
        scene.Delivery = new DropDelivery(
            SftpScene.Recipient,
            [scene.File("a b.PTT", "1"), scene.File("it's \"q\" $x #1.PTT", "2"), scene.File("[a]*?{b}~;.PTT", "3"), scene.File(
                "-l", "4")]);

        await scene.PublishAsync();
        scene.AssertWhole();

        await scene.PublishAsync();
        scene.AssertWhole();
    }

    [Test]
    public async Task A_file_has_the_rights_of_the_one_in_the_outbox()
    {
        var mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        foreach (var file in scene.Delivery.Files)
        {
            File.SetUnixFileMode(file.LocalPath, mode);
        }

        await scene.PublishAsync();
        Assert.That(Directory.GetFiles(scene.Download).Select(File.GetUnixFileMode), Is.All.EqualTo(mode));
        await scene.Drop().PutAnswerAsync(SftpScene.Recipient, "a.RES", "{}"u8.ToArray(), CancellationToken.None);
        var made = scene.File("made", "");
        Assert.That(File.GetUnixFileMode(Path.Combine(scene.Download, "a.RES")), Is.EqualTo(File.GetUnixFileMode(made.LocalPath)));
    }

    [Test]
    public async Task A_wildcard_name_is_not_taken_for_the_file_it_matches()
    {
        File.WriteAllText(Path.Combine(scene.Download, "dxPTT"), "another file");
        scene.Delivery = new DropDelivery(SftpScene.Recipient, [scene.File("d?PTT", "first"), scene.File("d.json", "{}")]);

        await scene.PublishAsync();

        Assert.That(scene.NamesInDrop(), Is.EqualTo((string[])["d.json", "d?PTT", "dxPTT"]));
        Assert.That(File.ReadAllText(Path.Combine(scene.Download, "dxPTT")), Is.EqualTo("another file"));
    }

    [Test]
    public async Task An_account_of_one_recipient_needs_no_recipients_folder()
    {
        var own = Path.Combine(scene.Server.Root, SftpScene.Recipient);

        await scene.PublishAsync(scene.Drop(settings => settings with { RemotePath = own, RecipientFolder = false }));

        scene.AssertWhole();
    }

    [Test]
    public async Task Receipts_are_read_within_limits_and_stay()
    {
        var upload = Path.Combine(scene.Server.Root, SftpScene.Recipient, "upload");
        File.WriteAllText(Path.Combine(upload, "a b.OK"), "{}");
        File.WriteAllBytes(Path.Combine(upload, "large.ERR"), new byte[4097]);
        File.CreateSymbolicLink(Path.Combine(upload, "link.OK"), "/etc/passwd");
        Directory.CreateDirectory(Path.Combine(upload, "folder.OK"));
        File.WriteAllText(Path.Combine(upload, "other.OK"), "{}");

        var found = await scene.Drop()
            .ReadReceiptsAsync(SftpScene.Recipient, ["a b", "large", "link", "folder", "none"], CancellationToken.None);

        Assert.That(found.Select(receipt => (receipt.Name, receipt.Content?.Length)), Is.EqualTo(
            new (string, int?)[] { ("a b.OK", 2), ("large.ERR", null), ("link.OK", null), ("folder.OK", null) }));
        Assert.That(Directory.GetFiles(upload), Has.Length.EqualTo(4));
    }

    [Test]
    public async Task Without_an_upload_folder_there_are_no_receipts()
    {
        Directory.Delete(Path.Combine(scene.Server.Root, SftpScene.Recipient, "upload"));

        Assert.That(await scene.Drop().ReadReceiptsAsync(SftpScene.Recipient, ["d"], CancellationToken.None), Is.Empty);
    }

    [Test]
    public async Task Receipts_of_a_server_that_is_away_are_for_later()
    {
        await scene.Server.StopAsync();

        var read = await SftpScene.FailureOfAsync(
            () => scene.Drop().ReadReceiptsAsync(SftpScene.Recipient, ["d"], CancellationToken.None));
        var removed = await SftpScene.FailureOfAsync(() => scene.Drop().RemoveAsync(scene.Delivery, CancellationToken.None));

        Assert.That((read.Kind, removed.Kind), Is.EqualTo((FailureKind.Transient, FailureKind.Transient)));
    }

    /// <summary>Called synchronously, unlike the framework's Progress.</summary>
    private sealed class Notified(Action<long> tell) : IProgress<long>
    {
        public void Report(long value) => tell(value);
    }
}
