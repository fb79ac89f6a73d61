using Muutostieto.Drops.Tests.Support;
using Muutostieto.Records;

namespace Muutostieto.Drops.Tests;

public sealed class DirectoryDropTests
{
    private DropScene _scene = null!;
    private IDrop _drop = null!;

    [SetUp]
    public void SetUp()
    {
        _scene = new DropScene();
        _drop = DropFactory.Create("default", new DirectoryDropSettings(_scene.Root), _scene.Path, TimeProvider.System);
    }

    [TearDown]
    public void TearDown() => _scene.Dispose();

    [Test]
    public async Task The_files_arrive_in_the_recipients_download_folder_with_an_upload_folder_beside_it()
    {
        await PublishAsync(_drop);

        Assert.That(_scene.InDrop(), Is.EqualTo(_scene.Whole()));
        Assert.That(Path.Combine(_scene.Root, DropScene.Recipient, "upload"), Does.Exist);
        Assert.That(_drop.LocationOf(DropScene.Recipient), Is.EqualTo(_scene.Download));
    }

    [Test]
    public async Task Publishing_again_changes_nothing()
    {
        await PublishAsync(_drop);
        var before = Directory.GetFiles(_scene.Download).Select(path => (path, File.GetLastWriteTimeUtc(path))).Order().ToList();

        await PublishAsync(_drop);

        Assert.That(Directory.GetFiles(_scene.Download).Select(path => (path, File.GetLastWriteTimeUtc(path))).Order(), Is.EqualTo(before));
    }

    [Test]
    public async Task Progress_ends_at_the_deliverys_bytes_also_when_a_part_was_there()
    {
        var seen = new List<long>();
        _scene.PutIntoDrop("d.PTT", "first\r\n");

        await _drop.PublishAsync(_scene.Delivery, null, new Notified(seen.Add), CancellationToken.None);

        Assert.That(seen, Is.Ordered);
        Assert.That((seen[0], seen[^1]), Is.EqualTo((7L, _scene.Delivery.Files.Sum(file => file.Bytes))));
    }

    [TestCase("other\r\n", TestName = "Other_content_of_the_same_size_is_never_overwritten")]
    [TestCase("another content", TestName = "Other_content_of_another_size_is_never_overwritten")]
    public async Task Other_content_is_never_overwritten(string content)
    {
        _scene.PutIntoDrop("d.PTT", content);

        var failure = await DropScene.FailureOfAsync(() => PublishAsync(_drop));

        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Integrity));
        Assert.That(failure.Message, Does.Contain("drop default").And.Contain("d.PTT").And.Contain("Nothing was changed"));
        Assert.That(_scene.InDrop(), Is.EqualTo(new Dictionary<string, string> { ["d.PTT"] = content }));
    }

    [Test]
    public async Task A_folder_under_a_files_name_is_other_content()
    {
        Directory.CreateDirectory(Path.Combine(_scene.Download, "d.json"));

        var failure = await DropScene.FailureOfAsync(() => PublishAsync(_drop));

        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Integrity));
    }

    [Test]
    public async Task A_configured_root_that_is_missing_is_not_made()
    {
        Directory.Delete(_scene.Root);

        var failure = await DropScene.FailureOfAsync(() => PublishAsync(_drop));

        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Fault));
        Assert.That(failure.Message, Does.Contain(_scene.Root).And.Contain("missing"));
        Assert.That(_scene.Root, Does.Not.Exist);
    }

    [Test]
    public async Task A_relative_root_is_made_below_the_data_directory()
    {
        var data = Path.Combine(_scene.Path, "data");
        var drop = DropFactory.Create("default", new DirectoryDropSettings("drop"), data, TimeProvider.System);

        await PublishAsync(drop);

        Assert.That(Path.Combine(data, "drop", DropScene.Recipient, "download", "d.json"), Does.Exist);
    }

    [Test]
    public async Task A_recipients_folder_that_is_a_file_needs_a_hand()
    {
        File.WriteAllText(Path.Combine(_scene.Root, DropScene.Recipient), "in the way");

        var failure = await DropScene.FailureOfAsync(() => PublishAsync(_drop));

        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Fault));
        Assert.That(failure.Message, Does.Contain(_scene.Download));
    }

    [Test]
    public async Task An_outbox_file_that_was_changed_is_not_published()
    {
        File.WriteAllText(_scene.Delivery.Files[1].LocalPath, "SECOND");

        var failure = await DropScene.FailureOfAsync(() => PublishAsync(_drop));

        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Integrity));
        Assert.That(_scene.InDrop(), Is.Empty);
    }

    [Test]
    public async Task An_outbox_file_that_is_missing_is_told()
    {
        File.Delete(_scene.Delivery.Files[2].LocalPath);

        var failure = await DropScene.FailureOfAsync(() => PublishAsync(_drop));

        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Integrity));
        Assert.That(failure.Message, Does.Contain(_scene.Delivery.Files[2].LocalPath));
        Assert.That(_scene.InDrop(), Is.Empty);
    }

    [Test]
    public async Task Inspecting_tells_present_missing_and_different()
    {
        await PublishAsync(_drop);
        File.Delete(Path.Combine(_scene.Download, "d.json"));
        _scene.PutIntoDrop("d.csv.zip", "SECOND");

        var byContent = await _drop.InspectAsync(_scene.Delivery, verifyContent: true, CancellationToken.None);
        var bySize = await _drop.InspectAsync(_scene.Delivery, verifyContent: false, CancellationToken.None);

        Assert.That(States(byContent), Is.EqualTo((DropFileState[])[DropFileState.Present, DropFileState.Different, DropFileState.Missing]));
        Assert.That(States(bySize), Is.EqualTo((DropFileState[])[DropFileState.Present, DropFileState.Present, DropFileState.Missing]));
        Assert.That(byContent.IsWhole, Is.False);
        Assert.That(byContent.Files.Select(file => file.ContentVerified), Is.EqualTo((bool[])[true, true, false]));
    }

    [Test]
    public async Task Inspecting_a_whole_delivery_finds_it_whole_and_makes_nothing()
    {
        await PublishAsync(_drop);
        Assert.That((await _drop.InspectAsync(_scene.Delivery, verifyContent: true, CancellationToken.None)).IsWhole);

        var empty = DropFactory.Create("default", new DirectoryDropSettings("none"), _scene.Path, TimeProvider.System);
        Assert.That((await empty.InspectAsync(_scene.Delivery, verifyContent: true, CancellationToken.None)).IsWhole, Is.False);
        Assert.That(Path.Combine(_scene.Path, "none"), Does.Not.Exist);
    }

    [TestCase("../escape")]
    [TestCase(".hidden")]
    [TestCase("")]
    [TestCase("a\\b")]
    [TestCase("Ääkkönen")]
    [TestCase("line\nbreak")]
    public void A_name_that_is_not_plain_is_refused(string name)
    {
        var file = _scene.Delivery.Files[0];

        Assert.That(() => new DropDelivery(name, [file]), Throws.TypeOf<MuutostietoException>());
        Assert.That(() => new DropDelivery(DropScene.Recipient, [file with { Name = name }]), Throws.TypeOf<MuutostietoException>());
    }

    private static IEnumerable<DropFileState> States(DropInspection inspection) => inspection.Files.Select(file => file.State);

    private Task PublishAsync(IDrop drop) => drop.PublishAsync(_scene.Delivery, null, null, CancellationToken.None);

    /// <summary>Called synchronously, unlike the framework's Progress.</summary>
    private sealed class Notified(Action<long> tell) : IProgress<long>
    {
        public void Report(long value) => tell(value);
    }
}
