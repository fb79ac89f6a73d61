using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;
using Muutostieto.Integration.Tests.Support;

namespace Muutostieto.Integration.Tests.Deliveries;

/// <summary>A manifest that was changed where its recipient fetches it.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class AlteredManifestTests
{
    private TestInstallation installation = null!;
    private SshServer server = null!;
    private string download = "";

    [OneTimeSetUp]
    public async Task SetUpAsync()
    {
        installation = new TestInstallation();
        server = await SshServer.StartAsync();
        download = server.MakeRecipient(TestInstallation.Recipient);
        installation.WriteSettings(ProgramProcess.DropOf(server));
        (await installation.RunAsync("register", "create", "--municipality", "697", "--persons", "300")).AssertDone();
        (await installation.RunAsync("batch")).AssertDone();
    }

    [OneTimeTearDown]
    public async Task TearDownAsync()
    {
        await server.DisposeAsync();
        installation.Dispose();
    }

    [Test]
    public async Task A_manifest_altered_on_the_server_is_refused_by_ssh_keygen_check_and_load()
    {
        var folder = installation.In("altered");
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(download, TestInstallation.Stem + ".*"))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        using var keygen = new SshKeygen();
        var signers = Path.Combine(SharedKeys.Folder, "allowed_signers");
        var manifest = Path.Combine(folder, TestInstallation.Stem + ".json");
        var (sent, signature) = (await File.ReadAllBytesAsync(manifest), await File.ReadAllBytesAsync(manifest + ".sig"));
        Assert.That(keygen.Verifies(await File.ReadAllTextAsync(signers), signature, sent), Is.True);
        (await installation.RunAsync("check", manifest, "--signers", signers)).AssertDone();

        await File.WriteAllTextAsync(
            manifest,
            (await File.ReadAllTextAsync(manifest)).Replace("\"shortened\": 0", "\"shortened\": 1", StringComparison.Ordinal));
        Assert.That(keygen.Verifies(await File.ReadAllTextAsync(signers), signature, await File.ReadAllBytesAsync(manifest)), Is.False);
        var check = await installation.RunAsync("check", manifest, "--signers", signers);
        Assert.That(
            (check.Code, check.Output.Contains("one of the two was altered", StringComparison.Ordinal)),
            Is.EqualTo(((int)ExitCode.Integrity, true)),
            check.ToString());
        var database = installation.In("altered.db");
        (await installation.RunAsync("load", folder, "--into", database, "--signers", signers)).AssertFailed(
            ExitCode.Integrity,
            "one of the two was altered");
        Assert.That(database, Does.Not.Exist);

        await File.WriteAllBytesAsync(manifest, sent);
        (await installation.RunAsync("load", folder, "--into", database, "--signers", signers)).AssertDone();
    }
}
