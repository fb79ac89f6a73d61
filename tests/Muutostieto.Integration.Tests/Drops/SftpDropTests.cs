using Muutostieto.Drops;
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

        await _scene.Drop().PublishAsync(_scene.Delivery, null, new Told(told.Add), CancellationToken.None);

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
    public async Task Whoever_has_to_know_is_told_when_all_has_arrived_and_nothing_is_visible()
    {
        var told = new List<string[]>();
        await _scene.Drop().PublishAsync(_scene.Delivery, () => told.Add([.. _scene.NamesInDrop()]), null, CancellationToken.None);
        await _scene.Drop().PublishAsync(_scene.Delivery, () => told.Add([]), null, CancellationToken.None);

        Assert.That(told.Single(), Is.EquivalentTo(_scene.Delivery.Files.Select(file => $".{file.Name}.part")));
        _scene.AssertWhole();
    }

    [Test]
    public async Task When_telling_fails_nothing_becomes_visible_and_nothing_is_left()
    {
        var failure = await SftpScene.FailureOfAsync(
            () => _scene.Drop().PublishAsync(_scene.Delivery, () => throw new MuutostietoException(ExitCode.Usage, "no"), null, CancellationToken.None));

        Assert.That(failure.Message, Is.EqualTo("no"));
        Assert.That(_scene.NamesInDrop(), Is.Empty);
    }

    [Test]
    public async Task What_has_arrived_under_hidden_names_is_told_apart()
    {
        await _scene.PublishAsync();
        var manifest = _scene.Delivery.Manifest;
        File.Move(Path.Combine(_scene.Download, manifest.Name), Path.Combine(_scene.Download, $".{manifest.Name}.part"));

        var found = await _scene.Drop().InspectAsync(_scene.Delivery, verifyContent: false, CancellationToken.None);

        Assert.That(found.Files.Select(file => file.HasArrivedHidden), Is.EqualTo(found.Files.Select(file => file.File == manifest)));
        Assert.That(found.Files[^1].State, Is.EqualTo(DropFileState.Missing));
    }

    [Test]
    public async Task An_account_of_one_recipient_needs_no_recipients_folder()
    {
        var own = Path.Combine(_scene.Server.Root, SftpScene.Recipient);

        await _scene.PublishAsync(_scene.Drop(settings => settings with { RemotePath = own, RecipientFolder = false }));

        _scene.AssertWhole();
    }

    [Test]
    public async Task Manifests_that_their_recipient_has_removed_are_found_in_one_look()
    {
        await _scene.Drop().PublishAsync(_scene.Delivery, null, null, CancellationToken.None);
        var manifest = _scene.Delivery.Manifest.Name;
        Assert.That(await _scene.Drop().FindGoneAsync(_scene.Delivery.Recipient, [manifest, "other.json"], CancellationToken.None), Is.EqualTo(new[] { "other.json" }));

        var hidden = Path.Combine(_scene.Download, $".{manifest}.part");
        await File.WriteAllTextAsync(hidden, "half of it");
        await _scene.Drop().RemoveAsync(_scene.Delivery, CancellationToken.None);

        Assert.That(hidden, Does.Not.Exist);
        Assert.That(await _scene.Drop().FindGoneAsync(_scene.Delivery.Recipient, [manifest], CancellationToken.None), Is.EqualTo(new[] { manifest }));
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

    [Test]
    public async Task Removing_takes_the_deliverys_files_and_nothing_else_and_may_be_repeated()
    {
        await _scene.PublishAsync();
        File.WriteAllText(Path.Combine(_scene.Download, "somebody-elses.txt"), "stays");
        File.Delete(Path.Combine(_scene.Download, "d.PTT"));

        await _scene.Drop().RemoveAsync(_scene.Delivery, CancellationToken.None);
        await _scene.Drop().RemoveAsync(_scene.Delivery, CancellationToken.None);

        Assert.That(_scene.NamesInDrop(), Is.EqualTo((string[])["somebody-elses.txt"]));
    }

    [Test]
    public async Task Receipts_are_read_within_limits_and_stay()
    {
        var upload = Path.Combine(_scene.Server.Root, SftpScene.Recipient, "upload");
        File.WriteAllText(Path.Combine(upload, "a b.OK"), "{}");
        File.WriteAllBytes(Path.Combine(upload, "large.ERR"), new byte[4097]);
        File.CreateSymbolicLink(Path.Combine(upload, "link.OK"), "/etc/passwd");
        Directory.CreateDirectory(Path.Combine(upload, "folder.OK"));
        File.WriteAllText(Path.Combine(upload, "other.OK"), "{}");

        var found = await _scene.Drop().ReadReceiptsAsync(SftpScene.Recipient, ["a b", "large", "link", "folder", "none"], CancellationToken.None);

        Assert.That(found.Select(receipt => (receipt.Name, receipt.Content?.Length)), Is.EqualTo(new (string, int?)[] { ("a b.OK", 2), ("large.ERR", null), ("link.OK", null), ("folder.OK", null) }));
        Assert.That(Directory.GetFiles(upload), Has.Length.EqualTo(4));
        Assert.That(Directory.GetFiles(Path.Combine(_scene.Path, "tmp")), Is.Empty);
    }

    [Test]
    public async Task Without_an_upload_folder_there_are_no_receipts()
    {
        Directory.Delete(Path.Combine(_scene.Server.Root, SftpScene.Recipient, "upload"));

        Assert.That(await _scene.Drop().ReadReceiptsAsync(SftpScene.Recipient, ["d"], CancellationToken.None), Is.Empty);
    }

    [Test]
    public async Task Receipts_of_a_server_that_is_away_are_for_later()
    {
        await _scene.Server.StopAsync();

        var read = await SftpScene.FailureOfAsync(() => _scene.Drop().ReadReceiptsAsync(SftpScene.Recipient, ["d"], CancellationToken.None));
        var removed = await SftpScene.FailureOfAsync(() => _scene.Drop().RemoveAsync(_scene.Delivery, CancellationToken.None));

        Assert.That((read.ExitCode, removed.ExitCode), Is.EqualTo((ExitCode.TryAgainLater, ExitCode.TryAgainLater)));
    }

    private static IEnumerable<DropFileState> States(DropInspection inspection) => inspection.Files.Select(file => file.State);

    /// <summary>Told at once, unlike the framework's own.</summary>
    private sealed class Told(Action<long> tell) : IProgress<long>
    {
        public void Report(long value) => tell(value);
    }
}
