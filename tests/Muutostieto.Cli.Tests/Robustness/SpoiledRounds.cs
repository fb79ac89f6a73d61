using System.Globalization;
using System.Text.RegularExpressions;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Robustness;

/// <summary>
/// Rounds of damage, each with a spoiler of its own. Whatever it is given, the program answers with an exit code that it documents, with
/// words, without a trace and without an identity code. <c>MUUTOSTIETO_SPOILED</c> multiplies the rounds, <c>MUUTOSTIETO_SEED</c> begins
/// elsewhere.
/// </summary>
internal sealed partial class SpoiledRounds
{
    private readonly int times = Setting("MUUTOSTIETO_SPOILED", 1);
    private readonly int seed = Setting("MUUTOSTIETO_SEED", 1);
    private readonly List<string> wrong = [];
    private string round = "";

    /// <summary>Runs each round, and fails with the first few wrong answers.</summary>
    /// <param name="count">How many rounds, unless more are asked for.</param>
    /// <param name="run">Given the number of the round and its spoiler.</param>
    public async Task RunAsync(int count, Func<int, Spoiler, Task> run)
    {
        for (var number = 0; number < count * times; number++)
        {
            round = $"MUUTOSTIETO_SEED={seed}, round {number}";
            await run(number, new Spoiler(new Random((seed * 1_000_003) + number)));
        }

        Assert.That(wrong, Is.Empty, string.Join("\n\n", wrong.Take(5)));
    }

    /// <summary>Runs a command, and notes it when the answer is none that a user should get.</summary>
    public async Task<Outcome> TryAsync(params string[] args)
    {
        var outcome = await InProcess.RunAsync(args);
        var said = outcome.Output + outcome.Errors;
        if (!Enum.IsDefined((ExitCode)outcome.Code)
            || said.Length == 0
            || outcome.Errors.Contains("Exception", StringComparison.Ordinal)
            || outcome.Errors.Contains("   at ", StringComparison.Ordinal)
            || Codes().IsMatch(said))
        {
            Note($"{string.Join(' ', args)}\n{outcome}");
        }

        return outcome;
    }

    /// <summary>Notes what is wrong in this round.</summary>
    public void Note(string what) => wrong.Add($"{round}: {what}");

    private static int Setting(string name, int defaultValue) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? int.Parse(value, CultureInfo.InvariantCulture) : defaultValue;

    [GeneratedRegex("[0-9]{6}[-+A-FU-Y][0-9]{3}[0-9A-FHJ-NPR-Y]")]
    private static partial Regex Codes();
}
