using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Hosting;
using Muutostieto.Hosting.Runs;
using Muutostieto.Interface.Feed;

namespace Muutostieto.Cli.Commands;

/// <summary><c>feed load | run | status | verify | list</c>.</summary>
internal static class FeedCommand
{
    internal static Command Create(CommandContext context) =>
        new("feed", "The interface that the register is fed from (Feed in appsettings.json)")
        {
            LoadCommand(context),
            RunCommand(context),
            StatusCommand(context),
            VerifyCommand(context),
            FeedListCommand.Create(context),
        };

    private static Command LoadCommand(CommandContext context)
    {
        var again = new Option<bool>("--again") { Description = "Load everything once more into a register that has been loaded" };
        var clockOk = GlobalOptions.NewClockOk();
        var command = new Command(
            "load",
            "Load the persons of the source into the register, which is made where there is none. Changes are fetched from there on")
        {
            again,
            clockOk,
        };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var work = context.OpenToWrite(parsed);
                var report = await Step(context, work)
                    .LoadAsync(parsed.GetValue(again), parsed.GetValue(clockOk), cancellation)
                    .ConfigureAwait(false);
                return Show(context, parsed, report);
            });
        return command;
    }

    private static Command RunCommand(CommandContext context)
    {
        var clockOk = GlobalOptions.NewClockOk();
        var command = new Command("run", "Fetch changes until there are no more. batch and serve do the same before they deliver")
        {
            clockOk,
        };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var work = context.OpenToWrite(parsed);
                var report = await Step(context, work).RunAsync(parsed.GetValue(clockOk), cancellation).ConfigureAwait(false);
                return Show(context, parsed, report);
            });
        return command;
    }

    private static Command VerifyCommand(CommandContext context)
    {
        var sample = new Option<int?>("--sample")
        {
            Description = "Compare so many persons, chosen at random; all when left out",
            HelpName = "N",
        };
        var repair = new Option<bool>("--repair")
        {
            Description = "Enter what is different, each as a whole person, marked by the event XFV",
        };
        var command = new Command("verify", "Fetch changes, then compare persons of the register with what the source shows now")
        {
            sample,
            repair,
        };
        sample.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1
                && (!int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count < 1))
            {
                result.AddError("--sample: expected a number of persons, 1 or more");
            }
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            using var work = context.OpenToWrite(parsed);
            var found = await Step(context, work).VerifyAsync(parsed.GetValue(sample), parsed.GetValue(repair), cancellation)
                .ConfigureAwait(false);
            return Show(context, parsed, found);
        });
        return command;
    }

    private static Command StatusCommand(CommandContext context)
    {
        var command = new Command(
            "status",
            "Show how far the register has come with its source, and what it could not enter. Asks no source");
        command.SetAction(parsed =>
        {
            using var work = context.Open(parsed);
            return Status(context, parsed, work);
        });
        return command;
    }

    private static int Status(CommandContext context, ParseResult parsed, Installation work)
    {
        var settings = Step(context, work).Feed;
        var state = work.HasRegister ? work.Register.Source() : null;
        var codes = work.HasRegister && settings.Scope.IsList ? work.Register.SourceCodes().Count : (int?)null;
        var remains = work.HasRegister ? work.Register.SourceRemains() : null;
        if (context.Options.Json(parsed))
        {
            JsonOutput.Write(context.Terminal.Out, json =>
            {
                json.WriteStartObject();
                json.WriteString("url", settings.Url.AbsoluteUri);
                json.WriteString("scope", settings.Scope.ToString());
                json.WriteBoolean("loaded", state?.IsLoaded == true);
                Number(json, "sourceKey", state?.Key);
                json.WriteString("at", state?.At.ToString("O", CultureInfo.InvariantCulture));
                Number(json, "listed", codes);
                Number(json, "presumedOrders", remains?.Presumed);
                json.WriteStartObject("kept");
                foreach (var (name, persons) in remains?.Groups ?? new Dictionary<string, long>())
                {
                    json.WriteNumber(name, persons);
                }

                json.WriteEndObject();
                json.WriteEndObject();
            });
            return (int)ExitCode.Done;
        }

        var output = context.Terminal.Out;
        output.WriteLine($"source       {settings.Url.AbsoluteUri}");
        output.WriteLine(
            $"scope        {(settings.Scope.IsList ? $"list of {Figures.Count(codes ?? 0, "code")}" : settings.Scope.ToString())}");
        output.WriteLine(
            $"state        {(state is null ? "not loaded" : state.IsLoaded ? "loaded" : "a load was begun and is not complete")}");
        if (state is not null)
        {
            output.WriteLine($"source key   {state.Key.ToString(CultureInfo.InvariantCulture)}");
            output.WriteLine($"last fetch   {Figures.Time(state.At)}");
        }

        if (remains is not null)
        {
            output.WriteLine($"presumed     {Figures.Count(remains.Presumed, "non-disclosure order")}, as the source masked the residence");
            foreach (var (name, persons) in remains.Groups)
            {
                output.WriteLine(
                    $"kept         {name} of {Figures.Count(persons, "person")}, as it came: the register has no place for it");
            }
        }

        return (int)ExitCode.Done;
    }

    private static int Show(CommandContext context, ParseResult parsed, FeedReport report)
    {
        if (!context.Options.Json(parsed))
        {
            context.Terminal.Out.WriteLine(FeedText.Of(report));
            return (int)ExitCode.Done;
        }

        JsonOutput.Write(context.Terminal.Out, json =>
        {
            json.WriteStartObject();
            json.WriteNumber("calls", report.Calls);
            json.WriteNumber("elements", report.Elements);
            json.WriteNumber("added", report.Counts.Added);
            json.WriteNumber("replaced", report.Counts.Replaced);
            json.WriteNumber("changed", report.Counts.Changed);
            json.WriteNumber("unchanged", report.Counts.Unchanged);
            json.WriteNumber("merged", report.Counts.Merged);
            json.WriteNumber("passedOver", report.PassedOver);
            json.WriteNumber("ordersKept", report.Counts.OrdersKept);
            json.WriteNumber("sourceKey", report.SourceKey);
            json.WriteNumber("journalKey", report.LatestKey.Value);
            json.WriteStartObject("kept");
            foreach (var (name, elements) in report.Kept)
            {
                json.WriteNumber(name, elements);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        });
        return (int)ExitCode.Done;
    }

    private static int Show(CommandContext context, ParseResult parsed, FeedVerification found)
    {
        var differences = found.Different + found.NotShown;
        if (context.Options.Json(parsed))
        {
            JsonOutput.Write(context.Terminal.Out, json =>
            {
                json.WriteStartObject();
                json.WriteNumber("checked", found.Checked);
                json.WriteNumber("different", found.Different);
                json.WriteNumber("notShown", found.NotShown);
                json.WriteNumber("ordersKept", found.OrdersKept);
                json.WriteBoolean("repaired", found.Repaired);
                json.WriteEndObject();
            });
        }
        else
        {
            var advice = differences == 0 ? "" : found.Repaired ? " The differences have been entered." : " Enter them with --repair.";
            context.Terminal.Out.WriteLine(
                $"{Figures.Count(found.Checked, "person")} compared: {Figures.Count(found.Different)} different, "
                    + $"{Figures.Count(found.NotShown)} not shown by the source, {Figures.Count(found.OrdersKept)} with an order that only "
                    + $"the register has.{advice}");
        }

        return (int)(differences == 0 || found.Repaired ? ExitCode.Done : ExitCode.Integrity);
    }

    private static FeedStep Step(CommandContext context, Installation work) =>
        new(work, reason => context.Terminal.Error.WriteLine($"muutostieto: {reason}"));

    private static void Number(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
