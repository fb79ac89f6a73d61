using Muutostieto.Drops;
using Muutostieto.Drops.Tests.Conformance;
using Muutostieto.Integration.Tests.Support;
using Muutostieto.Records;
using Muutostieto.Records.Files;

namespace Muutostieto.Integration.Tests.Drops;

/// <summary>The SFTP drop keeps the contract of every drop on a server that is not OpenSSH, too.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class RcloneDropConformanceTests : DropConformance
{
    private RcloneServer server = null!;

    private protected override IDrop Drop =>
        DropFactory.Create("rclone", server.Settings, server.In(""), TimeProvider.System, new DiskSync());

    private protected override string Own => Path.Combine(server.Root, DropScene.Recipient);

    private protected override bool ListsPipesAndLinks => false;

    [OneTimeSetUp]
    public async Task StartAsync() => server = await RcloneServer.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task A_wrong_password_stays()
    {
        Environment.SetEnvironmentVariable("MUUTOSTIETO_TEST_WRONG", "another");
        var drop = DropFactory.Create("rclone", server.Settings with { Password = new SftpSecret(null, "MUUTOSTIETO_TEST_WRONG") },
            server.In(""), TimeProvider.System, new DiskSync());
        var failure = await DropScene.FailureOfAsync(() => drop.PublishAsync(Delivery, null, null, CancellationToken.None));
        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Fault));
        Assert.That(failure.Message, Does.Contain("refused the password for the user kainuu"));
    }
}
