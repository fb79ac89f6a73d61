using System.CommandLine;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Hosting;

namespace Muutostieto.Cli.Drafts;

/// <summary>Says what was written and what to do next.</summary>
internal static class DraftReport
{
    /// <param name="context">Where it speaks.</param>
    /// <param name="parsed">Whether as JSON.</param>
    /// <param name="path">Of the file.</param>
    /// <param name="next">What to do next, a sentence; null: nothing.</param>
    /// <param name="more">What else the JSON has.</param>
    internal static int Write(
        CommandContext context, ParseResult parsed, string path, string? next, params (string Key, string Value)[] more)
    {
        if (context.Options.Json(parsed))
        {
            JsonOutput.Write(context.Terminal.Out, writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("file", path);
                foreach (var (key, value) in more)
                {
                    writer.WriteString(key, value);
                }

                writer.WriteEndObject();
            });
            return (int)ExitCode.Done;
        }

        context.Terminal.Out.WriteLine($"{Installation.Shown(path)}: written.");
        if (next is not null)
        {
            context.Terminal.Error.WriteLine(next);
        }

        return (int)ExitCode.Done;
    }
}
