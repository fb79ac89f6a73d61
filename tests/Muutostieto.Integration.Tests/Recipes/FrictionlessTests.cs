using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using Muutostieto.Integration.Tests.Support;

namespace Muutostieto.Integration.Tests.Recipes;

/// <summary>
/// CSV packages are read by Frictionless' own JavaScript reader (npm <c>datapackage</c>), which casts every value by the package's
/// description.
/// </summary>
[Parallelizable(ParallelScope.Self)]
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

        AssertReadWhole(await ReadAsync());
    }

    [Test]
    public async Task Every_row_of_a_fresh_delivery_is_what_its_description_says()
    {
        using var delivered = await DeliveredBase.MakeAsync(100);
        await ZipFile.ExtractToDirectoryAsync(Directory.GetFiles(delivered.Download, "*.csv.zip").Single(), folder);

        AssertReadWhole(await ReadAsync());
    }

    /// <summary>What the guides say of this reader, and why the script removes the mark.</summary>
    [TestCase("utf-8", "The column header name 'tietue' is missing")]
    [TestCase("utf-8-sig", "Unknown encoding: utf-8-sig")]
    public async Task With_the_byte_order_mark_left_in_no_row_is_read_whatever_encoding_is_described(string encoding, string fault)
    {
        await ZipFile.ExtractToDirectoryAsync((string)Packages().First().Arguments[0]!, folder);
        await DescribeAsync(resource => resource["encoding"] = encoding);

        var files = (await ReadAsync("as-is")).GetProperty("files").EnumerateArray().ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(files.Sum(file => file.TryGetProperty("rows", out var rows) ? rows.GetInt32() : 0), Is.Zero);
            Assert.That(
                files.SelectMany(file => file.GetProperty("faults").EnumerateArray().Select(found => found.GetString())),
                Has.Some.EqualTo(fault));
        }
    }

    private static void AssertReadWhole(JsonElement report)
    {
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
        await DescribeAsync(resource => resource["schema"]!["fields"]!.AsArray().RemoveAt(0));

        Assert.That(
            (await ReadAsync()).GetProperty("files").EnumerateArray().Count(file => file.GetProperty("faults").GetArrayLength() > 0),
            Is.Positive);
    }

    /// <summary>Alters the description of every file.</summary>
    private async Task DescribeAsync(Action<JsonNode> change)
    {
        var path = Path.Combine(folder, "datapackage.json");
        var description = JsonNode.Parse(await File.ReadAllTextAsync(path))!;
        foreach (var resource in description["resources"]!.AsArray())
        {
            change(resource!);
        }

        await File.WriteAllTextAsync(path, description.ToJsonString());
    }

    private async Task<JsonElement> ReadAsync(params string[] mode)
    {
        Assert.That(
            Repository.File("tests", "recipes", "node_modules", "datapackage"),
            Does.Exist,
            "datapackage is missing. Run the tests with \"bash tests/run.sh\", which installs what they need.");
        return JsonDocument
            .Parse(await Programs.RunAsync("node", folder, [Repository.File("tests", "recipes", "datapackage.mjs"), folder, .. mode]))
            .RootElement.Clone();
    }
}
