using Muutostieto.Cli.Tests.Support;
using Muutostieto.Integration.Tests.Support;

namespace Muutostieto.Integration.Tests;

/// <summary>
/// Commands that neither sign nor verify start without the libraries for it: files of 0 bytes in their place are never noticed.
/// </summary>
[Parallelizable(ParallelScope.Self)]
public sealed class LoadedLibrariesTests
{
    private TestInstallation installation = null!;

    [SetUp]
    public void SetUp()
    {
        installation = new TestInstallation();
        TestInstallation.CopyFolder(Repository.File("src", "Muutostieto.Cli", "bin", "Release", "net10.0"), installation.In("program"));
        foreach (var library in new[] { "BouncyCastle.Cryptography.dll", "Renci.SshNet.dll" })
        {
            File.WriteAllBytes(installation.In($"program/{library}"), []);
        }
    }

    [TearDown]
    public void TearDown() => installation.Dispose();

    [Test]
    public async Task Only_a_command_that_signs_or_verifies_loads_cryptography()
    {
        (await installation.RunAsync("register", "create", "--municipality", "697", "--persons", "50")).AssertDone();
        (await installation.RunAsync("batch")).AssertDone();
        string[] check = ["check", .. Directory.GetFiles(installation.Download, "*.PTT")];
        foreach (var command in new string[][] { ["--help"], ["status"], ["deliveries", "list"], ["keys", "list"], check })
        {
            Assert.That(await CodeAsync(command), Is.Zero, string.Join(' ', command));
        }

        var manifest = Path.Combine(installation.Download, TestInstallation.Stem + ".json");
        string[] verifying = ["check", manifest, "--signers", Path.Combine(SharedKeys.Folder, "allowed_signers")];
        (await installation.RunAsync(verifying)).AssertDone();
        Assert.That(await CodeAsync(verifying), Is.Not.Zero, "this one verifies");
    }

    private async Task<int> CodeAsync(params string[] command)
    {
        string[] options = command is ["--help"] ? [] : [.. installation.Options, "--at", TestInstallation.At];
        return (await Programs.TryAsync("dotnet", installation.Root, [installation.In("program/muutostieto.dll"), .. command, .. options])
        ).Code;
    }
}
