using System.Text;
using Muutostieto.Records;

namespace Muutostieto.Drops.Tests.Conformance;

/// <summary>What every drop does: the contract of <see cref="IDrop"/>, on folders that the test can look into.</summary>
public abstract partial class DropConformance
{
    private DropScene scene = null!;

    private protected DropDelivery Delivery => scene.Delivery;

    /// <summary>The drop under test.</summary>
    private protected abstract IDrop Drop { get; }

    /// <summary>Where the recipient's folder of the drop is on this host.</summary>
    private protected abstract string Own { get; }

    /// <summary>Whether a listing has entries that are neither files nor folders; some servers leave them out.</summary>
    private protected virtual bool ListsPipesAndLinks => true;

    private protected string Download => Path.Combine(Own, "download");

    private protected string Upload => Path.Combine(Own, "upload");

    [SetUp]
    public void MakeScene()
    {
        scene = new DropScene();
        if (Directory.Exists(Own))
        {
            Directory.Delete(Own, recursive: true);
        }

        Directory.CreateDirectory(Download);
        Directory.CreateDirectory(Upload);
    }

    [TearDown]
    public void RemoveScene() => scene.Dispose();

    [Test]
    public async Task The_files_arrive_whole_and_nothing_hidden_stays()
    {
        var reported = new List<long>();
        await Drop.PublishAsync(Delivery, null, new Reported(reported), CancellationToken.None);

        Assert.That(InDrop(), Is.EqualTo(scene.Whole()));
        Assert.That(reported, Is.Ordered.And.Not.Empty);
        Assert.That(reported[^1], Is.EqualTo(Delivery.Files.Sum(file => file.Bytes)));
    }

    [Test]
    public async Task Publishing_again_changes_nothing_and_notifies_of_nothing()
    {
        await PublishAsync();
        var before = Times();
        await Drop.PublishAsync(Delivery, () => Assert.Fail("nothing is missing"), null, CancellationToken.None);
        Assert.That(Times(), Is.EqualTo(before));

        List<DateTime> Times() => [.. Directory.GetFiles(Download).Order(StringComparer.Ordinal).Select(File.GetLastWriteTimeUtc)];
    }

