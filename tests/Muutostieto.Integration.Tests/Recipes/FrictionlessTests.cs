using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using Muutostieto.Integration.Tests.Support;

namespace Muutostieto.Integration.Tests.Recipes;

/// <summary>
/// CSV packages are read by Frictionless' own JavaScript reader (npm <c>datapackage</c>), which casts every value by the package's
/// description.
/// </summary>
public sealed class FrictionlessTests
{
    private string folder = null!;

    public static IEnumerable<TestCaseData> Packages() =>
        Directory
            .EnumerateFiles(Repository.File("samples", "deliveries"), "*.csv.zip", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => new TestCaseData(path).SetArgDisplayNames(Path.GetFileName(path)));

    [SetUp]
    public void SetUp() => folder = Directory.CreateTempSubdirectory("muutostieto-frictionless-").FullName;

    [TearDown]
    public void TearDown() => Directory.Delete(folder, recursive: true);

    [TestCaseSource(nameof(Packages))]
    public async Task Every_row_of_a_package_is_what_its_description_says(string package)
    {
        await ZipFile.ExtractToDirectoryAsync(package, folder);

        var report = await ReadAsync();

        var files = report.GetProperty("files").EnumerateArray().ToList();
        Assert.That((report.GetProperty("valid").GetBoolean(), report.GetProperty("faults").GetArrayLength()), Is.EqualTo((true, 0)));
        Assert.That(
            files.SelectMany(file => file.GetProperty("faults").EnumerateArray().Select(fault => $"{file.GetProperty("path")}: {fault}")),
            Is.Empty);
        Assert.That(
            files.Select(file => file.GetProperty("rows").GetInt32()),
            Is.EqualTo(files.Select(file => file.GetProperty("said").GetInt32())));
        Assert.That(files.Sum(file => file.GetProperty("rows").GetInt32()), Is.Positive);
    }

    [Test]
    public async Task A_description_that_does_not_fit_is_found()
    {
        await ZipFile.ExtractToDirectoryAsync((string)Packages().First().Arguments[0]!, folder);
        var path = Path.Combine(folder, "datapackage.json");
        var description = JsonNode.Parse(await File.ReadAllTextAsync(path))!;
        foreach (var resource in description["resources"]!.AsArray())
        {
            resource!["schema"]!["fields"]!.AsArray().RemoveAt(0);
        }

        await File.WriteAllTextAsync(path, description.ToJsonString());

        Assert.That(
            (await ReadAsync()).GetProperty("files").EnumerateArray().Count(file => file.GetProperty("faults").GetArrayLength() > 0),
            Is.Positive);
    }

    private async Task<JsonElement> ReadAsync()
    {
        Assert.That(
            Repository.File("tests", "recipes", "node_modules", "datapackage"),
            Does.Exist,
            "datapackage is missing. Run the tests with \"bash tests/run.sh\", which installs what they need.");
        return JsonDocument
            .Parse(await Programs.RunAsync("node", folder, Repository.File("tests", "recipes", "datapackage.mjs"), folder))
            .RootElement.Clone();
    }
}
