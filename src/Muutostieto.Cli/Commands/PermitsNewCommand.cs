using System.CommandLine;
using System.Globalization;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Drafts;
using Muutostieto.Records;

namespace Muutostieto.Cli.Commands;

/// <summary><c>permits new</c>: a permit for files, from options or answers.</summary>
internal static class PermitsNewCommand
{
    internal static Command Create(CommandContext context)
    {
        var id = DraftFile.IdArgument("Of the permit, and the name of its file");
        var grant = new GrantOptions();
        var weeks = new Option<int>("--weeks")
        {
            Description = "Change files every week, or every two",
            HelpName = "1|2",
            DefaultValueFactory = _ => 1,
        };
        var time = new Option<string>("--time")
        {
            Description = "Time of day, Finland's",
            HelpName = "HH:MM",
            DefaultValueFactory = _ => "02:30",
        };
        var from = GrantOptions.New(
            "--from", "YYYY-MM-DD", "The first delivery's day, whose day of the week it keeps; the next Monday when left out");
        var format = GrantOptions.Many("--format", "FORM", "fixed, csv; may be given again. Both when left out");
        var drop = GrantOptions.New("--drop", "NAME", "Where files are handed over; \"drops list\" shows them");
        var command = new Command(
            "new",
            "Write the file of a new permit for files, once the configuration was checked with it. Asks on a terminal for what is not "
                + "given")
        {
            id,
        };
        grant.AddTo(command);
        foreach (var option in new Option[] { weeks, time, from, format, drop })
        {
            command.Add(option);
        }

        command.SetAction(parsed =>
        {
            using var work = context.Open(parsed);
            _ = DraftFile.RequireNew(context, work, "permits", parsed.GetValue(id)!);
            var questions = new Questions(context.Terminal);
            var clock = context.Options.Clock(parsed, context.SystemClock);
            var drops = work.Configuration.Settings.Drops.Keys.Order(StringComparer.Ordinal).ToList();
            var where = questions.Of(
                parsed.GetValue(drop), "--drop NAME", $"Drop ({string.Join(", ", drops)})", drops.Count == 1 ? drops[0] : null);
            var formats = parsed.GetValue(format)! is { Length: > 0 } given ? given : ["fixed", "csv"];
            var text = grant.Begin(
                context,
                parsed,
                work,
                "A permit for files. What else it may have: schemas/permit.schema.json, docs/operations.md.",
                parsed.GetValue(id)!,
                questions);
            var first = parsed.GetValue(from) is { } day ? GrantOptions.Day("--from", day) : NextMonday(grant.FirstDay(parsed, clock));
            text.Raw(
                    "rhythm",
                    RhythmOf(parsed.GetValue(weeks), parsed.GetValue(time)!, first),
                    "When change files are made. The base comes with the first run; the first change file not before \"from\".")
                .Texts("formats", formats)
                .Text("drop", where, "One of the drops in appsettings.json.");
            var path = DraftFile.Write(context, work, "permits", parsed.GetValue(id)!, text.ToString());
            return DraftReport.Write(
                context,
                parsed,
                path,
                $"The next run makes its base. Look first: muutostieto deliver base {parsed.GetValue(id)} --dry-run");
        });
        return command;
    }

    private static string RhythmOf(int weeks, string time, DateOnly first)
    {
        if (weeks is not (1 or 2))
        {
            throw new MuutostietoException(FailureKind.Usage, $"--weeks: {weeks} is no rhythm of change files; expected 1 or 2.");
        }

        string[] days = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{{ \"rule\": \"FREQ=WEEKLY;INTERVAL={weeks};BYDAY={days[(int)first.DayOfWeek]}\", \"time\": {DraftText.Quoted(time)}, "
                + $"\"from\": \"{GrantOptions.Iso(first)}\" }}");
    }

    /// <summary>The day itself when it is one.</summary>
    private static DateOnly NextMonday(DateOnly day) => day.AddDays((8 - (int)day.DayOfWeek) % 7);
}
