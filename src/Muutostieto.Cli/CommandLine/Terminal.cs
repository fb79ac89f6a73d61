using System.Text;

namespace Muutostieto.Cli.CommandLine;

/// <summary>Where a command speaks: data on one writer, talk on the other.</summary>
/// <param name="Out">Standard output: what was asked for.</param>
/// <param name="Error">Standard error: progress, warnings, failures.</param>
/// <param name="ShowsProgress">Whether somebody watches <paramref name="Error"/>, on a terminal that can rewrite a line.</param>
internal sealed record Terminal(TextWriter Out, TextWriter Error, bool ShowsProgress)
{
    /// <summary>Standard input: what must not stand on the command line.</summary>
    internal TextReader In { get; init; } = Console.In;

    internal static Terminal OfProcess()
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new Terminal(Console.Out, Console.Error, !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb");
    }
}