    [TestCase("other\r\n")]
    [TestCase("another size")]
    public async Task Other_content_is_never_overwritten_and_nothing_is_changed(string content)
    {
        Put("d.PTT", content);
        var failure = await DropScene.FailureOfAsync(PublishAsync);

        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Integrity));
        Assert.That(failure.Message, Does.StartWith($"drop {Drop.Name}").And.Contain("d.PTT"));
        Assert.That(InDrop(), Is.EqualTo(new Dictionary<string, string> { ["d.PTT"] = content }));
    }

    [Test]
    public async Task What_an_earlier_run_left_is_kept_or_replaced_as_it_should()
    {
        Put("d.PTT", "first\r\n");
        Put(".d.csv.zip.part", "a longer torn file of the run before");
        await PublishAsync();
        Assert.That(InDrop(), Is.EqualTo(scene.Whole()));
    }

    [Test]
    public async Task All_has_arrived_and_nothing_is_visible_when_the_caller_is_notified()
    {
        var seen = new List<string[]>();
        await Drop.PublishAsync(Delivery, () => seen.Add([.. InDrop().Keys]), null, CancellationToken.None);
        Assert.That(seen.Single(), Is.EquivalentTo(Delivery.Files.Select(file => $".{file.Name}.part")));
        Assert.That(InDrop(), Is.EqualTo(scene.Whole()));
    }

    [Test]
    public async Task When_the_caller_refuses_nothing_becomes_visible_and_nothing_is_left()
    {
        var failure = await DropScene.FailureOfAsync(() => Drop.PublishAsync(Delivery, Refuse, null, CancellationToken.None));
        Assert.That(failure.Message, Is.EqualTo("no"));
        Assert.That(InDrop(), Is.Empty);
    }

    [Test]
    public async Task Cancelled_when_all_has_arrived_nothing_becomes_visible_and_nothing_is_left()
    {
        using var cancel = new CancellationTokenSource();
        await Assert.CatchAsync<OperationCanceledException>(() => Drop.PublishAsync(Delivery, Cancel, null, cancel.Token));
        Assert.That(InDrop(), Is.Empty);

        void Cancel()
        {
            cancel.Cancel();
            cancel.Token.ThrowIfCancellationRequested();
        }
    }

    [Test]
    public async Task An_outbox_file_that_was_changed_is_not_published()
    {
        File.WriteAllText(Delivery.Files[1].LocalPath, "SECOND");
        var failure = await DropScene.FailureOfAsync(PublishAsync);
        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Integrity));
        Assert.That(InDrop(), Is.Empty);
    }

    [Test]
    public async Task Inspecting_finds_what_is_present_missing_different_and_hidden()
    {
        await PublishAsync();
        File.Move(Path.Combine(Download, "d.json"), Path.Combine(Download, ".d.json.part"));
        Put("d.csv.zip", "SECOND");

        var byContent = await Drop.InspectAsync(Delivery, verifyContent: true, CancellationToken.None);
        var bySize = await Drop.InspectAsync(Delivery, verifyContent: false, CancellationToken.None);
        Assert.That(States(byContent), Is.EqualTo(new[] { DropFileState.Present, DropFileState.Different, DropFileState.Missing }));
        Assert.That(States(bySize), Is.EqualTo(new[] { DropFileState.Present, DropFileState.Present, DropFileState.Missing }));
        Assert.That(bySize.Files.Select(file => file.HasArrivedHidden), Is.EqualTo(new[] { false, false, true }));
    }

    [Test]
    public async Task Several_deliveries_are_inspected_in_one_look()
    {
        await PublishAsync();
        var other = new DropDelivery(DropScene.Recipient, [scene.File("e.json", "[]")]);
        var found = await Drop.InspectAsync(DropScene.Recipient, [other, Delivery], verifyContent: false, CancellationToken.None);
        Assert.That(States(found[0]), Is.EqualTo(new[] { DropFileState.Missing }));
        Assert.That(found[1].IsWhole, Is.True);
    }

    [Test]
    public async Task Manifests_that_their_recipient_has_removed_are_found_in_one_look()
    {
        await PublishAsync();
        File.Delete(Path.Combine(Download, "d.json"));
        Assert.That(await Drop.FindGoneAsync(DropScene.Recipient, ["d.json", "d.PTT", "e.json"], CancellationToken.None), Is.EquivalentTo(
            new[] { "d.json", "e.json" }));
    }

    [Test]
    public async Task Removing_takes_the_deliverys_files_and_nothing_else_and_may_be_repeated()
    {
        await PublishAsync();
        Put("other.txt", "stays");
        Put(".d.csv.zip.part", "half");
        File.Delete(Path.Combine(Download, "d.PTT"));

        await Drop.RemoveAsync(Delivery, CancellationToken.None);
        await Drop.RemoveAsync(Delivery, CancellationToken.None);
        Assert.That(InDrop().Keys, Is.EqualTo(new[] { "other.txt" }));
    }

    private protected Task PublishAsync() => Drop.PublishAsync(Delivery, null, null, CancellationToken.None);

    private protected void Put(string name, string content) => File.WriteAllText(Path.Combine(Download, name), content);

    private protected Dictionary<string, string> InDrop() =>
        Directory.GetFiles(Download).ToDictionary(path => Path.GetFileName(path), path => File.ReadAllText(path, Encoding.UTF8));

    private protected static void Refuse() => throw new MuutostietoException(FailureKind.Usage, "no");

    private static IEnumerable<DropFileState> States(DropInspection inspection) => inspection.Files.Select(file => file.State);

    private sealed class Reported(List<long> all) : IProgress<long>
    {
        public void Report(long value) => all.Add(value);
    }
}
