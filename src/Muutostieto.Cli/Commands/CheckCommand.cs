using System.CommandLine;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Hosting;
using Muutostieto.Recipient.Checking;
using Muutostieto.Records;
using Muutostieto.Records.Model;

namespace Muutostieto.Cli.Commands;

/// <summary><c>check FILE…</c>: is a delivery whole and right?</summary>
internal static class CheckCommand
{
    internal static Command Create(CommandContext context)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description =
                "Files of records in any form (.PTT, .MTT, .jsonl, .csv.zip), a manifest (.json), its signature (.json.sig), hashes "
                    + "(.sha256) or a list to be sent (.HTT); or a folder, for all such files in it",
            Arity = ArgumentArity.OneOrMore,
        };
        var signers = new SignersOptions();
        var command = new Command(
            "check",
            "Check that delivered files are complete and correct: counts, lengths, codes, dates, check characters, hashes, signatures. "
                + "Exit code 0 = yes, 12 = no")
        {
            files,
        };
        signers.AddTo(command);
        command.SetAction(parsed => Run(context, parsed, signers, parsed.GetValue(files)!));
        return command;
    }

    private static int Run(CommandContext context, ParseResult parsed, SignersOptions signers, string[] files)
    {
        using var work = context.Open(parsed);
        var verifier = signers.Verifier(parsed, work.Clock, context.Words);
        var report = new FileChecker(work.Catalog, verifier: verifier, buildings: () => work.BuildingCatalog).Check(Named(context, files));
        if (context.Options.Json(parsed))
        {
            WriteJson(context, report);
        }
        else
        {
            WriteText(context, report);
        }

        return (int)(report.IsSound ? ExitCode.Done : ExitCode.Integrity);
    }

    /// <summary>The files, and those in a folder.</summary>
    /// <exception cref="MuutostietoException">Usage: there is no file of a delivery in a folder. Fault: it cannot be listed.</exception>
    private static List<string> Named(CommandContext context, string[] paths)
    {
        var named = new List<string>();
        foreach (var path in paths)
        {
            if (FetchedFolder.FilesOf(path) is not var (files, others))
            {
                named.Add(path);
                continue;
            }

            if (files.Count == 0)
            {
                throw new MuutostietoException(
                    FailureKind.Usage,
                    $"{path}: there is no file of a delivery in this folder. Name the one that deliveries were fetched into.");
            }

            if (others > 0)
            {
                context.Terminal.Error.WriteLine($"{path}: {others} other {(others == 1 ? "file was" : "files were")} not looked at.");
            }

            named.AddRange(files);
        }

        return named;
    }

    private static void WriteText(CommandContext context, CheckReport report)
    {
        var output = context.Terminal.Out;
        foreach (var file in report.Files)
        {
            foreach (var finding in file.Findings)
            {
                var kind = finding.Severity == Severity.Fault ? "fault" : "note";
                output.WriteLine($"{file.Name}: {kind}: {context.Words.Of($"{finding}", finding.Remedy)}");
            }

            var verdict = file.Faults == 0 ? "sound" : $"{Figures.Count(file.Faults)} {(file.Faults == 1 ? "fault" : "faults")}";
            var notes = file.Notes == 0 ? "" : $", {Figures.Count(file.Notes)} {(file.Notes == 1 ? "note" : "notes")}";
            output.WriteLine(
                $"{file.Name}: {file.Form}, {Figures.Count(file.Records)} records, {Figures.Bytes(file.Bytes)}: {verdict}{notes}");
        }
    }

    private static void WriteJson(CommandContext context, CheckReport report) => JsonOutput.Write(context.Terminal.Out, writer =>
    {
        writer.WriteStartArray();
        foreach (var file in report.Files)
        {
            writer.WriteStartObject();
            writer.WriteString("name", file.Name);
            writer.WriteString("form", file.Form);
            writer.WriteNumber("bytes", file.Bytes);
            writer.WriteNumber("records", file.Records);
            writer.WriteNumber("faults", file.Faults);
            writer.WriteNumber("notes", file.Notes);
            writer.WriteStartObject("groups");
            foreach (var (group, count) in file.Groups)
            {
                writer.WriteNumber(group, count);
            }

            writer.WriteEndObject();
            writer.WriteStartArray("findings");
            foreach (var finding in file.Findings)
            {
                writer.WriteStartObject();
                writer.WriteString("severity", finding.Severity == Severity.Fault ? "fault" : "note");
                writer.WriteNumber("line", finding.Line);
                writer.WriteString("kind", finding.Kind);
                writer.WriteString("message", context.Words.Of(finding.Message, finding.Remedy));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });
}
