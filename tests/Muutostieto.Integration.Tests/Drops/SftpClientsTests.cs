using Muutostieto.Drops;
using Muutostieto.Integration.Tests.Support;

namespace Muutostieto.Integration.Tests.Drops;

/// <summary>Recipients fetch with third-party programs, and check with sha256sum.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class SftpClientsTests
{
    private SftpScene _scene = null!;
    private string _fetched = null!;

    [SetUp]
    public async Task SetUpAsync()
    {
        _scene = await SftpScene.StartAsync();
        var data = new byte[3_000_000];
        new Random(2).NextBytes(data);
        var record = _scene.File("38950_PT260105KAIREK_001.PTT", data);
        var sums = _scene.File("38950_PT260105KAIREK_001.sha256", $"{record.Sha256}  {record.Name}\n");
        _scene.Delivery = new DropDelivery(SftpScene.Recipient, [record, sums, _scene.File("38950_PT260105KAIREK_001.json", "{}")]);
        await _scene.PublishAsync();
        _fetched = Directory.CreateDirectory(Path.Combine(_scene.Path, "fetched")).FullName;
    }

    [TearDown]
    public async Task TearDownAsync() => await _scene.DisposeAsync();

    [TestCaseSource(typeof(SftpClients), nameof(SftpClients.All))]
    public async Task A_client_fetches_it_whole(string client)
    {
        await SftpClients.FetchAsync(client, _scene.Server, _scene.Download, _fetched);

        _scene.AssertWhole(_fetched);
        await Programs.RunAsync("sha256sum", _fetched, "--check", "--strict", "38950_PT260105KAIREK_001.sha256");
    }
}
