using System.CommandLine;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Hosting.Status;
using Muutostieto.Records;

namespace Muutostieto.Cli.Commands;

/// <summary><c>status</c>: the state of the installation on one screen.</summary>
internal static class StatusCommand
{
    private const string Redraw = "\u001b[H\u001b[2J\u001b[3J";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    internal static Command Create(CommandContext context)
    {
        var watch = new Option<bool>("--watch") { Description = "Draw it again every 5 seconds until it is stopped; on a terminal only" };
        var command = new Command(
            "status",
            "Show the state of the service: each permit's last and next delivery, what is overdue, refused or failed, and what to do. "
                + "Changes nothing")
        {
            watch,
        };
        command.SetAction((parsed, cancellation) => RunAsync(context, parsed, parsed.GetValue(watch), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, ParseResult parsed, bool watch, CancellationToken cancellation)
    {
        if (!watch)
        {
            return Show(context, parsed, "");
        }

        if (context.Options.Json(parsed) || Console.IsOutputRedirected)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                "--watch: it redraws a terminal, and the output is none. Leave --watch out and call status again.");
        }

        try
        {
            while (true)
            {
                Show(context, parsed, Redraw);
                await Task.Delay(Pause, cancellation).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            return (int)ExitCode.Done;
        }
    }

    private static int Show(CommandContext context, ParseResult parsed, string before)
    {
        var status = new StatusReader(context.Options.Clock(parsed, context.SystemClock)).Read(StatusSources.Of(context, parsed));
        context.Terminal.Out.Write(
            context.Options.Json(parsed) ? StatusSummary.ToJson(status) + "\n" : before + StatusScreen.Draw(status, Width(), HasColour()));
        return ExitCodes.NumberOf(status.Failure);
    }

    private static int Width()
    {
        try
        {
            return Console.IsOutputRedirected ? StatusScreen.Widest : Console.WindowWidth;
        }
        catch (IOException)
        {
            return StatusScreen.Widest;
        }
    }

    /// <summary>No colour off a terminal, for a dumb one, or when NO_COLOR is set (no-color.org).</summary>
    private static bool HasColour() =>
        !Console.IsOutputRedirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") != "dumb";
}
