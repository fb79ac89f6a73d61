using Muutostieto.Drops;
using Muutostieto.Records;

namespace Muutostieto.Integration.Tests.Drops;

[Parallelizable(ParallelScope.Self)]
public sealed class SftpDropFailureTests
{
    /// <summary>About 2 MB/s, so that there is a middle to stop in.</summary>
    private const string Slowly = "pause 15";

    private SftpScene scene = null!;

    [SetUp]
    public async Task SetUpAsync() => scene = await SftpScene.StartAsync();

    [TearDown]
    public async Task TearDownAsync() => await scene.DisposeAsync();

    [Test]
    public async Task An_unreachable_server_passes()
    {
        await scene.Server.StopAsync();

        await AssertFailsAsync(FailureKind.Transient, "Connection refused", $"127.0.0.1:{scene.Server.Port}", "tietoevry");

        await scene.Server.RestartAsync();
        await scene.PublishAsync();
        scene.AssertWhole();
    }

    [Test]
    public async Task A_server_that_accepts_but_does_not_answer_passes()
    {
        await scene.Server.FreezeAsync();

        await AssertFailsAsync(FailureKind.Transient, settings => settings with { TimeoutSeconds = 2 }, "unreachable");
    }

    [Test]
    public async Task A_changed_host_key_stays_and_nothing_is_sent()
    {
        await scene.Server.ReplaceHostKeyAsync();
        await scene.Server.RestartAsync();

        await AssertFailsAsync(FailureKind.Fault, "host key", scene.Server.KnownHosts, "Nothing was sent");
        Assert.That(scene.NamesInDrop(), Is.Empty);
    }

    [Test]
    public async Task A_host_that_is_not_known_stays_and_nothing_is_sent()
    {
        File.WriteAllText(scene.Server.KnownHosts, "");

        await AssertFailsAsync(FailureKind.Fault, "host key", "Nothing was sent");
        Assert.That(File.ReadAllText(scene.Server.KnownHosts), Is.Empty);
    }

    [Test]
    public async Task A_refused_key_stays()
    {
        await scene.Server.MakeKeyAsync("other_key");

        await AssertFailsAsync(
            FailureKind.Fault, settings =>
                settings with { PrivateKeyFile = scene.Server.In("other_key") }, "refused the key", scene.Server.In("other_key"));
    }

    [Test]
    public async Task A_missing_folder_stays_and_is_not_made()
    {
        Directory.Delete(Path.Combine(scene.Server.Root, SftpScene.Recipient), recursive: true);

        await AssertFailsAsync(FailureKind.Fault, "missing on the server", scene.Download);
        Assert.That(scene.Download, Does.Not.Exist);
    }

    [Test]
    public async Task A_folder_that_is_not_writable_stays()
    {
        await scene.Server.RestartAsync("internal-sftp -R");

        await AssertFailsAsync(FailureKind.Fault, "not writable", scene.Download);
        Assert.That(scene.NamesInDrop(), Is.Empty);
    }

    [Test]
    public async Task A_full_disk_on_the_server_stays_and_what_had_arrived_of_the_file_is_removed()
    {
        // No file of a session grows beyond 1 kB: for who may not make a small disk.
        var wrapper = scene.Server.In("limited.sh");
        await File.WriteAllTextAsync(wrapper, "trap '' XFSZ; ulimit -f 1; exec /usr/lib/openssh/sftp-server\n");
        await scene.Server.RestartAsync($"bash {wrapper}");
        scene.Delivery = LargeDelivery();

        await AssertFailsAsync(FailureKind.Fault, "uploading d.PTT", "full");
        Assert.That(scene.NamesInDrop(), Is.Empty);
    }

    [Test]
    public async Task A_delivery_that_is_larger_than_the_servers_free_space_is_not_sent()
    {
        scene.Delivery = new DropDelivery(
            SftpScene.Recipient, [new DropFile("d.PTT", "no need to look", 1L << 60, ""), scene.File("d.json", "{}")]);

        await AssertFailsAsync(FailureKind.Fault, "has room for", "Nothing was sent");
        Assert.That(scene.NamesInDrop(), Is.Empty);
    }

    /// <summary>One request in five, as a step of ours is three and more requests of the library.</summary>
    [Test]
    public async Task Disconnected_between_any_two_steps_the_manifest_never_lies_and_the_next_run_makes_it_whole()
    {
        var whole = false;
        var ended = 0;
        await scene.Server.MeddleAsync();
        for (var requests = 1; !whole; requests += 5)
        {
            await scene.Server.SetRulesAsync($"after {requests}");
            try
            {
                await scene.PublishAsync();
                whole = true;
            }
            catch (MuutostietoException failure)
            {
                ended++;
                Assert.That(failure.Kind, Is.EqualTo(FailureKind.Transient), $"after {requests} requests: {failure.Message}");
                if (scene.NamesInDrop().Contains("d.json"))
                {
                    scene.AssertWhole();
                }

                await scene.Server.SetRulesAsync();
                await scene.PublishAsync();
            }

            scene.AssertWhole();
            Directory.GetFiles(scene.Download).ToList().ForEach(File.Delete);
        }

        Assert.That(ended, Is.GreaterThan(5));
    }

