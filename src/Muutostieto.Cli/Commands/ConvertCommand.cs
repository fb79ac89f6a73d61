using System.CommandLine;
using System.Globalization;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Hosting;
using Muutostieto.Recipient;
using Muutostieto.Recipient.Converting;
using Muutostieto.Records.Groups;

namespace Muutostieto.Cli.Commands;

/// <summary><c>convert FILE --to fixed|csv|json --out PATH</c>: turns one form into another.</summary>
internal static class ConvertCommand
{
    internal static Command Create(CommandContext context)
    {
        var file = new Argument<string>("FILE") { Description = "File of records in any form" };
        var to = new Option<string>("--to") { Description = "Form to write", HelpName = "fixed|csv|json", Required = true };
        to.AcceptOnlyFromAmong([.. RecordForms.Names]);
        var target = new Option<string>("--out") { Description = "File to write", HelpName = "PATH", Required = true };
        var force = new Option<bool>("--force") { Description = "Replace the file when it is there already" };
        var command = new Command(
            "convert",
            "Turn a file of records from one form into another. Fixed width to JSON and back gives the same bytes")
        {
            file,
            to,
            target,
            force,
        };
        command.SetAction(parsed =>
            Run(
                context,
                parsed,
                parsed.GetValue(file)!,
                RecordForms.Of(parsed.GetValue(to)!)!.Value,
                parsed.GetValue(target)!,
                parsed.GetValue(force)));
        return command;
    }

    private static int Run(CommandContext context, ParseResult parsed, string file, RecordForm form, string target, bool force)
    {
        using var work = context.Open(parsed);
        var verbose = context.Options.Verbose(parsed);
        var findings = 0L;
        var result = FileConverter.Convert(
            file,
            form,
            target,
            RecordUnits.Of(file, () => work.BuildingCatalog) == RecordUnit.Building ? work.BuildingCatalog : work.Catalog,
            finding =>
            {
                findings++;
                if (verbose)
                {
                    context.Terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}: {finding}"));
                }
            },
            force: force);
        if (context.Options.Json(parsed))
        {
            JsonOutput.Write(context.Terminal.Out, writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("from", RecordForms.NameOf(result.From));
                writer.WriteString("to", RecordForms.NameOf(result.To));
                writer.WriteString("out", target);
                writer.WriteNumber("records", result.Records);
                writer.WriteNumber("otherLines", result.OtherLines);
                writer.WriteNumber("leftOut", result.LeftOut);
                writer.WriteNumber("findings", findings);
                writer.WriteNumber("transliterated", result.Changed.Transliterated);
                writer.WriteNumber("shortened", result.Changed.Shortened);
                writer.WriteNumber("bytes", result.Bytes);
                writer.WriteEndObject();
            });
            return (int)ExitCode.Done;
        }

        context.Terminal.Out.WriteLine($"{target}: {Figures.Count(result.Records)} records, {Figures.Bytes(result.Bytes)}");
        Report(context.Terminal, findings, "oddities in the input; --verbose lists them, \"check\" judges them");
        Report(context.Terminal, result.LeftOut, "lines left out, for which CSV has no place");
        Report(context.Terminal, result.Straightened, "lines written as their layout has them, not as they were");
        Report(context.Terminal, result.Changed.Transliterated, "values transliterated");
        Report(context.Terminal, result.Changed.Shortened, "values shortened");
        return (int)ExitCode.Done;
    }

    private static void Report(Terminal terminal, long count, string what)
    {
        if (count > 0)
        {
            terminal.Error.WriteLine($"  {Figures.Count(count)} {what}");
        }
    }
}
