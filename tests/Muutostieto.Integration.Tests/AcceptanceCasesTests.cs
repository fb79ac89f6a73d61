using Muutostieto.Integration.Tests.Support;

namespace Muutostieto.Integration.Tests;

/// <summary>
/// Faults found from outside, each a small program that plays a scene against the program as a process. They are not the project's to
/// carry:
/// <c>MUUTOSTIETO_CASES</c> names their folder.
/// </summary>
[Platform("Linux")]
[Parallelizable(ParallelScope.All)]
public sealed class AcceptanceCasesTests
{
    private static readonly string[] Tools = ["run.py", "runner.py", "scene.py"];

    private static string? Folder => Environment.GetEnvironmentVariable("MUUTOSTIETO_CASES") is { Length: > 0 } folder ? folder : null;

    private static IEnumerable<string> Cases =>
        Folder is { } folder
            ? Directory
                .EnumerateFiles(folder, "*.py")
                .Select(Path.GetFileName)
                .Except(Tools)
                .Select(file => Path.GetFileNameWithoutExtension(file)!)
                .Order(StringComparer.Ordinal)
            : ["none"];

    [TestCaseSource(nameof(Cases))]
    public async Task Case_passes(string name)
    {
        if (Folder is not { } folder)
        {
            Assert.Ignore("MUUTOSTIETO_CASES does not name the folder of acceptance cases.");
            return;
        }

        var (code, output, errors) = await Programs.TryAsync(
            "python3",
            Repository.Root,
            Path.Combine(folder, "run.py"),
            name,
            "--program",
            $"dotnet {TestedProgram.Path}");

        Assert.That(code, Is.Zero, output + errors);
        Assert.That(output, Does.StartWith("ok ").Or.StartWith("skip "));
    }
}
