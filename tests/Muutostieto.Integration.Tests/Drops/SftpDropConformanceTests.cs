using Muutostieto.Drops;
using Muutostieto.Drops.Tests.Conformance;
using Muutostieto.Integration.Tests.Support;
using Muutostieto.Records.Files;

namespace Muutostieto.Integration.Tests.Drops;

/// <summary>The SFTP drop keeps the contract of every drop, on OpenSSH.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class SftpDropConformanceTests : DropConformance
{
    private SshServer server = null!;

    private protected override IDrop Drop =>
        DropFactory.Create("tietoevry", server.Settings, server.In(""), TimeProvider.System, new DiskSync());

    private protected override string Own => Path.Combine(server.Root, DropScene.Recipient);

    [OneTimeSetUp]
    public async Task StartAsync() => server = await SshServer.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();
}
