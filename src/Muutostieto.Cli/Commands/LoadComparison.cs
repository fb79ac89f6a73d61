using System.Text.Json;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Hosting;
using Muutostieto.Recipient.Comparing;

namespace Muutostieto.Cli.Commands;

/// <summary>The output of <c>load --compare</c>.</summary>
internal static class LoadComparison
{
    internal static ExitCode ExitCodeOf(ComparisonResult? comparison) =>
        comparison?.NotComparable is not null ? ExitCode.TryAgainLater
        : comparison is { IsEqual: false } ? ExitCode.Integrity
        : ExitCode.Done;

    internal static void Report(Terminal terminal, TextWriter output, ComparisonResult comparison)
    {
        if (comparison.NotComparable is { } reason)
        {
            terminal.Error.WriteLine($"muutostieto: not compared: {reason}");
            return;
        }

        if (comparison.IsEqual)
        {
            output.WriteLine(
                $"compared as of {comparison.AsOf}: {Figures.Count(comparison.Persons)} residents of {comparison.Municipalities} "
                    + $"{(comparison.Municipalities == 1 ? "municipality" : "municipalities")}, all the same");
            return;
        }

        foreach (var difference in comparison.Differences)
        {
            var municipality = difference.Municipality.Length > 0 ? difference.Municipality : "without a municipality";
            output.WriteLine(
                difference.Here == difference.There
                    ? $"{municipality}: differs; {Figures.Count(difference.Here)} residents here and at the sender, with other data"
                    : $"{municipality}: differs; {Figures.Count(difference.Here)} residents here, {Figures.Count(difference.There)} at the "
                        + "sender");
        }

        terminal.Error.WriteLine(
            $"muutostieto: {comparison.Differences.Count} of {comparison.Municipalities} municipalities differ from what they were as of "
                + $"{comparison.AsOf}. {comparison.Advice}");
    }

    internal static void WriteJson(Utf8JsonWriter writer, ComparisonResult? comparison)
    {
        if (comparison is null)
        {
            writer.WriteNull("comparison");
            return;
        }

        writer.WriteStartObject("comparison");
        writer.WriteString("asOf", comparison.AsOf);
        writer.WriteBoolean("equal", comparison.IsEqual);
        writer.WriteString("notComparable", comparison.NotComparable);
        writer.WriteNumber("municipalities", comparison.Municipalities);
        writer.WriteStartArray("differences");
        foreach (var difference in comparison.Differences)
        {
            writer.WriteStartObject();
            writer.WriteString("municipality", difference.Municipality);
            writer.WriteNumber("here", difference.Here);
            writer.WriteNumber("there", difference.There);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("advice", comparison.Advice);
        writer.WriteEndObject();
    }
}
