using System.CommandLine;
using System.Globalization;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Hosting;
using Muutostieto.Records;
using Muutostieto.Register;
using Muutostieto.Synthetic;

namespace Muutostieto.Cli.Commands;

/// <summary><c>register create | import | simulate | check | status</c>.</summary>
internal static class RegisterCommand
{
    internal static Command Create(CommandContext context) =>
        new("register", "The population register")
        {
            CreateCommand(context),
            ImportCommand(context),
            RegisterSimulateCommand.Create(context),
            RegisterCheckCommand.Create(context),
            StatusCommand(context),
        };

    private static Command CreateCommand(CommandContext context)
    {
        var county = new Option<string[]>("--county")
        {
            Description = "County, two digits; may be given again",
            HelpName = "CODE",
            AllowMultipleArgumentsPerToken = true,
        };
        var municipality = new Option<string[]>("--municipality")
        {
            Description = "Municipality, three digits; may be given again",
            HelpName = "CODE",
            AllowMultipleArgumentsPerToken = true,
        };
        var country = new Option<bool>("--whole-country") { Description = "All municipalities: 5.65 million persons" };
        var persons = new Option<int?>("--persons")
        {
            Description = "How many living residents; their real number when left out",
            HelpName = "N",
        };
        var seed = new Option<ulong>("--seed")
        {
            Description = "The same seed gives the same persons",
            HelpName = "N",
            DefaultValueFactory = _ => 1,
        };
        var noBuildings = new Option<bool>("--no-buildings") { Description = "Persons only; by default their buildings too" };
        var command = new Command("create", "Create a register of a synthetic population: persons who do not exist, identity codes 900-999")
        {
            county,
            municipality,
            country,
            persons,
            seed,
            noBuildings,
        };
        command.SetAction(
            (parsed, cancellation) =>
                Task.Run(
                    () =>
                        Create(
                            context,
                            parsed,
                            parsed.GetValue(county) ?? [],
                            parsed.GetValue(municipality) ?? [],
                            parsed.GetValue(country),
                            parsed.GetValue(persons),
                            parsed.GetValue(seed),
                            hasBuildings: !parsed.GetValue(noBuildings),
                            cancellation),
                    cancellation));
        return command;
    }

