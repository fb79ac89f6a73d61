using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

public sealed class CheckCommandTests
{
    private string folder = null!;

    private static string Samples => Path.Combine(Repository.Root, "samples", "deliveries");

    [SetUp]
    public void SetUp() => folder = Directory.CreateTempSubdirectory("muutostieto-").FullName;

    [TearDown]
    public void TearDown() => Directory.Delete(folder, recursive: true);

    [TestCase("with-right")]
    [TestCase("without-right")]
    [TestCase("extract")]
    [TestCase("partner")]
    public async Task A_folder_is_checked_as_all_of_its_files_and_records_without_codes_by_their_manifest(string name)
    {
        var report = (await InProcess.RunAsync("check", Path.Combine(Samples, name), "--json")).AssertDone().Json;
        Assert.That(
            report.EnumerateArray().Select(file => file.GetProperty("name").GetString()),
            Is.EquivalentTo(Directory.GetFiles(Path.Combine(Samples, name)).Select(Path.GetFileName)));
        Assert.That(report.EnumerateArray().Select(file => file.GetProperty("faults").GetInt32()), Is.All.Zero);
    }

    [Test]
    public async Task Other_files_of_a_folder_are_counted_and_a_damaged_one_is_found()
    {
        TestInstallation.CopyFolder(Path.Combine(Samples, "without-right"), folder);
        File.WriteAllText(Path.Combine(folder, "notes.txt"), "ours");
        var sound = (await InProcess.RunAsync("check", folder)).AssertDone();
        Assert.That(sound.Errors, Does.Contain("1 other file was not looked at."));
        var file = Directory.GetFiles(folder, "*.PTT")[0];
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..^100]);
        Assert.That((await InProcess.RunAsync("check", folder)).Code, Is.EqualTo((int)ExitCode.Integrity));
    }

    [Test]
    public async Task A_folder_without_a_delivery_is_no_sound_one() =>
        (await InProcess.RunAsync("check", folder)).AssertFailed(ExitCode.Usage, folder, "no file of a delivery");

    [TestCase("check")]
    [TestCase("convert")]
    public async Task A_file_of_another_kind_is_named_as_that_once(string command)
    {
        var path = Path.Combine(Repository.Root, "README.md");
        string[] rest = command == "convert" ? ["--to", "json", "--out", Path.Combine(folder, "x.jsonl")] : [];
        var outcome = await InProcess.RunAsync([command, path, .. rest]);
        Assert.That(outcome.Code, Is.Not.Zero);
        Assert.That((outcome.Output + outcome.Errors).Split("no file of a delivery"), Has.Length.EqualTo(2), outcome.ToString());
        Assert.That(outcome.Output, Does.Not.Contain("line 3"));
    }
}
