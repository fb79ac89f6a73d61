using Muutostieto.Drops;
using Muutostieto.Integration.Tests.Support;

namespace Muutostieto.Integration.Tests.Drops;

/// <summary>Recipients fetch with third-party programs, and check with sha256sum.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class SftpClientsTests
{
    private SftpScene scene = null!;
    private string fetched = null!;

    [SetUp]
    public async Task SetUpAsync()
    {
        scene = await SftpScene.StartAsync();
        var data = new byte[3_000_000];
        new Random(2).NextBytes(data);
        var record = scene.File("38950_PT260105KAIREK_001.PTT", data);
        var sums = scene.File("38950_PT260105KAIREK_001.sha256", $"{record.Sha256}  {record.Name}\n");
        scene.Delivery = new DropDelivery(SftpScene.Recipient, [record, sums, scene.File("38950_PT260105KAIREK_001.json", "{}")]);
        await scene.PublishAsync();
        fetched = Directory.CreateDirectory(Path.Combine(scene.Path, "fetched")).FullName;
    }

    [TearDown]
    public async Task TearDownAsync() => await scene.DisposeAsync();

    [TestCaseSource(typeof(SftpClients), nameof(SftpClients.All))]
    public async Task A_client_fetches_it_whole(string client)
    {
        await SftpClients.FetchAsync(client, scene.Server, scene.Download, fetched);

        scene.AssertWhole(fetched);
        await Programs.RunAsync("sha256sum", fetched, "--check", "--strict", "38950_PT260105KAIREK_001.sha256");
    }
}
