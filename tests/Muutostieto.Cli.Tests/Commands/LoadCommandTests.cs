using System.Text.Json;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>What <c>load</c> says of a delivery's files besides the one that it reads.</summary>
public sealed class LoadCommandTests
{
    private TestInstallation installation = null!;

    private string Records => Path.Combine(installation.Download, TestInstallation.Stem + ".PTT");

    [SetUp]
    public async Task SetUpAsync()
    {
        installation = new TestInstallation();
        await installation.FillAsync();
        (await installation.RunAsync("batch")).AssertDone();
    }

    [TearDown]
    public void TearDown() => installation.Dispose();

    [TestCase]
    [TestCase("--form", "csv")]
    public async Task A_cut_file_beside_the_one_that_is_loaded_is_named_and_the_delivery_is_loaded(params string[] form)
    {
        var bytes = new FileInfo(Records).Length;
        Cut(Records, bytes - 10);

        var load = (await LoadAsync("r.db", form)).AssertDone();
        Assert.That(
            load.Errors,
            Does.Contain($"{Records}: {bytes - 10} bytes, {bytes} expected by the manifest. base 001 was loaded from ")
                .And.Contain("Fetch the other file again in binary mode"));

        var json = (await LoadAsync("s.db", [.. form, "--json"])).AssertDone();
        var damaged = json.Json.GetProperty("loaded")[0].GetProperty("damaged").EnumerateArray().Single();
        Assert.That(
            (damaged.GetProperty("bytes").GetInt64(), damaged.GetProperty("expectedBytes").GetInt64()),
            Is.EqualTo((bytes - 10, bytes)));
        Assert.That(damaged.GetProperty("file").GetString(), Is.EqualTo(Path.GetFileName(Records)));
        Assert.That(json.Errors, Does.Contain("expected by the manifest"));
    }

    [Test]
    public async Task Whole_or_missing_files_beside_the_one_that_is_loaded_are_not_mentioned([Values] bool isMissing)
    {
        if (isMissing)
        {
            File.Delete(Records);
        }

        var load = (await LoadAsync("r.db", "--json")).AssertDone();
        Assert.That(load.Errors, Does.Not.Contain("expected by the manifest"));
        Assert.That(load.Json.GetProperty("loaded")[0].GetProperty("damaged").ValueKind, Is.EqualTo(JsonValueKind.Array));
        Assert.That(load.Json.GetProperty("loaded")[0].GetProperty("damaged").GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task A_cut_file_that_is_the_one_to_load_is_refused()
    {
        Cut(Records, 10);
        (await LoadAsync("r.db", "--form", "fixed")).AssertFailed(ExitCode.Integrity, "has 10 bytes");
    }

    private static void Cut(string path, long bytes)
    {
        using var file = File.OpenWrite(path);
        file.SetLength(bytes);
    }

    private Task<Outcome> LoadAsync(string database, params string[] options) =>
        installation.RunAsync(["load", installation.Download, "--into", installation.In(database), .. options]);
}
