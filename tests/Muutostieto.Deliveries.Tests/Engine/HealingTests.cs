using System.IO.Abstractions;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>
/// A drop that loses what it has taken: published and unanswered, a delivery is whole again after the next night, unless that is forbidden
/// by now.
/// </summary>
[Parallelizable(ParallelScope.Self)]
public sealed class HealingTests
{
    private const int Seeds = 8;
    private EngineScene scene = null!;
    private long resident;

    private string Download => scene.Drop.LocationOf(scene.Permits[0].Id);

    [SetUp]
    public void SetUp()
    {
        scene = new EngineScene(EngineScene.Permit("viikko", hasRight: false));
        resident = scene.Events.Born("205");
        _ = scene.Events.Born("205");
    }

    [TearDown]
    public void TearDown() => scene.Dispose();

    [TestCase(".PTT", "")]
    [TestCase(".csv.zip", "PK")]
    [TestCase(
        ".sha256",
        "longer than what was sent, which is only some lines of a hash and a name each, and so it goes on and on and on and on"
    )]
    [TestCase(".json", "")]
    public async Task A_damaged_file_is_put_there_again_by_the_next_night(string ending, string damaged)
    {
        var delivery = await PublishAsync();
        var whole = Contents();
        File.WriteAllText(
            FileOf(delivery, ending),
            damaged.Length > 0 && ending == ".sha256" ? string.Concat(Enumerable.Repeat(damaged, 9)) : damaged);

        var night = await scene.NightAsync();
        Assert.That(
            night.Failure,
            Is.EqualTo(FailureKind.None),
            string.Join('\n', night.Batch.Failures.Select(failure => failure.Message)));
        Assert.That(Contents(), Is.EqualTo(whole));
        Assert.That(scene.Observer.Notes.Select(note => note.Note), Is.EqualTo(new[] { DeliveryNote.Healed }));
        Assert.That(scene.Ledger.List().Single().State, Is.EqualTo(DeliveryState.Published));

        await scene.NightAsync();
        Assert.That(scene.Observer.Notes, Has.Count.EqualTo(1), "nothing is left to heal");
    }

    [Test]
    public async Task Whatever_is_damaged_comes_back_and_whatever_was_fetched_stays_gone([Range(1, Seeds)] int seed)
    {
        var random = new Random(seed);
        var delivery = await PublishAsync();
        var whole = Contents();
        var expected = new Dictionary<string, string>(whole);
        for (var night = 0; night < 4; night++)
        {
            foreach (var name in expected.Keys.ToList())
            {
                var path = Path.Combine(Download, name);
                switch (random.Next(6))
                {
                    case 0: File.WriteAllBytes(path, []); break;
                    case 1: File.WriteAllBytes(path, File.ReadAllBytes(path)[..random.Next((int)new FileInfo(path).Length)]); break;
                    case 2: File.AppendAllText(path, "x"); break;
                    case 3 when name != delivery.Manifest!.Name:
                        File.Delete(path);
                        expected.Remove(name);
                        break;
                }
            }

            scene.Clock.Now = scene.Clock.Now.AddHours(1);
            var failures = (await scene.NightAsync()).Batch.Failures;
            Assert.That(failures.Select(failure => failure.Message), Is.Empty);
            Assert.That(Contents(), Is.EqualTo(expected), $"seed {seed}, night {night}");
        }
    }

    [Test]
    public async Task Content_of_the_same_size_is_compared_where_the_settings_say_so([Values] bool comparesContent)
    {
        var delivery = await PublishAsync();
        var whole = Contents();
        var path = FileOf(delivery, ".PTT");
        var bytes = File.ReadAllBytes(path);
        bytes[^3] ^= 1;
        File.WriteAllBytes(path, bytes);
        scene.ComparesContent = comparesContent;
        await scene.NightAsync();
        Assert.That(Contents()[Path.GetFileName(path)] == whole[Path.GetFileName(path)], Is.EqualTo(comparesContent));
    }

    [Test]
    public async Task After_a_non_disclosure_order_nothing_is_put_there_again_and_an_alert_names_the_delivery()
    {
        var delivery = await PublishAsync();
        Damage(delivery);
        scene.Events.Protect(resident);
        var night = await scene.NightAsync();
        Assert.That(new FileInfo(FileOf(delivery, ".PTT")).Length, Is.Zero);
        Assert.That(night.ToWithdraw.Select(due => due.Delivery.Id), Is.EqualTo(new[] { delivery.Id }));
        Assert.That(night.Batch.Failures, Is.Empty);
        Assert.That(scene.Observer.Notes, Is.Empty);
    }

    [Test]
    public async Task After_a_right_was_revoked_nothing_is_put_there_again()
    {
        var delivery = await PublishAsync();
        Damage(delivery);
        scene.Permits[0] = scene.Permits[0] with { Area = new MunicipalityArea(["290"]) };
        var night = await scene.NightAsync();
        Assert.That(new FileInfo(FileOf(delivery, ".PTT")).Length, Is.Zero);
        Assert.That(night.ToWithdraw.Select(due => due.Delivery.Id), Is.EqualTo(new[] { delivery.Id }));
    }