    [Test]
    public async Task A_name_that_is_taken_while_the_files_arrive_is_not_overwritten()
    {
        var taken = Path.Combine(scene.Download, "d.csv.zip");
        await scene.Server.MeddleAsync($"before RENAME d.csv.zip printf other > {taken}");

        await AssertFailsAsync(FailureKind.Fault, "d.csv.zip", "could not be given its name");
        Assert.That(File.ReadAllText(taken), Is.EqualTo("other"));
        Assert.That(scene.NamesInDrop(), Does.Not.Contain("d.json"));

        await AssertFailsAsync(FailureKind.Integrity, "d.csv.zip");
    }

    /// <summary>A link in the recipient's own folder is its own; what it points at may be another's.</summary>
    [Test]
    public async Task A_link_is_never_followed()
    {
        var (foreign, dead) = (scene.Server.In("another's"), scene.Server.In("not there"));
        await File.WriteAllTextAsync(foreign, "another's");
        File.CreateSymbolicLink(Path.Combine(scene.Download, ".d.PTT.part"), foreign);
        File.CreateSymbolicLink(Path.Combine(scene.Download, ".d.json.part"), dead);
        File.CreateSymbolicLink(Path.Combine(scene.Download, "a.RES"), foreign);
        await scene.Drop().PutAnswerAsync(SftpScene.Recipient, "a.RES", "{}"u8.ToArray(), CancellationToken.None);
        Assert.That(File.ReadAllText(Path.Combine(scene.Download, "a.RES")), Is.EqualTo("{}"));
        File.Delete(Path.Combine(scene.Download, "a.RES"));

        await scene.PublishAsync();
        scene.AssertWhole();
        File.Delete(Path.Combine(scene.Download, "d.PTT"));
        File.CreateSymbolicLink(Path.Combine(scene.Download, "d.PTT"), foreign);
        Assert.That((await scene.Drop().HealAsync(scene.Delivery, verifyContent: false, null, CancellationToken.None))
            .Select(file => file.Name), Is.EqualTo(new[] { "d.PTT" }));
        scene.AssertWhole();
        File.Delete(Path.Combine(scene.Download, "d.PTT"));
        File.CreateSymbolicLink(Path.Combine(scene.Download, "d.PTT"), foreign);
        await scene.Drop().RemoveAsync(scene.Delivery, CancellationToken.None);
        Assert.That(scene.NamesInDrop(), Is.Empty);
        Assert.That(File.ReadAllText(foreign), Is.EqualTo("another's"));
        Assert.That(dead, Does.Not.Exist);
    }

