using System.Net;
using System.Net.Sockets;
using Muutostieto.Server.Tests.Support;

namespace Muutostieto.Server.Tests.Http;

/// <summary>ASP.NET reads its own settings from the environment; here they must open nothing.</summary>
[NonParallelizable]
public sealed class ForeignSettingsTests
{
    private static readonly (string Name, string Value)[] Variables =
    [
        ("ASPNETCORE_URLS", "http://0.0.0.0:18651"), ("URLS", "http://0.0.0.0:18651"), ("ASPNETCORE_HTTP_PORTS", "18652"),
        ("Kestrel__Endpoints__Open__Url", "http://0.0.0.0:18653"), ("ASPNETCORE_Kestrel__Endpoints__Open__Url", "http://0.0.0.0:18653"),
    ];

    [SetUp]
    public void Set() => Array.ForEach(Variables, variable => Environment.SetEnvironmentVariable(variable.Name, variable.Value));

    [TearDown]
    public void Unset() => Array.ForEach(Variables, variable => Environment.SetEnvironmentVariable(variable.Name, null));

    [Test]
    public async Task The_environment_opens_no_other_address()
    {
        await using var site = await RunningSite.StartAsync();
        Assert.That(site.Address.Host, Is.EqualTo("127.0.0.1"), "and it is the only one");
        foreach (var port in new[] { 18651, 18652, 18653 })
        {
            using var client = new TcpClient();
            Assert.That(async () => await client.ConnectAsync(IPAddress.Loopback, port), Throws.InstanceOf<SocketException>());
        }
    }
}
