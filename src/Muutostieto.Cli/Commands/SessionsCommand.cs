using System.CommandLine;
using System.Globalization;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Hosting;
using Muutostieto.Records;
using Muutostieto.SelfService.Sessions;
using Muutostieto.SelfService.Store;

namespace Muutostieto.Cli.Commands;

/// <summary><c>sessions list | end</c>: who is logged in to the self-service.</summary>
internal static class SessionsCommand
{
    internal static Command Create(CommandContext context)
    {
        var list = new Command("list", "Show who is logged in to the self-service, since when, and when last seen");
        list.SetAction(parsed => Run(context, parsed, sessions => List(context, parsed, sessions)));
        var user = new Argument<string?>("USER")
        {
            Description = "Whose sessions: as \"sessions list\" shows the user",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var all = new Option<bool>("--all") { Description = "Everyone's sessions" };
        var end = new Command("end", "Log a user out of the self-service at once, in every browser: the next page asks for a login")
        {
            user, all,
        };
        end.Validators.Add(result =>
        {
            if (result.GetValue(user) is not null == result.GetValue(all))
            {
                result.AddError("sessions end: name one user, or give --all");
            }
        });
        end.SetAction(parsed => Run(context, parsed, sessions => End(context, parsed, sessions, parsed.GetValue(user))));
        return new Command("sessions", "Who is logged in to the self-service") { list, end };
    }

    private static int Run(CommandContext context, ParseResult parsed, Action<UserSessions?> run)
    {
        using var work = context.Open(parsed);
        work.Data.Require();
        var path = Path.Combine(work.DataDirectory, SelfServiceStore.FileName);
        var database = work.Configuration.Settings.Store;
        if (database is null && !work.Disk.Files.File.Exists(path))
        {
            run(null);
            return (int)ExitCode.Done;
        }

        var settings = work.Configuration.Settings.SelfService;
        using var store = database is null ? SelfServiceStore.Open(path) : SelfServiceStore.OpenDatabase(database.ReadConnection());
        var limits = new SessionLimits(TimeSpan.FromMinutes(settings.SessionMinutes), TimeSpan.FromHours(settings.SessionHours));
        run(new UserSessions(store, limits, work.Clock));
        return (int)ExitCode.Done;
    }

    private static void List(CommandContext context, ParseResult parsed, UserSessions? sessions)
    {
        var open = sessions?.List() ?? [];
        if (context.Options.Json(parsed))
        {
            JsonOutput.Write(context.Terminal.Out, writer =>
            {
                writer.WriteStartArray();
                foreach (var session in open)
                {
                    writer.WriteStartObject();
                    writer.WriteString("user", session.User);
                    writer.WriteString("began", session.Began.ToString("O", CultureInfo.InvariantCulture));
                    writer.WriteString("seen", session.Seen.ToString("O", CultureInfo.InvariantCulture));
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            });
            return;
        }

        if (open.Count == 0)
        {
            context.Terminal.Out.WriteLine("No one is logged in.");
        }

        foreach (var session in open)
        {
            context.Terminal.Out.WriteLine(
                $"{Plain(session.User),-32} since {Figures.Time(session.Began)}, last seen {Figures.Time(session.Seen)}");
        }
    }

    private static void End(CommandContext context, ParseResult parsed, UserSessions? sessions, string? user)
    {
        var ended = sessions?.EndAll(user) ?? 0;
        if (ended == 0 && user is not null)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"sessions end: \"{Plain(user)}\" is not logged in. Run \"muutostieto sessions list\" for those who are.");
        }

        if (context.Options.Json(parsed))
        {
            JsonOutput.Write(context.Terminal.Out, writer =>
            {
                writer.WriteStartObject();
                writer.WriteNumber("ended", ended);
                writer.WriteEndObject();
            });
        }
        else
        {
            context.Terminal.Out.WriteLine($"{Figures.Count(ended, "session")} ended.");
        }
    }

    /// <summary>The provider's names are foreign: nothing in them moves a terminal's cursor.</summary>
    private static string Plain(string user) => string.Concat(user.Select(letter => char.IsControl(letter) ? '?' : letter));
}
