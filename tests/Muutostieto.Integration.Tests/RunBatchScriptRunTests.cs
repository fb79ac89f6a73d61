using System.Text.Json;
using Muutostieto.Integration.Tests.Support;

namespace Muutostieto.Integration.Tests;

/// <summary>
/// The script, run in PowerShell's own engine (<c>tests/powershell/host</c>), which has the language and the core commands and none of the
/// modules.
/// </summary>
[Parallelizable(ParallelScope.Self)]
[Platform("Linux")]
public sealed class RunBatchScriptRunTests
{
    private static readonly string Host = Repository.File(
        "tests",
        "powershell",
        "host",
        "bin",
        "Release",
        "net10.0",
        "Muutostieto.PowerShell.dll");
    private DirectoryInfo folder = null!;
    private string script = null!;

    [SetUp]
    public void SetUp()
    {
        folder = Directory.CreateTempSubdirectory("muutostieto run-batch ");
        script = Path.Combine(folder.FullName, "run-batch.ps1");
        File.Copy(Repository.File("run-batch.ps1"), script);
    }

    [TearDown]
    public void TearDown() => folder.Delete(recursive: true);

    [TestCase("muutostieto")]
    [TestCase("bin/muutostieto")]
    public async Task The_program_beside_the_script_is_called_with_the_folders_beside_the_script(string program)
    {
        WriteProgram(program, "printf '%s\\n' \"$@\"");

        var (code, output, errors) = await RunAsync();

        Assert.That(code, Is.Zero, output + errors);
        Assert.That(
            Lines(output),
            Is.EqualTo(
                new[] { "batch", "--config", Path.Combine(folder.FullName, "config"), "--data", Path.Combine(folder.FullName, "data") }));
    }

    [Test]
    public async Task Parameters_reach_the_program_as_they_were_written()
    {
        WriteProgram("muutostieto", "printf '%s\\n' \"$@\"");

        var (code, output, errors) = await RunAsync(
            "-Config",
            "Program Files/a 'b' $c",
            "-Data",
            "tiedot ä;\"x\"",
            "-At",
            "2026-01-05T02:30",
            "-Retry",
            "60",
            "-Json",
            "-Verbose");

        Assert.That(code, Is.Zero, output + errors);
        Assert.That(
            Lines(output),
            Is.EqualTo(
                new[]
                {
                    "batch",
                    "--config",
                    "Program Files/a 'b' $c",
                    "--data",
                    "tiedot ä;\"x\"",
                    "--at",
                    "2026-01-05T02:30",
                    "--retry",
                    "60",
                    "--json",
                    "--verbose",
                }));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(5)]
    [TestCase(6)]
    [TestCase(12)]
    public async Task The_programs_exit_code_and_what_it_wrote_are_passed_on(int expected)
    {
        WriteProgram("muutostieto", $"echo done; echo 'what went wrong' >&2; exit {expected}");

        var (code, output, errors) = await RunAsync();

        Assert.That((code, output.Trim(), errors.Trim()), Is.EqualTo((expected, "done", "what went wrong")));
    }

    [Test]
    public async Task A_value_out_of_range_is_refused_before_anything_is_run()
    {
        WriteProgram("muutostieto", "touch was-run");

        var (code, output, errors) = await RunAsync("-Retry", "1441");

        Assert.That(code, Is.EqualTo(1), output);
        Assert.That(errors, Does.Contain("Retry").And.Contain("1440"));
        Assert.That(Path.Combine(folder.FullName, "was-run"), Does.Not.Exist);
    }

    [Test]
    public async Task Without_the_program_the_source_is_built_and_run()
    {
        WriteProgram("tools/dotnet", "printf '%s\\n' \"$@\"; exit 6");

        var (code, output, errors) = await RunWithPathAsync(Path.Combine(folder.FullName, "tools"), "-Json");

        Assert.That(code, Is.EqualTo(6), output + errors);
        Assert.That(
            Lines(output),
            Is.EqualTo(new[]
            {
                "run", "-c", "Release", "--project", Path.Combine(folder.FullName, "src", "Muutostieto.Cli"), "--",
                "batch", "--config", Path.Combine(folder.FullName, "config"), "--data", Path.Combine(folder.FullName, "data"), "--json",
            }));
    }

    [Test]
    public async Task With_neither_program_nor_dotnet_it_says_what_to_do()
    {
        var (code, output, errors) = await RunWithPathAsync(folder.FullName);

        Assert.That(code, Is.EqualTo(1), output);
        Assert.That(errors, Does.Contain("Publish the program here or install the .NET SDK."));
    }

    [Test]
    public async Task A_night_is_run_and_a_wrong_configuration_ends_it()
    {
        var data = Path.Combine(folder.FullName, "data");
        WriteProgram(
            "muutostieto",
            $"exec '{Programs.Find("dotnet")}' '{TestedProgram.Path}' \"$@\"");
        await MuutostietoProgram.RunAsync(
            folder.FullName,
            "register",
            "create",
            "--county",
            "20",
            "--persons",
            "200",
            "--at",
            "2026-01-05T02:30");

        var (code, output, errors) = await RunAsync("-Config", Repository.File("config"), "-At", "2026-01-05T02:30", "-Json");
        var (wrong, _, fault) = await RunAsync("-Config", Path.Combine(folder.FullName, "no such folder"));

        Assert.That(code, Is.Zero, output + errors);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(JsonDocument.Parse(output).RootElement.GetProperty("deliveries").GetArrayLength(), Is.GreaterThan(0));
            Assert.That(Directory.GetFiles(Path.Combine(data, "logs")), Is.Not.Empty);
            Assert.That(wrong, Is.EqualTo(2));
            Assert.That(fault, Does.Contain("no such folder"));
        }
    }

    private static string[] Lines(string output) => output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private void WriteProgram(string name, string body)
    {
        var path = Path.Combine(folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, $"#!/bin/sh\n{body}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    private Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments) =>
        Programs.TryAsync("dotnet", folder.FullName, [Host, script, .. arguments]);

    private Task<(int Code, string Output, string Errors)> RunWithPathAsync(string path, params string[] arguments) =>
        Programs.TryAsync("env", folder.FullName, [$"PATH={path}", Programs.Find("dotnet"), Host, script, .. arguments]);
}
