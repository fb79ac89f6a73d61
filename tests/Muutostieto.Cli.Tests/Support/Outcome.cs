using System.Text.Json;
using System.Text.RegularExpressions;
using Muutostieto.Cli.CommandLine;

namespace Muutostieto.Cli.Tests.Support;

/// <summary>How a run of the program ended.</summary>
internal sealed record Outcome(int Code, string Output, string Errors)
{
    /// <summary>The output as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public override string ToString() => $"exit code {Code}\n{Output}\n{Errors}";

    public Outcome AssertDone()
    {
        Assert.That(Code, Is.Zero, ToString());
        return this;
    }

    /// <summary>A trial ended with this code and says why, without a trace.</summary>
    internal Outcome AssertNotReady(ExitCode code, params string[] words)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Code, Is.EqualTo((int)code), ToString());
            Assert.That(
                Output, Does.Contain("  failed   ").And.Contain(" 1 failed.").And.Not.Contain("   at ").And.Not.Contain("Exception"));
            Assert.That(words, Is.All.Matches<string>(word => Output.Contains(word!, StringComparison.Ordinal)), ToString());
        }

        return this;
    }

    /// <summary>
    /// It failed as it should: with this code and one message of the program's own, without a trace, a person or an identity code.
    /// </summary>
    internal Outcome AssertFailed(ExitCode code, params string[] words)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Code, Is.EqualTo((int)code), ToString());
            Assert.That(Regex.Count(Errors, "(?m)^muutostieto: "), Is.EqualTo(1), $"one message: {this}");
            Assert.That(
                Errors,
                Does.Not.Contain("   at ").And.Not.Contain("Exception").And.Not.Contain("error of the program itself"),
                "no trace");
            Assert.That(Errors, Does.Not.Match("[0-9]{6}[-+A-FU-Y]9[0-9]{2}[0-9A-Y]"), "no one is named");
            foreach (var word in words)
            {
                Assert.That(Errors, Does.Contain(word));
            }
        }

        return this;
    }
}
