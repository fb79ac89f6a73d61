using Muutostieto.Integration.Tests.Support;

namespace Muutostieto.Integration.Tests;

/// <summary>The sample deliveries are what the program makes.</summary>
public sealed class SampleDeliveriesTests
{
    [Test]
    public async Task The_sample_deliveries_made_anew_are_the_same_bytes()
    {
        var folder = Directory.CreateTempSubdirectory("muutostieto-").FullName;
        try
        {
            await Programs.RunAsync("bash", Repository.Root, "samples/make.sh", folder);
            var shipped = Content(Repository.File("samples", "deliveries"));

            Assert.That(Content(folder), Is.EqualTo(shipped), "run samples/make.sh and look at what has changed");
            Assert.That(shipped, Has.Count.EqualTo(32));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static SortedDictionary<string, string> Content(string folder) => new(
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(folder, file), file => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))),
        StringComparer.Ordinal);
}
