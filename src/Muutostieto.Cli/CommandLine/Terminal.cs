using System.Text;

namespace Muutostieto.Cli.CommandLine;

/// <summary>The streams of a command: data on one writer, messages on the other.</summary>
/// <param name="Out">Standard output: what was asked for.</param>
/// <param name="Error">Standard error: progress, warnings, failures.</param>
/// <param name="ShowsProgress">Whether <paramref name="Error"/> is a terminal that can rewrite a line.</param>
internal sealed record Terminal(TextWriter Out, TextWriter Error, bool ShowsProgress)
{
    /// <summary>Columns of the terminal that <see cref="Out"/> is; null when it is none, as a pipe.</summary>
    internal int? Width { get; init; }

    /// <summary>Standard input: for what must not be on the command line.</summary>
    internal TextReader In { get; init; } = Console.In;

    /// <summary>Asks a question and returns the answer, null at the end of the input; null where no one is there to answer.</summary>
    internal Func<string, string?>? Ask { get; init; }

    /// <summary>Whether Ctrl+C was pressed.</summary>
    internal Func<bool> IsInterrupted { get; init; } = () => false;

    /// <summary>Reads a line that a terminal does not show; null at the end of the input.</summary>
    internal string? ReadSecret(string prompt)
    {
        if (In != Console.In || Console.IsInputRedirected)
        {
            return In.ReadLine();
        }

        Error.Write(prompt);
        var line = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                line.Length = Math.Max(0, line.Length - 1);
            }
            else if (key.KeyChar != '\0')
            {
                line.Append(key.KeyChar);
            }
        }

        Error.WriteLine();
        return line.ToString();
    }

    internal static Terminal OfProcess()
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new Terminal(Console.Out, Console.Error, !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb")
        {
            Width = WidthOfProcess(),
            Ask = Console.IsInputRedirected || Console.IsErrorRedirected ? null : AskOfProcess,
        };
    }

    private static string? AskOfProcess(string question)
    {
        Console.Error.Write(question);
        return Console.In.ReadLine();
    }

    /// <summary>Null for a pipe, and for a terminal that does not say how wide it is.</summary>
    private static int? WidthOfProcess()
    {
        try
        {
            return Console.IsOutputRedirected || Console.WindowWidth <= 0 ? null : Console.WindowWidth;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
