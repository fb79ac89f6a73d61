using Muutostieto.Integration.Tests.Support;

namespace Muutostieto.Integration.Tests;

/// <summary>The script is parsed with PowerShell's grammar.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class RunBatchScriptTests
{
    private static readonly string Parser = Repository.File("tests", "powershell");

    [Test]
    public async Task The_script_parses()
    {
        var (code, output, errors) = await ParseAsync(Repository.File("run-batch.ps1"));

        Assert.That(code, Is.Zero, output + errors);
    }

    [TestCase("param(", "param")]
    [TestCase("if ($At) {", "if ($At {")]
    [TestCase("'dotnet' -ErrorAction", "'dotnet -ErrorAction")]
    public async Task A_broken_script_does_not_parse(string part, string broken)
    {
        var script = await File.ReadAllTextAsync(Repository.File("run-batch.ps1"));
        Assert.That(script, Does.Contain(part));
        var folder = Directory.CreateTempSubdirectory("muutostieto-ps1-");
        try
        {
            var path = Path.Combine(folder.FullName, "broken.ps1");
            await File.WriteAllTextAsync(path, script.Replace(part, broken, StringComparison.Ordinal));

            var (code, output, errors) = await ParseAsync(path);

            Assert.That(code, Is.EqualTo(1), output + errors);
            Assert.That(output, Does.Contain("does not parse").Or.Contain("missing"), errors);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public async Task The_script_is_ascii_as_older_powershells_read_files_without_a_mark_in_the_systems_code_page()
    {
        Assert.That(await File.ReadAllBytesAsync(Repository.File("run-batch.ps1")), Has.All.LessThan((byte)0x80));
    }

    private static async Task<(int Code, string Output, string Errors)> ParseAsync(string script)
    {
        Assert.That(
            Path.Combine(Parser, "node_modules"),
            Does.Exist,
            "The PowerShell grammar is missing. Run the tests with \"bash tests/run.sh\", which installs what they need.");
        // One quick compiler is enough for one file; the optimising one would take seconds.
        return await Programs.TryAsync("node", Parser, "--liftoff-only", "parse.mjs", script);
    }
}
