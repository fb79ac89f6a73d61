using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Hosting;
using Muutostieto.Records;
using Muutostieto.Register.Nightly;
using Muutostieto.Synthetic.Life;

namespace Muutostieto.Cli.Commands;

/// <summary><c>register simulate</c>: the synthetic population lives on.</summary>
internal static class RegisterSimulateCommand
{
    internal static Command Create(CommandContext context)
    {
        var weeks = new Option<int>("--weeks")
        {
            Description = "How many weeks",
            HelpName = "N",
            Required = true,
        };
        var seed = new Option<ulong>("--seed")
        {
            Description = "The same register and seed give the same entries",
            HelpName = "N",
            DefaultValueFactory = _ => 1,
        };
        var from = new Option<string?>("--from")
        {
            Description = "First day, 2026-01-01; the day after the journal's last one when left out",
            HelpName = "DAY",
        };
        var mass = new Option<bool>("--mass-events")
        {
            Description =
                "Rename streets on 15 May, remove people of unknown whereabouts on 19 November, merge a municipality on 1 January",
        };
        var command = new Command("simulate", "Let the synthetic population live: append journal entries at Finland's yearly rates")
        {
            weeks,
            seed,
            from,
            mass,
        };
        command.SetAction(
            (parsed, cancellation) =>
                Task.Run(
                    () =>
                        Run(
                            context,
                            parsed,
                            new LifeOptions
                            {
                                Weeks = parsed.GetValue(weeks),
                                Seed = parsed.GetValue(seed),
                                From = Day(parsed.GetValue(from)),
                                MassEvents = parsed.GetValue(mass) ? MassEvents.All : MassEvents.None,
                            },
                            cancellation),
                    cancellation));
        return command;
    }

    private static DateOnly? Day(string? text) => text is null ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new MuutostietoException(FailureKind.Usage, $"--from: '{text}' is no day; expected 2026-01-01.");

    private static int Run(CommandContext context, ParseResult parsed, LifeOptions options, CancellationToken cancellation)
    {
        if (options.Weeks < 1)
        {
            throw new MuutostietoException(FailureKind.Usage, $"--weeks: {options.Weeks}; expected 1 or more.");
        }

        using var work = context.OpenToWrite(parsed);
        if (work.Configuration.Settings.IsProduction)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                "register simulate: the configuration is marked production; nothing is ever made up there.");
        }

        var mergers = work
            .Configuration.Municipalities.Mergers.Select(merger => new MunicipalMerger(merger.Code, merger.Successor, merger.Date))
            .ToList();
        using var writer = work.Data.Register.OpenWrite();
        LifeResult result;
        using (var progress = new ProgressLine(context.Terminal, "simulating", "days", options.Weeks * 7L))
        {
            result = new PopulationLife(options with { Mergers = mergers }, work.Catalog, work.BuildingCatalog).Simulate(
                work.Register,
                writer,
                new Days(progress),
                cancellation);
        }

        Show(context, parsed, result);
        return (int)ExitCode.Done;
    }

    private static void Show(CommandContext context, ParseResult parsed, LifeResult result)
    {
        var output = context.Terminal.Out;
        if (context.Options.Json(parsed))
        {
            JsonOutput.Write(output, writer => Write(writer, result));
            return;
        }

        output.WriteLine(
            $"{result.From:yyyy-MM-dd} to {result.To:yyyy-MM-dd}: {Figures.Count(result.Entries)} entries, journal key "
                + $"{Figures.Count(result.LatestKey.Value)}");
        foreach (var (eventCode, count) in result.ByEvent)
        {
            output.WriteLine($"  {eventCode} {Figures.Count(count),12}");
        }
    }

    private static void Write(Utf8JsonWriter writer, LifeResult result)
    {
        writer.WriteStartObject();
        writer.WriteString("from", result.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        writer.WriteString("to", result.To.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        writer.WriteNumber("entries", result.Entries);
        writer.WriteNumber("journalKey", result.LatestKey.Value);
        writer.WriteStartObject("events");
        foreach (var (eventCode, count) in result.ByEvent)
        {
            writer.WriteNumber(eventCode, count);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private sealed class Days(ProgressLine line) : IProgress<LifeProgress>
    {
        public void Report(LifeProgress value) => line.Report(value.Days);
    }
}
