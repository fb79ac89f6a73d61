using Muutostieto.Integration.Tests.Support;
using Muutostieto.Records;

namespace Muutostieto.Integration.Tests.ProductionDrop;

/// <summary>New keys for a recipient and for the host, as docs/drop.md describes: at no step is a delivery missed.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class KeyRotationTests
{
    private const string Stem = "38950_PT261116KAIREK_001";
    private ProductionServer server = null!;

    [SetUp]
    public async Task SetUpAsync()
    {
        server = await ProductionServer.StartAsync();
        await server.AddRecipientAsync("a");
    }

    [TearDown]
    public async Task TearDownAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }

    [Test]
    public async Task A_recipient_has_two_keys_until_it_uses_the_new_one()
    {
        await server.PublishAsync("a");
        await server.MakeKeyAsync("a-new");

        await server.AddAsync(server.AccountOf("a"), server.In("a-new.pub"));
        await AssertGetsInAsync("a");
        await AssertGetsInAsync("a-new");

        await server.AddAsync("--replace", server.AccountOf("a"), server.In("a-new.pub"));
        await AssertGetsInAsync("a-new");
        Assert.That((await ConnectAsync("a")).Errors, Does.Contain("Permission denied"));
    }

    [Test]
    public async Task The_host_has_two_keys_until_every_client_knows_the_new_one()
    {
        await server.MakeHostKeyAsync("host_new");
        await server.RestartAsync("host_ed25519", "host_new");
        await server.PublishAsync("a", "1");

        // A client that may write its own list learns the new key from the old one.
        var learning = await ConnectAsync("a", "UpdateHostKeys=yes");
        Assert.That(learning.Code, Is.Zero, learning.Errors);
        Assert.That(File.ReadAllText(server.KnownHosts), Does.Contain(KeyOf("host_new")).And.Contain(KeyOf("host_ed25519")));

        // The service, and manual pinning, are given both.
        server.TrustHostKeys("host_ed25519", "host_new");
        await server.PublishAsync("a", "2");
        await server.RestartAsync("host_new", "host_ed25519");
        await server.PublishAsync("a", "3");
        await AssertGetsInAsync("a");

        await server.RestartAsync("host_new");
        server.TrustHostKeys("host_new");
        await server.PublishAsync("a", "4");
        await AssertGetsInAsync("a");
        Assert.That(Directory.GetFiles(server.Folder("a", "download"), "*.json"), Has.Length.EqualTo(4));
    }

    [Test]
    public async Task A_server_with_an_unannounced_host_key_gets_nothing()
    {
        await server.MakeHostKeyAsync("host_new");
        await server.RestartAsync("host_new");

        var failure = await Assert.ThrowsAsync<MuutostietoException>(() => server.PublishAsync("a"));

        Assert.That(failure!.Kind, Is.EqualTo(FailureKind.Fault));
        Assert.That(failure.Message, Does.Contain("host key"));
        Assert.That(Directory.GetFiles(server.Folder("a", "download")), Is.Empty);
    }

    [Test]
    public async Task Adding_a_recipient_again_changes_nothing()
    {
        var keys = Path.Combine(server.Settings, "keys", server.AccountOf("a"));
        await server.PublishAsync("a");
        var before = (File.ReadAllText(keys), await StateAsync());

        await server.AddAsync(server.AccountOf("a"), server.In("a.pub"));

        Assert.That((File.ReadAllText(keys), await StateAsync()), Is.EqualTo(before));
        await AssertGetsInAsync("a");

        Task<string> StateAsync() =>
            Programs.RunAsync(
                "stat",
                server.Root,
                "-c",
                "%n %U %G %a",
                server.Folder("a"),
                server.Folder("a", "download"),
                server.Folder("a", "upload"),
                server.Folder("a", "download", $"{Stem}.PTT"));
    }

    [TestCase("root", TestName = "An_account_of_the_host_is_not_made_a_recipient")]
    [TestCase("Iso Nimi", TestName = "A_name_that_is_no_account_is_refused")]
    public async Task A_name_that_does_not_fit_is_refused(string name)
    {
        var failed = await Assert.ThrowsAsync<AssertionException>(() => server.AddAsync(name, server.In("a.pub")));

        Assert.That(failed!.Message, Does.Contain("add-recipient.sh:"));
        Assert.That(Path.Combine(server.Root, name), Does.Not.Exist);
    }

    private string KeyOf(string host) => File.ReadAllText(server.In(host + ".pub")).Split(' ')[1];

    private async Task AssertGetsInAsync(string key)
    {
        var connected = await ConnectAsync(key);
        Assert.That(connected.Code, Is.Zero, connected.Errors);
    }

    private async Task<(int Code, string Output, string Errors)> ConnectAsync(string key, string? option = null)
    {
        var batch = server.In($"batch-{Guid.NewGuid():N}");
        await File.WriteAllTextAsync(batch, "ls /download\n");
        string[] more = option is null ? [] : ["-o", option];
        return await Programs.TryAsync(
            "sftp",
            server.In(""),
            [.. server.SshOptions(key), .. more, "-P", server.PortText, "-b", batch, $"{server.AccountOf("a")}@127.0.0.1"]);
    }
}
