using Muutostieto.Records;
using Muutostieto.Records.Files;

namespace Muutostieto.Drops.Tests;

public sealed class DirectoryDropTests
{
    private DropScene scene = null!;
    private IDrop drop = null!;

    [SetUp]
    public void SetUp()
    {
        scene = new DropScene();
        this.drop = DropFactory.Create("default", new DirectoryDropSettings(scene.Root), scene.Path, TimeProvider.System, new DiskSync());
    }

    [TearDown]
    public void TearDown() => scene.Dispose();

    [Test]
    public async Task The_files_arrive_in_the_recipients_download_folder_with_an_upload_folder_beside_it()
    {
        await PublishAsync(this.drop);

        Assert.That(scene.InDrop(), Is.EqualTo(scene.Whole()));
        Assert.That(Path.Combine(scene.Root, DropScene.Recipient, "upload"), Does.Exist);
        Assert.That(this.drop.LocationOf(DropScene.Recipient), Is.EqualTo(scene.Download));
    }

    [Test]
    public async Task A_link_of_the_recipients_under_a_hidden_name_leads_no_byte_elsewhere()
    {
        var own = Path.Combine(scene.Root, "ledger.db");
        File.WriteAllText(own, "ours");
        var upload = Path.Combine(scene.Root, DropScene.Recipient, "upload");
        Directory.CreateDirectory(scene.Download);
        Directory.CreateDirectory(upload);
        string[] links =
        [
            .. scene.Delivery.Files.Select(file => Path.Combine(scene.Download, file.PartName)),
            Path.Combine(scene.Download, ".a.RES.part"),
            Path.Combine(upload, ".a.HTT.part"),
        ];
        foreach (var link in links)
        {
            File.CreateSymbolicLink(link, own);
        }

        await PublishAsync(this.drop);
        await this.drop.PutAnswerAsync(DropScene.Recipient, "a.RES", "answer"u8.ToArray(), CancellationToken.None);
        using var content = new MemoryStream("list"u8.ToArray());
        await this.drop.PutUploadAsync(DropScene.Recipient, "a.HTT", content, CancellationToken.None);

        Assert.That(File.ReadAllText(own), Is.EqualTo("ours"));
        Assert.That(File.ReadAllText(Path.Combine(upload, "a.HTT")), Is.EqualTo("list"));
        Assert.That(
            Directory.GetFiles(scene.Download).Concat(Directory.GetFiles(upload)).Select(path => new FileInfo(path).LinkTarget),
            Has.All.Null);
    }

    [Test]
    public async Task Publishing_again_changes_nothing()
    {
        await PublishAsync(this.drop);
        var before = Directory.GetFiles(scene.Download).Select(path => (path, File.GetLastWriteTimeUtc(path))).Order().ToList();

        await PublishAsync(this.drop);

        Assert.That(Directory.GetFiles(scene.Download).Select(path => (path, File.GetLastWriteTimeUtc(path))).Order(), Is.EqualTo(before));
    }

    [Test]
    public async Task Progress_ends_at_the_deliverys_bytes_also_when_a_part_was_there()
    {
        var seen = new List<long>();
        scene.PutIntoDrop("d.PTT", "first\r\n");

        await this.drop.PublishAsync(scene.Delivery, null, new Notified(seen.Add), CancellationToken.None);

        Assert.That(seen, Is.Ordered);
        Assert.That((seen[0], seen[^1]), Is.EqualTo((7L, scene.Delivery.Files.Sum(file => file.Bytes))));
    }

