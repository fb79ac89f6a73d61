using System.Runtime.Versioning;
using Muutostieto.Drops.Tests.Support;
using Muutostieto.Records;

namespace Muutostieto.Drops.Tests.Sftp;

/// <summary>A server that sends more than it said, played by a script in the place of sftp.</summary>
[Platform("Linux")]
[SupportedOSPlatform("linux")]
public sealed class SftpDropLimitsTests
{
    private const string Script = """
        #!/bin/bash
        while IFS= read -r line; do
          echo "sftp> $line"
          case "$line" in
            -lcd*) echo "no such folder: $line" >&2 ;;
            -ls*) echo "-rw-r--r--    ? 0        0               7 Nov 22 11:44 d.OK" ;;
            -get*) target=${line##*./d.OK\" \"}; CONTENT ;;
          esac
        done
        """;

    private string folder = null!;

    [SetUp]
    public void SetUp() => folder = Directory.CreateTempSubdirectory("muutostieto-sftp-").FullName;

    [TearDown]
    public void TearDown() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task A_file_that_never_ends_is_broken_off_and_leaves_nothing()
    {
        var failure = await DropScene.FailureOfAsync(() => ReadAsync("""yes > "${target%\"}" """));

        Assert.That(failure.ExitCode, Is.EqualTo(ExitCode.Error));
        Assert.That(failure.Message, Does.Contain("more than 4096 bytes when it was fetched"));
        Assert.That(Directory.GetFiles(Path.Combine(folder, "tmp")), Is.Empty);
    }

    [Test]
    public async Task A_file_of_another_size_than_listed_is_young()
    {
        var receipts = await ReadAsync("""printf '{' > "${target%\"}" """);

        Assert.That(receipts.Single().Content, Is.EqualTo("{"u8.ToArray()));
        Assert.That(receipts.Single().Modified, Is.GreaterThan(DateTimeOffset.UtcNow.AddMinutes(-1)));
    }

    private async Task<IReadOnlyList<ReceiptFile>> ReadAsync(string content)
    {
        var program = Path.Combine(folder, "sftp.sh");
        await File.WriteAllTextAsync(program, Script.Replace("CONTENT", content, StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal));
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var key in new[] { "key", "known" })
        {
            await File.WriteAllTextAsync(Path.Combine(folder, key), "x");
            File.SetUnixFileMode(Path.Combine(folder, key), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        var settings = new SftpDropSettings { Host = "h", User = "u", PrivateKeyFile = Path.Combine(folder, "key"), KnownHostsFile = Path.Combine(folder, "known"), Program = program };
        return await DropFactory.Create("d", settings, folder, TimeProvider.System).ReadReceiptsAsync("kainuu", ["d"], CancellationToken.None);
    }
}
