using Muutostieto.Deliveries.Drops;
using Muutostieto.Records;

namespace Muutostieto.Integration.Tests.Drops;

[Parallelizable(ParallelScope.Self)]
public sealed class SftpDropTests
{
    private SftpScene _scene = null!;

    [SetUp]
    public async Task SetUpAsync() => _scene = await SftpScene.StartAsync();

    [TearDown]
    public async Task TearDownAsync() => await _scene.DisposeAsync();

    [Test]
    public async Task The_files_arrive_whole_and_nothing_hidden_stays()
    {
        var told = new List<long>();

        await _scene.Drop().PublishAsync(_scene.Delivery, new Told(told.Add), CancellationToken.None);

        _scene.AssertWhole();
        Assert.That(told, Is.EqualTo((long[])[0, 7, 13, 15]));
    }

    [Test]
    public async Task Publishing_again_changes_nothing()
    {
        await _scene.PublishAsync();
        var before = Times();

        await _scene.PublishAsync();

        Assert.That(Times(), Is.EqualTo(before));
        _scene.AssertWhole();

        List<DateTime> Times() => [.. Directory.GetFiles(_scene.Download).Order().Select(File.GetLastWriteTimeUtc)];
    }

    [Test]
    public async Task Content_fetched_for_comparison_does_not_stay_here()
    {
        await _scene.PublishAsync();

        await _scene.PublishAsync();

        Assert.That(Directory.GetFiles(Path.Combine(_scene.Path, "tmp")), Is.Empty);
    }

    [Test]
    public async Task Names_with_blanks_quotes_and_wildcards_arrive_under_exactly_these_names()
    {
        _scene.Delivery = new DropDelivery(
            SftpScene.Recipient,
            [_scene.File("a b.PTT", "1"), _scene.File("it's \"q\" $x #1.PTT", "2"), _scene.File("[a]*?{b}~;.PTT", "3"), _scene.File("-l", "4")]);

        await _scene.PublishAsync();
        _scene.AssertWhole();

        await _scene.PublishAsync();
        _scene.AssertWhole();
    }

    [Test]
    public async Task A_wildcard_name_is_not_taken_for_the_file_it_matches()
    {
        File.WriteAllText(Path.Combine(_scene.Download, "dxPTT"), "another file");
        _scene.Delivery = new DropDelivery(SftpScene.Recipient, [_scene.File("d?PTT", "first"), _scene.File("d.json", "{}")]);

        await _scene.PublishAsync();

        Assert.That(_scene.NamesInDrop(), Is.EqualTo((string[])["d.json", "d?PTT", "dxPTT"]));
        Assert.That(File.ReadAllText(Path.Combine(_scene.Download, "dxPTT")), Is.EqualTo("another file"));
    }

    [Test]
    public async Task Files_that_an_earlier_run_left_are_kept_or_overwritten_as_they_should()
    {
        File.WriteAllText(Path.Combine(_scene.Download, "d.PTT"), "first\r\n");
        File.WriteAllText(Path.Combine(_scene.Download, ".d.csv.zip.part"), "a longer torn file of the run before");

        await _scene.PublishAsync();

        _scene.AssertWhole();
    }

    [TestCase("other\r\n")]
    [TestCase("another size")]
    public async Task Other_content_is_never_overwritten_and_nothing_is_changed(string content)
    {
        File.WriteAllText(Path.Combine(_scene.Download, "d.PTT"), content);

        var failure = await SftpScene.FailureOfAsync(() => _scene.PublishAsync());

        Assert.That(failure.ExitCode, Is.EqualTo(ExitCode.Integrity));
        Assert.That(failure.Message, Does.Contain("drop tietoevry").And.Contain("d.PTT").And.Contain($"127.0.0.1:{_scene.Server.Port}"));
        Assert.That(_scene.NamesInDrop(), Is.EqualTo((string[])["d.PTT"]));
        Assert.That(File.ReadAllText(Path.Combine(_scene.Download, "d.PTT")), Is.EqualTo(content));
    }

    [Test]
    public async Task An_account_of_one_recipient_needs_no_recipients_folder()
    {
        var own = Path.Combine(_scene.Server.Root, SftpScene.Recipient);

        await _scene.PublishAsync(_scene.Drop(settings => settings with { RemotePath = own, RecipientFolder = false }));

        _scene.AssertWhole();
    }

    [Test]
    public async Task Inspecting_tells_present_missing_and_different()
    {
        await _scene.PublishAsync();
        File.Delete(Path.Combine(_scene.Download, "d.json"));
        File.WriteAllText(Path.Combine(_scene.Download, "d.csv.zip"), "SECOND");

        var byContent = await _scene.Drop().InspectAsync(_scene.Delivery, verifyContent: true, CancellationToken.None);
        var bySize = await _scene.Drop().InspectAsync(_scene.Delivery, verifyContent: false, CancellationToken.None);

        Assert.That(States(byContent), Is.EqualTo((DropFileState[])[DropFileState.Present, DropFileState.Different, DropFileState.Missing]));
        Assert.That(States(bySize), Is.EqualTo((DropFileState[])[DropFileState.Present, DropFileState.Present, DropFileState.Missing]));
    }

    [Test]
    public async Task An_outbox_file_that_was_changed_is_not_published()
    {
        File.WriteAllText(_scene.Delivery.Files[1].LocalPath, "SECOND");

        var failure = await SftpScene.FailureOfAsync(() => _scene.PublishAsync());

        Assert.That(failure.ExitCode, Is.EqualTo(ExitCode.Integrity));
        Assert.That(_scene.NamesInDrop(), Is.Empty);
    }

    private static IEnumerable<DropFileState> States(DropInspection inspection) => inspection.Files.Select(file => file.State);

    /// <summary>Told at once, unlike the framework's own.</summary>
    private sealed class Told(Action<long> tell) : IProgress<long>
    {
        public void Report(long value) => tell(value);
    }
}
