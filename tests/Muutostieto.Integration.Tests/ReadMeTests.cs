using System.Text;
using System.Text.RegularExpressions;
using Muutostieto.Cli.Tests.Support;
using Muutostieto.Integration.Tests.Interface;
using Muutostieto.Integration.Tests.Support;

namespace Muutostieto.Integration.Tests;

/// <summary>The README's first screen is what the program does: its command is run, and what it says is compared.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed partial class ReadMeTests
{
    private static readonly string[] Lines = File.ReadAllLines(Repository.File("README.md"));
    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("muutostieto-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task The_first_command_prints_what_the_readme_shows_and_writes_the_file_whose_first_bytes_it_shows()
    {
        var said = BlockAfter("$ dotnet run -c Release --project src/Muutostieto.Cli -- batch");
        var shown = BlockAfter("$ head -c 300 ");
        var program = Repository.File("src", "Muutostieto.Cli", "bin", "Release", "net10.0", "muutostieto.dll");
        var (code, output, errors) = await Programs.TryAsync("dotnet", folder, program, "batch", "--config", Repository.File("config"));
        var again = await Programs.TryAsync("dotnet", folder, program, "batch", "--config", Repository.File("config"));
        var file = Directory.EnumerateFiles(Path.Combine(folder, "data", "drop", "kainuun-hyvinvointialue", "download"), "*.PTT").Single();
        var head = Encoding.Latin1.GetString(File.ReadAllBytes(file)[..300]).Split("\r\n");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(code, Is.Zero, errors);
            Assert.That(errors.TrimEnd().Split('\n').Select(AnyNumber), Is.EqualTo(said[..^1].Select(AnyNumber)));
            Assert.That(AnyNumber(output.TrimEnd()), Is.EqualTo(AnyNumber(said[^1])));
            Assert.That(
                Persons(output),
                Is.InRange(Persons(said[^1]), 69_193),
                "orders run out as the days go by, and more persons may be delivered");
            Assert.That(again.Output.TrimEnd(), Is.EqualTo("Nothing is due."));
            Assert.That(head.Select(AnyDay), Is.EqualTo(shown.Select(AnyDay)));
        }
    }

    /// <summary>Against our own interface, over a small register.</summary>
    [Test]
    public async Task The_lines_of_configuration_and_the_command_of_the_bridge_feed_a_register_that_is_delivered()
    {
        const string called = "$ FEED_PASSWORD=pwd dotnet run -c Release --project src/Muutostieto.Cli -- ";
        var said = BlockAfter(called + "feed load");
        var section = BlockAfter("```json");
        await using var source = await InterfaceScene.StartAsync(persons: 150, weeks: 3);
        TestInstallation.CopyFolder(Repository.File("config"), Path.Combine(folder, "bridge"));
        var settings = Path.Combine(folder, "bridge", "appsettings.json");
        var address = new Uri(source.Address, "/api/v1").AbsoluteUri;
        var lines = string.Join('\n', section).Replace("http://127.0.0.1:8651/api/v1", address, StringComparison.Ordinal);
        File.WriteAllText(settings, FirstBrace().Replace(File.ReadAllText(settings), "{\n" + lines + ",\n", 1));
        var command = Lines.Single(line => line.StartsWith(called + "feed load", StringComparison.Ordinal))[called.Length..].Split(' ');

        var (code, output, errors) = await BridgeAsync(command);
        var batch = await BridgeAsync("batch", "--config", "bridge", "--data", "bridge-data");
        var check = await BridgeAsync("feed", "verify", "--config", "bridge", "--data", "bridge-data");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(section, Has.Length.EqualTo(4));
            Assert.That(code, Is.Zero, errors);
            Assert.That(output.TrimEnd().Split('\n').Select(AnyCount), Is.EqualTo(said.Select(AnyCount)));
            Assert.That(batch.Code, Is.Zero, batch.Errors);
            Assert.That(batch.Errors, Does.Contain("Fed in "));
            Assert.That(
                Directory.EnumerateFiles(Path.Combine(folder, "bridge-data", "drop"), "*.PTT", SearchOption.AllDirectories),
                Is.Not.Empty);
            Assert.That(check.Output, Does.Contain(": 0 different, 0 not shown by the source"), check.Errors);
        }
    }

    [Test]
    public void Every_path_that_the_readme_links_to_is_there() =>
        Assert.That(
            Links()
                .Matches(string.Join('\n', Lines))
                .Select(link => link.Groups[1].Value)
                .Where(path => !Path.Exists(Repository.File(path))),
            Is.Empty);

    private Task<(int Code, string Output, string Errors)> BridgeAsync(params string[] command) =>
        Programs.TryAsync("env", folder, ["FEED_PASSWORD=pwd", Programs.Find("dotnet"), TestedProgram.Path, .. command]);

    /// <summary>The lines of a console block after its command.</summary>
    private static string[] BlockAfter(string command)
    {
        var start = Array.FindIndex(Lines, line => line.StartsWith(command, StringComparison.Ordinal));
        Assert.That(start, Is.Not.Negative, $"the README shows no {command}");
        return [.. Lines.Skip(start + 1).TakeWhile(line => line != "```")];
    }

    /// <summary>What has run out by today depends on today.</summary>
    private static string AnyNumber(string line) => Number().Replace(line, "#");

    private static string AnyCount(string line) => Count().Replace(line, "#");

    private static int Persons(string line) =>
        int.Parse(
            PersonCount().Match(line).Groups[1].Value.Replace(",", "", StringComparison.Ordinal),
            System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Editors cut blanks at the end of a line; the planned day is in the files.</summary>

    private static string AnyDay(string line) => Day().Replace(line, "########").TrimEnd();

    [GeneratedRegex(@"(?<= )\d[\d,.]*(?= (?:non-disclosure|residents|persons|MB|transliterated))")]
    private static partial Regex Number();

    [GeneratedRegex(@"\d[\d,]*")]
    private static partial Regex Count();

    [GeneratedRegex(@"^\{", RegexOptions.Multiline)]
    private static partial Regex FirstBrace();

    [GeneratedRegex(@"([\d,]+) persons")]
    private static partial Regex PersonCount();

    [GeneratedRegex(@"(?<=XXX)\d{8}|(?<=MUUTOSTIETO')\d{12}")]
    private static partial Regex Day();

    [GeneratedRegex(@"\]\(([^)#:]+)\)")]
    private static partial Regex Links();
}
