using Muutostieto.Cli.CommandLine;
using Muutostieto.Hosting;

namespace Muutostieto.Cli.Commands;

/// <summary>Shows what was found when drops were tried out.</summary>
internal static class DropTrialReport
{
    internal static void Write(CommandContext context, DropTrial trial)
    {
        var output = context.Terminal.Out;
        output.WriteLine($"{trial.Drop}, {Installation.Shown(trial.Place)}");
        foreach (var step in trial.Steps)
        {
            output.WriteLine($"  {(step.IsWarning ? "warning" : "ok"),-7}  {step.What}: {step.Found}");
        }

        if (trial.Failure is { } failure)
        {
            output.WriteLine($"  failed   {context.Words.Of(failure)}");
        }
    }

    internal static void WriteSum(CommandContext context, IReadOnlyList<DropTrial> trials)
    {
        var failed = trials.Count(trial => trial.Failure is not null);
        var noun = trials.Count == 1 ? "folder" : "folders";
        context.Terminal.Out.WriteLine($"{trials.Count} {noun} tried out: {trials.Count - failed} ready, {failed} failed.");
    }

    internal static void WriteJson(CommandContext context, IReadOnlyList<DropTrial> trials) =>
        JsonOutput.Write(context.Terminal.Out, writer =>
        {
            writer.WriteStartArray();
            foreach (var trial in trials)
            {
                writer.WriteStartObject();
                writer.WriteString("drop", trial.Drop);
                writer.WriteString("recipient", trial.Recipient);
                writer.WriteString("place", trial.Place);
                writer.WriteBoolean("ready", trial.Failure is null);
                writer.WriteStartArray("steps");
                foreach (var step in trial.Steps)
                {
                    writer.WriteStartObject();
                    writer.WriteString("what", step.What);
                    writer.WriteString("found", step.Found);
                    writer.WriteBoolean("warning", step.IsWarning);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                writer.WriteString("failure", trial.Failure is { } failure ? context.Words.Of(failure) : null);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
}
