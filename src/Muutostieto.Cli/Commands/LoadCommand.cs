using System.CommandLine;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Hosting;
using Muutostieto.Recipient;
using Muutostieto.Recipient.Comparing;
using Muutostieto.Recipient.Loading;
using Muutostieto.Records.Reconciliation;

namespace Muutostieto.Cli.Commands;

/// <summary><c>load DIR --into DB</c>: keeps a recipient's database equal to the register.</summary>
internal static class LoadCommand
{
    internal static Command Create(CommandContext context)
    {
        var folder = new Argument<string>("DIR") { Description = "Folder with deliveries, in any order" };
        var into = new Option<string>("--into")
        {
            Description = "SQLite database to load into; made when it is not there",
            HelpName = "DB",
            Required = true,
        };
        var receipts = new Option<string?>("--receipts")
        {
            Description = "Folder for receipts (default: upload beside DIR, else DIR)",
            HelpName = "DIR",
        };
        var lists = new Option<string?>("--lists")
        {
            Description =
                "For a permit with a list: folder with the lists (.HTT) that were sent, of which follows who was taken off (default: as "
                    + "for receipts)",
            HelpName = "DIR",
        };
        var form = new Option<string?>("--form")
        {
            Description = "Which of a delivery's files to read (default: what is there, fixed first)",
            HelpName = "fixed|csv",
        };
        form.AcceptOnlyFromAmong(RecordForms.NameOf(RecordForm.Fixed), RecordForms.NameOf(RecordForm.Csv));
        var permit = new Option<string?>("--permit") { Description = "Load the deliveries of this permit alone", HelpName = "PERMIT" };
        var compare = new Option<string?>("--compare")
        {
            Description = "Then compare the database with the sender's reconciliation file (.TAS)",
            HelpName = "FILE",
        };
        var accept = new Option<bool>("--accept")
        {
            Description = "Load a base also when it leaves 0 residents, or over 20 % fewer, in the database",
        };
        var fromKey = new Option<long?>("--from-key")
        {
            Description = "For changes that begin at a key: the database is as of this key, by data of the interface",
            HelpName = "KEY",
        };
        var signers = new SignersOptions();
        var command = new Command(
            "load",
            "Apply a base and its changes, in order, to a local database, and write receipts. 0 = all is loaded, 2 = a base would leave 0 "
                + "residents, or over 20 % fewer, and waits for --accept, or changes begin at a key and wait for --from-key, 12 = one "
                + "cannot be, or the comparison differs")
        {
            folder,
            into,
            receipts,
            lists,
            form,
            permit,
            compare,
            accept,
            fromKey,
        };
        signers.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(context, parsed, new LoadOptions
        {
            Folder = parsed.GetValue(folder)!,
            Database = parsed.GetValue(into)!,
            Receipts = parsed.GetValue(receipts),
            Lists = parsed.GetValue(lists),
            Form = parsed.GetValue(form) is { } name ? RecordForms.Of(name) : null,
            Permit = parsed.GetValue(permit),
            Accept = parsed.GetValue(accept),
            FromKey = parsed.GetValue(fromKey),
            Verifier = signers.Verifier(parsed, context.Options.Clock(parsed, context.SystemClock), context.Words),
        }, parsed.GetValue(compare), cancellation)));
        return command;
    }

    private static int Run(CommandContext context, ParseResult parsed, LoadOptions options, string? compare, CancellationToken cancellation)
    {
        // Report an unreadable file before anything is loaded.
        var reconciliation = compare is null ? null : ReconciliationFile.Read(compare);
        using var work = context.Open(parsed);
        using var line = new ProgressLine(context.Terminal, options.Folder, "records", null);
        var json = context.Options.Json(parsed);
        var loader = new DeliveryLoader(work.Catalog, work.Clock, context.Words, progress => line.Report(progress.Records), step =>
        {
            if (!json)
            {
                WriteStep(context.Terminal, step);
            }
        });
        var result = loader.Load(options, cancellation);
        var comparison = reconciliation is not null && result.Refusal is null
            ? new DatabaseComparer(work.Catalog, context.Words, seen => line.Report(seen))
                .Compare(options.Database, reconciliation, cancellation)
            : null;
        if (json)
        {
            WriteJson(context, result, comparison, options.Verifier is not null);
        }
        else
        {
            context.Terminal.Out.WriteLine(
                $"{options.Database}: {Figures.Count(result.Residents)} "
                    + $"residents{(result.Head is { } head ? $", as of {head}" : "")}"
                    + $"{(result.Loaded.Count == 0 && result.Refusal is null ? "; nothing new" : "")}");
        }

        if (options.Verifier is null && result.Loaded.Count > 0)
        {
            context.Terminal.Error.WriteLine(
                "Signatures were not checked: name the sender's allowed_signers with --signers to have only what it has signed loaded.");
        }

        foreach (var step in result.Loaded)
        {
            WriteDamaged(context.Terminal, options.Folder, step);
        }

        if (result.Refusal is { } refusal)
        {
            context.Terminal.Error.WriteLine($"muutostieto: {refusal}");
        }

        if (comparison is not null)
        {
            LoadComparison.Report(context.Terminal, json ? context.Terminal.Error : context.Terminal.Out, comparison);
        }

        return (int)(result.Refusal is not null ? ExitCode.Integrity : LoadComparison.ExitCodeOf(comparison));
    }

    private static void WriteStep(Terminal terminal, LoadedStep step)
    {
        terminal.Out.WriteLine($"{step}: {Figures.Count(step.Counts.Records)} records from {step.File}");
        if (step.Counts.UnknownLeavers > 0)
        {
            terminal.Error.WriteLine(
                $"  {Figures.Count(step.Counts.UnknownLeavers)} leaving lines of persons who are not known: nothing to do");
        }

        if (step.Counts.TakenOff > 0)
        {
            terminal.Out.WriteLine($"  {Figures.Count(step.Counts.TakenOff)} persons deleted who were taken off the list");
        }

        if (step.Counts.UnknownRemovals > 0)
        {
            terminal.Error.WriteLine(
                $"  {Figures.Count(step.Counts.UnknownRemovals)} removals from the list are not known here, and those persons are still in "
                    + "the database: fetch the results (.RES) too, and name the folder of the lists that were sent with --lists; a new "
                    + "base makes it good");
        }

        if (step.Counts.UnknownGroups > 0)
        {
            terminal.Error.WriteLine(
                $"  {Figures.Count(step.Counts.UnknownGroups)} groups passed over that the layouts do not know; newer ones "
                    + "(config/groups.json) and a new base would bring them");
        }

        if (step.Counts.NotResidents > 0)
        {
            terminal.Error.WriteLine($"  {Figures.Count(step.Counts.NotResidents)} persons that are no longer residents by the repair");
        }
    }

    private static void WriteDamaged(Terminal terminal, string folder, LoadedStep step)
    {
        foreach (var file in step.Damaged)
        {
            terminal.Error.WriteLine(
                FormattableString.Invariant(
                    $"{Path.Combine(folder, file.File)}: {file.Bytes} bytes, {file.ExpectedBytes} expected by the manifest. {step} was ")
                    + $"loaded from {step.File}, which agrees with it. Fetch the other file again in binary mode before it is used.");
        }
    }

    private static void WriteJson(CommandContext context, LoadResult result, ComparisonResult? comparison, bool isSignatureChecked) =>
        JsonOutput.Write(context.Terminal.Out, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("permit", result.Permit);
            writer.WriteString("head", result.Head);
            writer.WriteNumber("residents", result.Residents);
            writer.WriteString("refusal", result.Refusal);
            writer.WriteBoolean("signaturesChecked", isSignatureChecked);
            writer.WriteStartArray("loaded");
            foreach (var step in result.Loaded)
            {
                writer.WriteStartObject();
                writer.WriteString("kind", step.Kind);
                writer.WriteNumber("number", step.Number);
                writer.WriteString("file", step.File);
                writer.WriteNumber("records", step.Counts.Records);
                writer.WriteNumber("unknownLeavers", step.Counts.UnknownLeavers);
                writer.WriteNumber("unknownGroups", step.Counts.UnknownGroups);
                writer.WriteNumber("notResidents", step.Counts.NotResidents);
                writer.WriteNumber("takenOff", step.Counts.TakenOff);
                writer.WriteNumber("unknownRemovals", step.Counts.UnknownRemovals);
                writer.WriteStartArray("damaged");
                foreach (var file in step.Damaged)
                {
                    writer.WriteStartObject();
                    writer.WriteString("file", file.File);
                    writer.WriteNumber("bytes", file.Bytes);
                    writer.WriteNumber("expectedBytes", file.ExpectedBytes);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            LoadComparison.WriteJson(writer, comparison);
            writer.WriteEndObject();
        });
}