    [Test]
    public async Task A_file_that_grows_while_it_is_fetched_is_broken_off_and_one_that_changes_is_young()
    {
        var upload = Path.Combine(scene.Server.Root, SftpScene.Recipient, "upload");
        var receipt = Path.Combine(upload, "d.OK");
        await File.WriteAllTextAsync(receipt, "{");
        File.SetLastWriteTimeUtc(receipt, DateTime.UtcNow.AddHours(-1));
        await scene.Server.MeddleAsync($"before OPEN d.OK printf '{{}}' > {receipt}; touch -d '1 hour ago' {receipt}");
        var young = (await scene.Drop().ReadReceiptsAsync(SftpScene.Recipient, ["d"], CancellationToken.None)).Single();
        Assert.That(young.Content, Is.EqualTo("{}"u8.ToArray()));
        Assert.That(young.Modified, Is.GreaterThan(DateTimeOffset.UtcNow.AddMinutes(-1)));

        await scene.Server.MeddleAsync($"before OPEN d.OK truncate -s 1G {receipt}");
        var failure = await SftpScene.FailureOfAsync(
            () => scene.Drop().ReadReceiptsAsync(SftpScene.Recipient, ["d"], CancellationToken.None));
        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Fault));
        Assert.That(failure.Message, Does.Contain("more than 4096 bytes when it was fetched"));
    }

    [Test]
    public async Task A_file_that_cannot_be_fetched_fails_the_look_at_its_delivery_alone()
    {
        var other = new DropDelivery(SftpScene.Recipient, [scene.File("e.PTT", "third"), scene.File("e.json", "{ }")]);
        await scene.PublishAsync();
        await scene.Drop().PublishAsync(other, null, null, CancellationToken.None);
        await scene.Server.MeddleAsync($"before OPEN d.PTT rm {Path.Combine(scene.Download, "d.PTT")}");

        var found = await scene.Drop().InspectAsync(
            SftpScene.Recipient, [scene.Delivery, other], verifyContent: true, CancellationToken.None);

        Assert.That(found[0].Failure?.Message, Does.Contain("fetching d.PTT to compare it"));
        Assert.That((found[0].IsWhole, found[1].IsWhole), Is.EqualTo((false, true)));
    }

    [Test]
    public async Task A_server_without_sftp_stays()
    {
        await scene.Server.RestartAsync("echo hello there, this is a shell");

        await AssertFailsAsync(FailureKind.Fault, "does not answer with SFTP");
    }

    [Test]
    public async Task A_missing_key_or_list_of_hosts_and_an_open_key_are_reported_before_connecting()
    {
        await scene.Server.StopAsync();

        await AssertFailsAsync(
            FailureKind.Usage, settings => settings with { PrivateKeyFile = "keys/none" }, Path.Combine(scene.Path, "keys", "none"));
        await AssertFailsAsync(FailureKind.Usage, settings => settings with { KnownHostsFile = "none" }, "knownHostsFile");
        File.SetUnixFileMode(scene.Server.PrivateKey, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        await AssertFailsAsync(FailureKind.Usage, "open to others", "chmod 600");
    }

    [Test]
    public async Task Stopped_in_the_middle_of_an_upload_the_next_run_makes_it_whole()
    {
        scene.Delivery = LargeDelivery();
        await scene.Server.MeddleAsync(Slowly);

        var publishing = scene.PublishAsync();
        await PartOfAsync("d.PTT");
        await scene.Server.StopAsync();

        var failure = await SftpScene.FailureOfAsync(() => publishing);
        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Transient), failure.Message);
        Assert.That(scene.NamesInDrop(), Is.EqualTo((string[])[".d.PTT.part"]));
        Assert.That(new FileInfo(Path.Combine(scene.Download, ".d.PTT.part")).Length, Is.LessThan(scene.Delivery.Files[0].Bytes));

        await scene.Server.RestartAsync();
        await scene.PublishAsync();
        scene.AssertWhole();
    }

    [Test]
    public async Task A_server_that_falls_silent_in_the_middle_of_an_upload_passes()
    {
        scene.Delivery = LargeDelivery();
        await scene.Server.MeddleAsync("freeze 100");

        var failure = await SftpScene.FailureOfAsync(() => scene.PublishAsync());

        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Transient), failure.Message);
        Assert.That(scene.NamesInDrop(), Is.EqualTo((string[])[".d.PTT.part"]));
        Assert.That(
            new FileInfo(Path.Combine(scene.Download, ".d.PTT.part")).Length,
            Is.Positive.And.LessThan(scene.Delivery.Files[0].Bytes));
    }

    [Test]
    public async Task Cancelled_in_the_middle_of_an_upload_nothing_is_visible_and_the_next_run_makes_it_whole()
    {
        scene.Delivery = LargeDelivery();
        using var cancel = new CancellationTokenSource();

        await scene.Server.MeddleAsync(Slowly);
        var publishing = scene.Drop().PublishAsync(scene.Delivery, null, null, cancel.Token);
        await PartOfAsync("d.PTT");
        await cancel.CancelAsync();

        await Assert.CatchAsync<OperationCanceledException>(() => publishing);
        Assert.That(scene.NamesInDrop(), Is.Empty);

        await scene.PublishAsync();
        scene.AssertWhole();
    }

    private DropDelivery LargeDelivery()
    {
        var large = new byte[16_000_000];
        new Random(1).NextBytes(large);
        return new DropDelivery(SftpScene.Recipient, [scene.File("d.PTT", large), scene.File("d.json", "{}")]);
    }

    private async Task PartOfAsync(string name)
    {
        var part = new FileInfo(Path.Combine(scene.Download, $".{name}.part"));
        for (var attempt = 0; attempt < 2000; attempt++)
        {
            part.Refresh();
            if (part is { Exists: true, Length: > 0 })
            {
                return;
            }

            await Task.Delay(10);
        }

        Assert.Fail($"{part.FullName} does not appear");
    }

    private Task AssertFailsAsync(FailureKind code, params string[] words) => AssertFailsAsync(code, settings => settings, words);

    private async Task AssertFailsAsync(FailureKind code, Func<SftpDropSettings, SftpDropSettings> change, params string[] words)
    {
        var failure = await SftpScene.FailureOfAsync(() => scene.PublishAsync(scene.Drop(change)));
        Assert.That(failure.Kind, Is.EqualTo(code), failure.Message);
        foreach (var word in words)
        {
            Assert.That(failure.Message, Does.Contain(word));
        }
    }
}
