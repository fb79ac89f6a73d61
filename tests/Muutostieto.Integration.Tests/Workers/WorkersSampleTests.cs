using System.Text.RegularExpressions;
using Muutostieto.Cli.Tests.Support;
using Muutostieto.Integration.Tests.Support;

namespace Muutostieto.Integration.Tests.Workers;

/// <summary>The sample of workers in containers: what it tells the program is what the program knows.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed partial class WorkersSampleTests
{
    private static readonly string Compose = File.ReadAllText(Repository.File("samples", "workers", "compose.yaml"));

    [Test]
    public async Task Its_commands_are_the_program_s()
    {
        var commands = Commands.Matches(Compose).Select(found => found.Groups[1].Value.Split(", ")).ToList();
        Assert.That(commands, Has.Count.EqualTo(4));
        foreach (var command in commands)
        {
            var help = await ProgramProcess.RunAsync([.. command, "--help"]);
            Assert.That(help.Code, Is.Zero, help.ToString());
            foreach (var option in command.Where(word => word.StartsWith("--", StringComparison.Ordinal)))
            {
                Assert.That(help.Output, Does.Contain(option + " "));
            }
        }
    }

    [Test]
    public async Task Its_settings_are_accepted_with_the_shipped_configuration()
    {
        using var installation = new TestInstallation();
        var settings = Settings.Matches(Compose).ToDictionary(found => found.Groups[1].Value, found => found.Groups[2].Value);
        Assert.That(settings.Keys, Has.Some.EqualTo("MUUTOSTIETO__Store__connectionVariable"));
        string[] given =
        [
            .. settings.Select(each => $"{each.Key}={(each.Value.StartsWith('/') ? installation.Root : "")}{each.Value}"),
            "MUUTOSTIETO_DATABASE=Host=127.0.0.1;Port=1;Database=muutostieto",
        ];
        var (code, output, errors) = await Programs.TryAsync(
            "env", installation.Root, [.. given, "dotnet", TestedProgram.Path, "config", "check", .. installation.Options]);
        Assert.That(code, Is.Zero, output + errors);
    }

    [GeneratedRegex(@"^ +command: \[(.*)\]$", RegexOptions.Multiline)]
    private static partial Regex Commands { get; }

    [GeneratedRegex("^ +(MUUTOSTIETO__[A-Za-z_]+): (.+)$", RegexOptions.Multiline)]
    private static partial Regex Settings { get; }
}
