using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Muutostieto.Integration.Tests.Support;

namespace Muutostieto.Integration.Tests;

/// <summary>The sample deliveries are what the program makes.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed partial class SampleDeliveriesTests
{
    [Test]
    public async Task The_sample_deliveries_made_anew_are_the_same()
    {
        var folder = Directory.CreateTempSubdirectory("muutostieto-").FullName;
        try
        {
            await Programs.RunAsync("bash", Repository.Root, "samples/make.sh", folder);
            var shipped = Content(Repository.File("samples", "deliveries"));

            Assert.That(Content(folder), Is.EqualTo(shipped), "run samples/make.sh and look at what has changed");
            Assert.That(shipped, Has.Count.EqualTo(53));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void Ssh_keygen_verifies_each_sample_with_the_signers_beside_them()
    {
        var folder = Repository.File("samples", "deliveries");
        var manifests = Directory.GetFiles(folder, "*.json", SearchOption.AllDirectories);
        using var keygen = new SshKeygen();
        Assert.That(manifests, Has.Length.EqualTo(10));
        foreach (var manifest in manifests)
        {
            Assert.That(
                keygen.Verifies(
                    File.ReadAllText(Path.Combine(folder, "allowed_signers")),
                    File.ReadAllBytes(manifest + ".sig"),
                    File.ReadAllBytes(manifest)),
                Is.True,
                manifest);
        }
    }

    private static SortedDictionary<string, string> Content(string folder) =>
        new(
            Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .ToDictionary(file => Path.GetRelativePath(folder, file), ContentOf),
            StringComparer.Ordinal);

    /// <summary>
    /// Compression is the runtime's and may change with it: of a zip the entries are compared, and of what speaks of zips everything but
    /// hashes and sizes.
    /// </summary>
    private static string ContentOf(string file)
    {
        // Signed with a key that is made for them each time.
        if (file.EndsWith(".sig", StringComparison.Ordinal) || file.EndsWith("allowed_signers", StringComparison.Ordinal))
        {
            return "signed";
        }

        if (!file.EndsWith(".zip", StringComparison.Ordinal) && !file.EndsWith(".xlsx", StringComparison.Ordinal))
        {
            var bytes = File.ReadAllBytes(file);
            return file.EndsWith("TT", StringComparison.Ordinal)
                ? Convert.ToHexStringLower(SHA256.HashData(bytes))
                : HashOrSize().Replace(Encoding.UTF8.GetString(bytes), "#");
        }

        using var zip = ZipFile.OpenRead(file);
        return string.Join('\n', zip.Entries.Select(entry => $"{entry.FullName} {entry.Length} {entry.Crc32:x8} {entry.LastWriteTime:O}"));
    }

    [GeneratedRegex("[0-9a-f]{64}|\"bytes\": [0-9]+")]
    private static partial Regex HashOrSize();
}
