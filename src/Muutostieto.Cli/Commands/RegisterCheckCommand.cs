using System.CommandLine;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Hosting;
using Muutostieto.Register.Buildings;

namespace Muutostieto.Cli.Commands;

/// <summary><c>register check</c>: whether the dwelling ids of persons name dwellings.</summary>
internal static class RegisterCheckCommand
{
    internal static Command Create(CommandContext context)
    {
        var command = new Command(
            "check",
            "Look whether the dwelling id of every living resident names a dwelling. A register without buildings is not checked");
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(context, parsed, cancellation), cancellation));
        return command;
    }

    private static int Run(CommandContext context, ParseResult parsed, CancellationToken cancellation)
    {
        using var work = context.Open(parsed);
        var buildings = work.Register.Buildings.Counts();
        var result = buildings.Buildings == 0 ? new DwellingCheckResult(0, 0, 0, 0)
            : DwellingCheck.Run(work.Register, work.Catalog, cancellation);
        if (context.Options.Json(parsed))
        {
            JsonOutput.Write(context.Terminal.Out, writer =>
            {
                writer.WriteStartObject();
                writer.WriteNumber("buildings", buildings.Buildings);
                writer.WriteNumber("dwellings", buildings.Dwellings);
                writer.WriteNumber("residents", result.Residents);
                writer.WriteNumber("noBuilding", result.NoBuilding);
                writer.WriteNumber("noDwelling", result.NoDwelling);
                writer.WriteNumber("gone", result.Gone);
                writer.WriteEndObject();
            });
        }
        else if (buildings.Buildings == 0)
        {
            context.Terminal.Out.WriteLine("The register has no buildings; nothing to check.");
        }
        else
        {
            Show(context.Terminal, result);
        }

        return (int)(result.IsSound ? ExitCode.Done : ExitCode.Integrity);
    }

    private static void Show(Terminal terminal, DwellingCheckResult result)
    {
        terminal.Out.WriteLine($"{Figures.Count(result.Residents, "resident")} with a dwelling id");
        Report(terminal, result.NoBuilding, "name a building that the register does not have");
        Report(terminal, result.NoDwelling, "name no dwelling of the building");
        Report(terminal, result.Gone, "name a dwelling of a building that is gone");
    }

    private static void Report(Terminal terminal, long count, string what)
    {
        if (count > 0)
        {
            terminal.Out.WriteLine($"  {Figures.Count(count)} {what}");
        }
    }
}