    [TestCase("other\r\n", TestName = "Other_content_of_the_same_size_is_never_overwritten")]
    [TestCase("another content", TestName = "Other_content_of_another_size_is_never_overwritten")]
    public async Task Other_content_is_never_overwritten(string content)
    {
        scene.PutIntoDrop("d.PTT", content);

        var failure = await DropScene.FailureOfAsync(() => PublishAsync(this.drop));

        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Integrity));
        Assert.That(failure.Message, Does.Contain("drop default").And.Contain("d.PTT").And.Contain("Nothing was changed"));
        Assert.That(scene.InDrop(), Is.EqualTo(new Dictionary<string, string> { ["d.PTT"] = content }));
    }

    [Test]
    public async Task A_folder_under_a_files_name_is_other_content()
    {
        Directory.CreateDirectory(Path.Combine(scene.Download, "d.json"));

        var failure = await DropScene.FailureOfAsync(() => PublishAsync(this.drop));

        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Integrity));
    }

    [Test]
    public async Task A_configured_root_that_is_missing_is_not_made()
    {
        Directory.Delete(scene.Root);

        var failure = await DropScene.FailureOfAsync(() => PublishAsync(this.drop));

        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Fault));
        Assert.That(failure.Message, Does.Contain(scene.Root).And.Contain("missing"));
        Assert.That(scene.Root, Does.Not.Exist);
    }

    [Test]
    public async Task A_relative_root_is_made_below_the_data_directory()
    {
        var data = Path.Combine(scene.Path, "data");
        var drop = DropFactory.Create("default", new DirectoryDropSettings("drop"), data, TimeProvider.System, new DiskSync());

        await PublishAsync(drop);

        Assert.That(Path.Combine(data, "drop", DropScene.Recipient, "download", "d.json"), Does.Exist);
    }

    [Test]
    public async Task A_recipients_folder_that_is_a_file_needs_a_hand()
    {
        File.WriteAllText(Path.Combine(scene.Root, DropScene.Recipient), "in the way");

        var failure = await DropScene.FailureOfAsync(() => PublishAsync(this.drop));

        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Fault));
        Assert.That(failure.Message, Does.Contain(scene.Download));
    }

    [Test]
    public async Task An_outbox_file_that_was_changed_is_not_published()
    {
        File.WriteAllText(scene.Delivery.Files[1].LocalPath, "SECOND");

        var failure = await DropScene.FailureOfAsync(() => PublishAsync(this.drop));

        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Integrity));
        Assert.That(scene.InDrop(), Is.Empty);
    }

    [Test]
    public async Task An_outbox_file_that_is_missing_is_reported()
    {
        File.Delete(scene.Delivery.Files[2].LocalPath);

        var failure = await DropScene.FailureOfAsync(() => PublishAsync(this.drop));

        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Integrity));
        Assert.That(failure.Message, Does.Contain(scene.Delivery.Files[2].LocalPath));
        Assert.That(scene.InDrop(), Is.Empty);
    }

    [Test]
    public async Task Inspecting_tells_present_missing_and_different()
    {
        await PublishAsync(this.drop);
        File.Delete(Path.Combine(scene.Download, "d.json"));
        scene.PutIntoDrop("d.csv.zip", "SECOND");

        var byContent = await this.drop.InspectAsync(scene.Delivery, verifyContent: true, CancellationToken.None);
        var bySize = await this.drop.InspectAsync(scene.Delivery, verifyContent: false, CancellationToken.None);

        Assert.That(
            States(byContent),
            Is.EqualTo((DropFileState[])[DropFileState.Present, DropFileState.Different, DropFileState.Missing]));
        Assert.That(States(bySize), Is.EqualTo((DropFileState[])[DropFileState.Present, DropFileState.Present, DropFileState.Missing]));
        Assert.That(byContent.IsWhole, Is.False);
        Assert.That(byContent.Files.Select(file => file.ContentVerified), Is.EqualTo((bool[])[true, true, false]));
    }

    [Test]
    public async Task Inspecting_a_whole_delivery_finds_it_whole_and_makes_nothing()
    {
        await PublishAsync(this.drop);
        Assert.That((await this.drop.InspectAsync(scene.Delivery, verifyContent: true, CancellationToken.None)).IsWhole);

        var empty = DropFactory.Create("default", new DirectoryDropSettings("none"), scene.Path, TimeProvider.System, new DiskSync());
        Assert.That((await empty.InspectAsync(scene.Delivery, verifyContent: true, CancellationToken.None)).IsWhole, Is.False);
        Assert.That(Path.Combine(scene.Path, "none"), Does.Not.Exist);
    }

    [TestCase("../escape")]
    [TestCase(".hidden")]
    [TestCase("")]
    [TestCase("a\\b")]
    [TestCase("Ääkkönen")]
    [TestCase("line\nbreak")]
    public void A_name_that_is_not_plain_is_refused(string name)
    {
        var file = scene.Delivery.Files[0];

        Assert.That(() => new DropDelivery(name, [file]), Throws.TypeOf<MuutostietoException>());
        Assert.That(() => new DropDelivery(DropScene.Recipient, [file with { Name = name }]), Throws.TypeOf<MuutostietoException>());
    }

    private static IEnumerable<DropFileState> States(DropInspection inspection) => inspection.Files.Select(file => file.State);

    private Task PublishAsync(IDrop drop) => drop.PublishAsync(scene.Delivery, null, null, CancellationToken.None);

    /// <summary>Called synchronously, unlike the framework's Progress.</summary>
    private sealed class Notified(Action<long> tell) : IProgress<long>
    {
        public void Report(long value) => tell(value);
    }
}
