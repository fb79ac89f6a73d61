namespace Muutostieto.Cli.CommandLine;

/// <summary>What becomes of a command that was stopped before its end.</summary>
internal static class Stopped
{
    /// <summary>By the command's words, or by those with which several begin.</summary>
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["batch"] = Run,
        ["deliver"] = Run,
        ["extract run"] = Run,
        ["update run"] = Run,
        ["reconcile"] = Run,
        ["deliveries redeliver"] = "What was begun is finished by the same command.",
        ["deliveries withdraw"] = "What was begun is finished by the same command.",
        ["register"] = "What was not finished is undone: call the command again.",
        ["store"] = "What was not finished is undone: call the command again.",
        ["feed load"] = "What was not finished is undone: call the command again.",
        ["feed run"] = "Pages that were entered stay; the next run goes on after them.",
        ["backup"] = "There is no backup: call the command again.",
        ["load"] = "Deliveries that were loaded stay; the same command goes on after them.",
        ["serve"] = Run,
    };

    private const string Run = "What was begun is finished by the next run.";

    /// <param name="command">The command's words as they are typed.</param>
    internal static string WordsOf(string command)
    {
        for (var known = command; known.Length > 0; known = known.LastIndexOf(' ') is >= 0 and var at ? known[..at] : "")
        {
            if (Words.TryGetValue(known, out var words))
            {
                return words;
            }
        }

        return "Nothing was changed.";
    }
}