    [Test]
    public async Task What_was_received_or_withdrawn_is_left_alone([Values] bool isReceived)
    {
        var delivery = await PublishAsync();
        Damage(delivery);
        _ = isReceived
            ? scene.Ledger.MarkReceived(delivery.Id, scene.Clock.Now)
            : scene.Ledger.Withdraw(delivery.Id, "a test", scene.Clock.Now);
        await scene.NightAsync();
        Assert.That(new FileInfo(FileOf(delivery, ".PTT")).Length, Is.Zero);
    }

    [Test]
    public async Task What_the_outbox_has_lost_is_composed_again_to_heal()
    {
        var delivery = await PublishAsync();
        var whole = Contents();
        Damage(delivery);
        Directory.Delete(scene.OutboxFolderOf(delivery), recursive: true);
        await scene.NightAsync();
        Assert.That(Contents(), Is.EqualTo(whole));
    }

    [TestCase(".PTT")]
    [TestCase(".json")]
    public async Task Damaged_before_the_ledger_knew_that_it_was_published_it_is_healed_and_recorded(string ending)
    {
        scene.Drop.Next = FragileDrop.Fault.StoppedAfter;
        _ = await Assert.CatchAsync(() => scene.NightAsync());
        var whole = Contents();
        var delivery = scene.Ledger.Unfinished().Single();
        File.WriteAllText(FileOf(delivery, ending), "");

        var night = await scene.NightAsync();
        Assert.That(night.Batch.Failures.Select(failure => failure.Message), Is.Empty);
        Assert.That(Contents(), Is.EqualTo(whole));
        Assert.That(scene.Ledger.List().Single().State, Is.EqualTo(DeliveryState.Published));
    }

    [Test]
    public async Task One_that_cannot_be_healed_is_a_failure_that_stops_nothing_else()
    {
        var delivery = await PublishAsync();
        File.Delete(FileOf(delivery, ".PTT"));
        Directory.CreateDirectory(FileOf(delivery, ".PTT"));
        var night = await scene.NightAsync();
        Assert.That(night.Batch.Failures.Select(failure => failure.Permit), Is.EqualTo(new[] { "viikko" }));
        Assert.That(night.Failure, Is.EqualTo(FailureKind.Partial));
        Assert.That(Directory.GetFiles(Download, ".*"), Is.Empty);
    }

    [Test]
    public async Task One_that_cannot_be_looked_at_keeps_no_other_of_its_recipient_from_being_healed([Values(0, 1)] int unreadable)
    {
        var deliveries = new List<Delivery> { await PublishAsync() };
        scene.Clock.Now = EngineScene.Monday.AddDays(7);
        _ = scene.Events.Born("205");
        deliveries.Add(await PublishAsync());
        var whole = Contents();
        Damage(deliveries[1 - unreadable]);
        var closed = FileOf(deliveries[unreadable], ".PTT", ".MTT");
        scene.Drop = scene.NewDrop(new WatchedFileSystem(new ClosedFile(closed)), NoDisk.Instance);

        var night = await scene.NightAsync();

        Assert.That(Contents(), Is.EqualTo(whole));
        Assert.That(
            scene.Observer.Notes.Where(note => note.Note == DeliveryNote.Healed).Select(note => note.Title),
            Is.EqualTo(new[] { deliveries[1 - unreadable].Title }));
        var failure = night.Batch.Failures.Single();
        Assert.That((failure.Permit, failure.Kind), Is.EqualTo(("viikko", FailureKind.Fault)));
        Assert.That(failure.Message, Does.Contain(Download).And.Contain(Path.GetFileName(closed)));
    }

    private async Task<Delivery> PublishAsync()
    {
        var night = await scene.NightAsync();
        Assert.That(night.Batch.Failures.Select(failure => failure.Message), Is.Empty);
        return night.Batch.Deliveries.Single();
    }

    private void Damage(Delivery delivery) => File.WriteAllText(FileOf(delivery, ".PTT", ".MTT"), "");

    private string FileOf(Delivery delivery, params string[] endings) =>
        Path.Combine(
            Download,
            delivery.Files.Single(file => endings.Any(ending => file.Name.EndsWith(ending, StringComparison.Ordinal))).Name);

    private Dictionary<string, string> Contents() =>
        Directory.GetFiles(Download).ToDictionary(path => Path.GetFileName(path), path => Convert.ToBase64String(File.ReadAllBytes(path)));

    /// <summary>The real files, one of which this account may not read.</summary>
    private sealed class ClosedFile(string closed) : FileWrapper(new FileSystem())
    {
        public override FileSystemStream Open(string path, FileMode mode, FileAccess access, FileShare share) =>
            path == closed
                ? throw new UnauthorizedAccessException($"Access to the path '{path}' is denied.")
                : base.Open(path, mode, access, share);
    }
}