    private static int Create(
        CommandContext context,
        ParseResult parsed,
        string[] counties,
        string[] municipalities,
        bool wholeCountry,
        int? persons,
        ulong seed,
        bool hasBuildings,
        CancellationToken cancellation)
    {
        using var work = context.OpenToWrite(parsed);
        if (work.Configuration.Settings.IsProduction)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                "register create: the configuration is marked production; persons who do not exist are never put there.");
        }

        if (!wholeCountry && counties.Length + municipalities.Length == 0)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                "register create: say whose inhabitants to make: --county 20, --municipality 091, or --whole-country.");
        }

        if (persons is <= 0)
        {
            throw new MuutostietoException(FailureKind.Usage, $"--persons: {persons}; expected 1 or more.");
        }

        var known = SyntheticPopulation.AllMunicipalities();
        if (municipalities.FirstOrDefault(code => !known.Contains(code)) is { } unknown)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"--municipality: there is no municipality \"{unknown}\" in force; expected three digits as 091.");
        }

        var chosen = wholeCountry
            ? known
            : [.. SyntheticFill.MunicipalitiesOf(work, counties).Concat(municipalities).Distinct().Order(StringComparer.Ordinal)];
        var count = SyntheticFill.Run(work, context.Terminal, chosen, persons, seed, hasBuildings, cancellation);
        context.Terminal.Error.WriteLine(
            $"Created {Figures.Count(count)} persons of {chosen.Count} {(chosen.Count == 1 ? "municipality" : "municipalities")} in "
                + $"{work.RegisterName}.");
        return Status(context, parsed, work);
    }

    private static Command ImportCommand(CommandContext context)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Files of records: bases (.PTT), changes (.MTT), buildings (.jsonl, .csv.zip); they are taken in this order",
            Arity = ArgumentArity.OneOrMore,
        };
        var notes = new Option<string?>("--notes")
        {
            Description = "Write every note and fault to this file, one line of JSON each; the terminal has the first of each kind",
            HelpName = "FILE",
        };
        var insteadOf = new Option<string[]>("--instead-of")
        {
            Description = "Name of a file whose import failed and that these files replace: ends its alert; may be given again",
            HelpName = "NAME",
            AllowMultipleArgumentsPerToken = true,
        };
        var clockOk = GlobalOptions.NewClockOk();
        var command = new Command(
            "import",
            "Take records into the register. A broken line stops everything: nothing is imported. A file that was imported before "
                + "is passed over")
        {
            files,
            notes,
            insteadOf,
            clockOk,
        };
        command.SetAction(
            (parsed, cancellation) =>
                Task.Run(
                    () =>
                        ImportAsync(
                            context,
                            parsed,
                            parsed.GetValue(files)!,
                            parsed.GetValue(notes),
                            parsed.GetValue(insteadOf) ?? [],
                            parsed.GetValue(clockOk),
                            cancellation),
                    cancellation));
        return command;
    }

    private static async Task<int> ImportAsync(
        CommandContext context,
        ParseResult parsed,
        string[] files,
        string? notesPath,
        string[] insteadOf,
        bool clockOk,
        CancellationToken cancellation)
    {
        using var work = context.OpenToWrite(parsed);
        Action<string> warn = reason => context.Terminal.Error.WriteLine($"muutostieto: {reason}");
        using var notes = notesPath is null ? null : ImportNotesFile.Create(work.Disk.Files, notesPath);
        var result = RegisterFill.Import(work, files, insteadOf, clockOk, notes is null ? null : notes.Add, warn, cancellation);
        foreach (var note in result.Notes)
        {
            context.Terminal.Error.WriteLine($"{note}");
        }

        if (result.NoteCount > result.Notes.Count)
        {
            context.Terminal.Error.WriteLine(
                $"… and {Figures.Count(result.NoteCount - result.Notes.Count)} "
                    + $"more{(notesPath is null ? "; --notes FILE writes all of them" : $", all in {notesPath}")}");
        }

        var due = await ImportReview.RunAsync(context, work, context.Options.Verbose(parsed), cancellation).ConfigureAwait(false);
        if (context.Options.Json(parsed))
        {
            JsonOutput.Write(context.Terminal.Out, json =>
            {
                json.WriteStartObject();
                json.WriteNumber("records", result.Records);
                json.WriteNumber("added", result.Added);
                json.WriteNumber("replaced", result.Replaced);
                json.WriteNumber("unchanged", result.Unchanged);
                json.WriteNumber("changed", result.Changed);
                json.WriteNumber("skipped", result.Skipped);
                json.WriteNumber("merged", result.Merged);
                json.WriteNumber("held", result.Held);
                json.WriteNumber("buildings", result.Buildings);
                json.WriteNumber("notes", result.NoteCount);
                json.WriteNumber("journalKey", result.LatestKey.Value);
                json.WriteStartArray("findings");
                foreach (var note in result.Notes)
                {
                    json.WriteStartObject();
                    ImportNotesFile.Write(json, note);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WritePropertyName("toWithdraw");
                WithdrawalJson.Write(json, due, context.Words);
                json.WriteEndObject();
            });
        }
        else
        {
            context.Terminal.Out.WriteLine(
                $"{Figures.Count(result.Records, "record")}: {Figures.Count(result.Added, "person")} added, "
                    + $"{Figures.Count(result.Replaced)} replaced, {Figures.Count(result.Changed)} changed, "
                    + $"{Figures.Count(result.Unchanged)} unchanged, {Figures.Count(result.Merged)} merged, "
                    + $"{Figures.Count(result.Skipped)} passed over, "
                    + $"{(result.Buildings > 0 ? $"{Figures.Count(result.Buildings)} of buildings entered, " : "")}"
                    + $"{(result.Held > 0 ? $"{Figures.Count(result.Held)} held, " : "")}{Figures.Count(result.NoteCount, "note")}.");
        }

        return (int)ExitCode.Done;
    }

    private static Command StatusCommand(CommandContext context)
    {
        var command = new Command("status", "Show what the register holds: persons, residents by municipality, journal key, kind, size");
        command.SetAction(parsed =>
        {
            using var work = context.Open(parsed);
            return Status(context, parsed, work);
        });
        return command;
    }

    private static int Status(CommandContext context, ParseResult parsed, Installation work)
    {
        var status = work.Register.Status();
        var description = work.Register.Describe();
        var feed = work.Register.Feed();
        var buildings = work.Register.Buildings.Counts();
        var kind = description.Origin.Kind == RegisterKind.Production ? "production" : "synthetic";
        if (context.Options.Json(parsed))
        {
            JsonOutput.Write(context.Terminal.Out, writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("kind", kind);
                writer.WriteNumber("persons", status.Persons);
                writer.WriteNumber("living", status.Living);
                writer.WriteNumber("protected", status.Protected);
                writer.WriteNumber("journalKey", status.LatestKey.Value);
                writer.WriteNumber("bytes", status.Bytes);
                writer.WriteString("filledBy", feed.IsFed ? "feed" : "synthesis");
                writer.WriteString("lastImport", feed.LastImport?.ToString("O", CultureInfo.InvariantCulture));
                writer.WriteNumber("heldStatements", feed.HeldStatements);
                writer.WriteNumber("buildings", buildings.Buildings);
                writer.WriteNumber("standingBuildings", buildings.Standing);
                writer.WriteNumber("dwellings", buildings.Dwellings);
                writer.WriteStartObject("municipalities");
                foreach (var (code, living) in status.Municipalities)
                {
                    writer.WriteNumber(code, living);
                }

                writer.WriteEndObject();
                writer.WriteEndObject();
            });
            return (int)ExitCode.Done;
        }

        var output = context.Terminal.Out;
        output.WriteLine(
            $"{work.RegisterName}: "
                + $"{kind}{(description.Origin.Note.Length > 0 ? $", {description.Origin.Note}" : "")}"
                + $"{(description.Origin.Seed is { } seed ? $", seed {seed}" : "")}");
        output.WriteLine($"  persons      {Figures.Count(status.Persons),12}");
        output.WriteLine($"  living       {Figures.Count(status.Living),12}");
        output.WriteLine($"  protected    {Figures.Count(status.Protected),12}");
        if (buildings.Buildings > 0)
        {
            output.WriteLine($"  buildings    {Figures.Count(buildings.Buildings),12}");
            output.WriteLine($"  dwellings    {Figures.Count(buildings.Dwellings),12}");
        }

        output.WriteLine($"  journal key  {Figures.Count(status.LatestKey.Value),12}");
        output.WriteLine($"  size         {Figures.Bytes(status.Bytes),12}");
        output.WriteLine(
            "  filled by    "
                + $"{(feed.IsFed ? "feed" : "synthesis"),12}"
                + $"{(feed.LastImport is { } import ? $", last import {Figures.Time(import)}" : "")}");
        if (feed.HeldStatements > 0)
        {
            output.WriteLine($"  orders held  {Figures.Count(feed.HeldStatements),12}");
        }

        foreach (var (code, living) in status.Municipalities)
        {
            output.WriteLine($"  {code} {work.Configuration.Municipalities.Municipality(code)?.Fi ?? "",-20} {Figures.Count(living),12}");
        }

        return (int)ExitCode.Done;
    }
}
