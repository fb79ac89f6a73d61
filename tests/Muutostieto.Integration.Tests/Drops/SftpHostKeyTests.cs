using Muutostieto.Drops;
using Muutostieto.Integration.Tests.Support;
using Muutostieto.Records;

namespace Muutostieto.Integration.Tests.Drops;

/// <summary>
/// A server is known by its host key, or nothing is sent. Kinds of key and forms of pins are paired: the key's kind is the library's
/// affair, the pin's form ours.
/// </summary>
[Parallelizable(ParallelScope.Self)]
public sealed class SftpHostKeyTests
{
    private SftpScene scene = null!;

    [SetUp]
    public async Task SetUpAsync() => scene = await SftpScene.StartAsync();

    [TearDown]
    public async Task TearDownAsync() => await scene.DisposeAsync();

    [TestCase("ed25519", "hashed")]
    [TestCase("ecdsa", "fingerprint")]
    [TestCase("rsa", "plain")]
    [TestCase("rsa", "fingerprint")]
    public async Task The_host_key_of_the_settings_is_accepted_and_no_other(string type, string form)
    {
        await scene.Server.ReplaceHostKeyAsync(type);
        await scene.Server.TrustHostKeyAsync();
        await scene.Server.RestartAsync();
        var settings = await PinAsync(form);
        await scene.PublishAsync(scene.Drop(_ => settings));
        scene.AssertWhole();
        Directory.GetFiles(scene.Download).ToList().ForEach(File.Delete);

        await scene.Server.ReplaceHostKeyAsync(type);
        await scene.Server.RestartAsync();
        await AssertNothingIsSentAsync(settings, "it is not the one in");
    }

    [Test]
    public async Task A_revoked_key_is_refused_and_one_of_several_known_keys_is_asked_for()
    {
        await scene.Server.MakeKeyAsync("second", "rsa");
        scene.Server.More = $"HostKey {scene.Server.In("second")}";
        await scene.Server.RestartAsync();
        var (first, second) = (await KeyAsync("host_key"), await KeyAsync("second"));

        await File.WriteAllTextAsync(scene.Server.KnownHosts, $"@revoked * {first}\n[127.0.0.1]:{scene.Server.Port} {first}\n");
        await AssertNothingIsSentAsync(scene.Server.Settings, "it is revoked in");

        // Of what it offers the server is asked for the kind of key that is known.
        await File.WriteAllTextAsync(scene.Server.KnownHosts, $"@revoked * {first}\n[127.0.0.1]:{scene.Server.Port} {second}\n");
        await scene.PublishAsync();
        scene.AssertWhole();
    }

    private async Task<SftpDropSettings> PinAsync(string form)
    {
        switch (form)
        {
            case "hashed":
                await Programs.RunAsync("ssh-keygen", scene.Path, "-H", "-f", scene.Server.KnownHosts);
                Assert.That(await File.ReadAllTextAsync(scene.Server.KnownHosts), Does.StartWith("|1|"));
                return scene.Server.Settings;
            case "fingerprint":
                var printed = await Programs.RunAsync("ssh-keygen", scene.Path, "-l", "-f", scene.Server.In("host_key.pub"));
                return scene.Server.Settings with { KnownHostsFile = null, HostKeyFingerprints = [printed.Split(' ')[1]] };
            default:
                return scene.Server.Settings;
        }
    }

    private async Task<string> KeyAsync(string name) =>
        string.Join(' ', (await File.ReadAllTextAsync(scene.Server.In(name + ".pub"))).Split(' ')[..2]);

    private async Task AssertNothingIsSentAsync(SftpDropSettings settings, string why)
    {
        var failure = await SftpScene.FailureOfAsync(() => scene.PublishAsync(scene.Drop(_ => settings)));
        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Fault), failure.Message);
        Assert.That(failure.Message, Does.Contain(why).And.Contain("Nothing was sent"));
        Assert.That(scene.NamesInDrop(), Is.Empty);
    }
}
