using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;
using Muutostieto.Integration.Tests.Support;

namespace Muutostieto.Integration.Tests.Deliveries;

/// <summary>
/// A full disk. With the right to mount it is a small file system; otherwise a file size limit, which the program sees as a full disk: a
/// failed write.
/// </summary>
[Parallelizable(ParallelScope.Self)]
public sealed class FullDiskTests
{
    private const int Persons = 4000;

    /// <summary>Kilobytes: less than the delivery's largest file of 3.2 MB, more than the register's log of one night.</summary>
    private const int Room = 2500;
    private readonly TestInstallation filled = new();
    private TestInstallation installation = null!;

    private static IEnumerable<bool> Mounted => Disks.Where(mounted => mounted);

    private static IEnumerable<bool> Disks => SmallDisk.CanMount() ? [false, true] : [false];

    [OneTimeSetUp]
    public Task FillAsync() => CreateAsync(filled);

    [OneTimeTearDown]
    public void RemoveFilled() => filled.Dispose();

    [SetUp]
    public void SetUp() => this.installation = new TestInstallation();

    [TearDown]
    public void TearDown() => this.installation.Dispose();

    [TestCaseSource(nameof(Disks))]
    public async Task While_the_register_is_created(bool mounted)
    {
        await using var disk = await SmallDisk.OfAsync(this.installation.Data, mounted, kilobytes: 1500);
        var failed = await disk.RunAsync(this.installation, "register", "create", "--municipality", "205", "--persons", $"{Persons}");

        failed.AssertFailed(ExitCode.Error, "register.db");
        Assert.That(TestInstallation.Contents(this.installation.Data), Is.Empty, "nothing is left that fills the disk");
        await disk.MakeRoomAsync();
        await CreateAsync(this.installation);
        await this.installation.AssertCarriesOnAsync(this.installation.Download);
    }

    [TestCaseSource(nameof(Disks))]
    public async Task While_the_delivery_is_composed(bool mounted)
    {
        await using var disk = await SmallDisk.OfAsync(Path.Combine(this.installation.Data, "outbox"), mounted, kilobytes: Room);
        File.Copy(filled.Register, this.installation.Register);

        (await disk.RunAsync(this.installation, "batch")).AssertFailed(ExitCode.SomePermitsFailed, TestInstallation.Permit);
        Assert.That(
            TestInstallation.Contents(Path.Combine(this.installation.Data, "outbox")),
            Is.Empty,
            "nothing is left that fills the disk");
        Assert.That(await this.installation.FilesOfOnlyDeliveryAsync("planned"), Is.Empty);
        Assert.That(TestInstallation.Contents(this.installation.Download), Is.Empty);
        await disk.MakeRoomAsync();
        await this.installation.AssertCarriesOnAsync(this.installation.Download);
    }

    [TestCaseSource(nameof(Disks))]
    public async Task While_the_delivery_is_published(bool mounted)
    {
        await using var disk = await SmallDisk.OfAsync(Path.Combine(this.installation.Data, "drop"), mounted, kilobytes: Room);
        File.Copy(filled.Register, this.installation.Register);
        await ComposeAsync();
        var composed = await this.installation.FilesOfOnlyDeliveryAsync("composed");

        (await disk.RunAsync(this.installation, "batch")).AssertFailed(ExitCode.SomePermitsFailed, TestInstallation.Permit, "drop default");
        Assert.That(TestInstallation.Contents(this.installation.Download), Is.Empty, "nothing is left that fills the disk");
        await disk.MakeRoomAsync();
        await this.installation.AssertCarriesOnAsync(this.installation.Download, composed);
    }

    /// <summary>A failure is remembered although there is no room, and is an alert when there is again: the file may have had an
    /// order.</summary>
    [TestCaseSource(nameof(Mounted))]
    public async Task While_a_file_is_imported(bool mounted)
    {
        await using var disk = await SmallDisk.OfAsync(this.installation.Data, mounted, kilobytes: 1500);
        var filled = Feed("1.PTT", "XXX202611011102|00311|204120520200101|");
        (await this.installation.RunAsync("register", "import", filled)).AssertDone();
        await disk.FillAsync();
        var order = Feed("2.MTT", "XCG202611020101|015120290101|");
        var failed = await this.installation.RunAsync("register", "import", order);
        Assert.That(failed.Code, Is.EqualTo((int)ExitCode.Error), failed.ToString());
        await disk.MakeRoomAsync();

        var status = await this.installation.RunAsync("status");
        Assert.That((status.Code, status.Output), Is.EqualTo(((int)ExitCode.Overdue, status.Output)), status.ToString());
        Assert.That(status.Output, Does.Contain("Importing 1 file failed"));
        (await this.installation.RunAsync("register", "import", order)).AssertDone();
        Assert.That((await this.installation.RunAsync("status")).Output, Does.Not.Contain("failed"));
    }

    private string Feed(string name, string record)
    {
        var path = this.installation.In(name);
        File.WriteAllText(path, $"010180-9004{record}\r\n");
        return path;
    }

    private static async Task CreateAsync(TestInstallation installation) =>
        (await installation.RunAsync("register", "create", "--municipality", "205", "--persons", $"{Persons}")).AssertDone();

    private async Task ComposeAsync()
    {
        this.installation.WriteDirectoryDrop(this.installation.In("none"));
        (await this.installation.RunAsync("batch")).AssertFailed(ExitCode.SomePermitsFailed, "missing");
        this.installation.WriteDirectoryDrop("drop");
    }
}
