using Muutostieto.Cli.Tests.Support;
using Muutostieto.Integration.Tests.Support;

namespace Muutostieto.Integration.Tests;

/// <summary>
/// Commands start without the libraries that they do not need: files of 0 bytes in their place are never noticed.
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
    }

    [TearDown]
    public void TearDown() => installation.Dispose();

    [Test]
    public async Task Only_a_command_that_signs_or_verifies_loads_cryptography()
    {
        (await installation.RunAsync("register", "create", "--municipality", "697", "--persons", "50")).AssertDone();
        (await installation.RunAsync("batch")).AssertDone();
        Empty("BouncyCastle.Cryptography.dll", "Renci.SshNet.dll");
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

    [Test]
    public async Task Only_an_extract_in_Parquet_loads_its_libraries()
    {
        installation.WriteConfig(
            "permits/tutkimus.json",
            """
            { "id": "tutkimus", "recipient": "yliopisto", "validFrom": "2026-01-01", "customerNumber": "38950", "registerName": "TUTKIMUS",
              "area": { "county": "20" }, "orders": { "purposes": ["statistics"], "groups": ["004"], "targets": ["persons"] },
              "formats": ["csv", "jsonl", "parquet", "xlsx"], "drop": "default" }
            """);
        Directory.CreateDirectory(Path.Combine(installation.Config, "orders"));
        foreach (var (id, formats) in new[] { ("muut", """ "csv", "jsonl", "xlsx" """), ("parquet", "\"parquet\"") })
        {
            installation.WriteConfig(
                $"orders/{id}.json",
                $$"""
                { "id": "{{id}}", "permit": "tutkimus", "purpose": "statistics", "content": { "groups": ["004"] }, "formats": [{{formats}}] }
                """);
        }

        (await installation.RunAsync("register", "create", "--municipality", "697", "--persons", "50")).AssertDone();
        Empty(
            "Parquet.dll", "ZstdSharp.dll", "Snappier.dll", "K4os.Compression.LZ4.dll", "CommunityToolkit.HighPerformance.dll",
            "Microsoft.IO.RecyclableMemoryStream.dll");
        foreach (var command in new string[][] { ["--help"], ["status"], ["batch"], ["extract", "run", "muut"], ["extract", "list"] })
        {
            Assert.That(await CodeAsync(command), Is.Zero, string.Join(' ', command));
        }

        Assert.That(await CodeAsync("extract", "run", "parquet"), Is.Not.Zero, "this one needs them");
    }

    private void Empty(params string[] libraries)
    {
        foreach (var library in libraries)
        {
            var path = installation.In($"program/{library}");
            Assert.That(path, Does.Exist);
            File.WriteAllBytes(path, []);
        }
    }

    private async Task<int> CodeAsync(params string[] command)
    {
        string[] options = command is ["--help"] ? [] : [.. installation.Options, "--at", TestInstallation.At];
        return (await Programs.TryAsync("dotnet", installation.Root, [installation.In("program/muutostieto.dll"), .. command, .. options])
        ).Code;
    }
}
