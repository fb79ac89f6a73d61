using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;
using Muutostieto.Integration.Tests.Support;

namespace Muutostieto.Integration.Tests.Service;

/// <summary><c>serve</c> as a supervisor runs it.</summary>
[Platform("Linux")]
[Parallelizable(ParallelScope.Self)]
public sealed class ServeTests
{
    private ServeScene scene = null!;

    [SetUp]
    public void SetUp() => scene = new ServeScene();

    [TearDown]
    public async Task TearDown() => await scene.DisposeAsync();

    private TestInstallation TestInstallation => scene.TestInstallation;

    [Test]
    public async Task It_delivers_takes_up_a_new_permit_and_keeps_going_on_a_broken_edit()
    {
        await CreateAsync("--municipality", "697", "--persons", "300");
        scene.Start();
        await scene.UntilSaidAsync("kainuu-laajat base 1 published");

        TestInstallation.WriteConfig("permits/uusi.json", "{ \"id\": \"uusi\", ");
        await scene.UntilSaidAsync("the last valid one stays in force");
        Assert.That(scene.Said, Does.Contain("uusi.json:1").Or.Contain("uusi.json:2"));

        TestInstallation.WritePermit("uusi", registerName: "UUSI");
        await scene.UntilSaidAsync("uusi base 1 published");
        Assert.That(File.Exists(Path.Combine(TestInstallation.Download, "38950_PT" + Today() + "UUSI_001.json")), Is.True);

        File.Delete(Path.Combine(TestInstallation.Config, "permits", "uusi.json"));
        await scene.UntilSaidAsync("Permit uusi: it is no longer served");
        var (code, took) = await scene.TerminateAsync();
        Assert.That(code, Is.Zero, scene.Said);
        Assert.That(took, Is.LessThan(TimeSpan.FromSeconds(30)));
        Assert.That(Directory.EnumerateFiles(TestInstallation.Data, "run.lock.holder"), Is.Empty);
    }

    [Test]
    public async Task Between_its_runs_a_batch_by_hand_may_run()
    {
        await CreateAsync("--municipality", "697", "--persons", "300");
        scene.Start();
        await scene.UntilSaidAsync("kainuu-laajat base 1 published");
        await scene.UntilAsync(() => !File.Exists(Path.Combine(TestInstallation.Data, "run.lock.holder")), "the run is over");

        Assert.That((await scene.RunAsync("batch")).AssertDone().Output, Does.Contain("Nothing is due."));
    }

    [Test]
    public async Task Stopped_in_the_middle_of_a_base_it_ends_soon_and_the_next_start_finishes_with_the_same_bytes()
    {
        await CreateAsync("--county", "20");
        var undisturbed = Path.Combine(TestInstallation.Root, "undisturbed");
        scene.Start();
        var composing = Path.Combine(TestInstallation.Data, "outbox", TestInstallation.Permit);
        await scene.UntilAsync(() => Grown(composing), "a base is being composed");
        var (code, took) = await scene.TerminateAsync();
        Assert.That(code, Is.Zero, scene.Said);
        Assert.That(took, Is.LessThan(TimeSpan.FromSeconds(30)));
        Assert.That(scene.Said, Does.Contain("stopped. What was begun is finished by the next run").And.Not.Contain("composed:"));
        Assert.That(Directory.Exists(TestInstallation.Download), Is.False);

        // The same ledger, with the same plan, goes on in a copy without being disturbed.
        TestInstallation.CopyFolder(TestInstallation.Data, undisturbed);
        (await scene.RunInAsync(undisturbed, "batch")).AssertDone();
        scene.Start();
        await scene.UntilSaidAsync("kainuu-laajat base 1 published");
        await scene.TerminateAsync();

        Assert.That(TestInstallation.Contents(TestInstallation.Download), Has.Count.EqualTo(5));
        Assert.That(
            TestInstallation.Contents(TestInstallation.Download),
            Is.EqualTo(TestInstallation.Contents(Path.Combine(undisturbed, "drop", TestInstallation.Recipient, "download"))));
        (await scene.RunAsync("deliveries", "verify")).AssertDone();
    }

    [Test]
    public async Task Stopped_while_a_server_hangs_it_ends_soon_and_leaves_no_process_behind()
    {
        await using var server = await SshServer.StartAsync();
        var download = server.MakeRecipient(TestInstallation.Recipient);
        TestInstallation.WriteSettings(ProgramProcess.DropOf(server, timeoutSeconds: 300));
        await CreateAsync("--municipality", "205");
        scene.Start();
        await scene.UntilAsync(
            () => new DirectoryInfo(download).EnumerateFiles(".*.part", new EnumerationOptions { AttributesToSkip = 0 }).Any(),
            "a file is being uploaded");
        await server.FreezeAsync();
        Assert.That(scene.Children(), Is.Empty, "it speaks SFTP itself");
        var (code, took) = await scene.TerminateAsync();

        Assert.That(code, Is.Zero, scene.Said);
        Assert.That(took, Is.LessThan(TimeSpan.FromSeconds(30)));
        await server.RestartAsync();
        scene.Start();
        await scene.UntilSaidAsync("kainuu-laajat base 1 published");
        await scene.TerminateAsync();
        Assert.That(TestInstallation.Contents(download), Has.Count.EqualTo(5));
    }

    [Test]
    public async Task A_broken_configuration_does_not_start()
    {
        TestInstallation.WriteConfig("appsettings.json", "{");
        (await scene.RunAsync("serve")).AssertFailed(ExitCode.Usage, "appsettings.json");
    }

    [Test]
    public async Task A_service_lives_in_the_present() =>
        (await scene.RunAsync("serve", "--at", "2026-01-05")).AssertFailed(ExitCode.Usage, "--at");

    private async Task CreateAsync(params string[] population) =>
        (await scene.RunAsync(["register", "create", .. population])).AssertDone();

    private static bool Grown(string folder) =>
        Directory.Exists(folder)
        && new DirectoryInfo(folder)
            .EnumerateFiles("*.PTT", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Any(file => file.Length > 1_000_000);

    private static string Today() =>
        DateOnly
            .FromDateTime(TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, TimeZoneInfo.FindSystemTimeZoneById("Europe/Helsinki")).DateTime)
            .ToString("yyMMdd", System.Globalization.CultureInfo.InvariantCulture);
}
