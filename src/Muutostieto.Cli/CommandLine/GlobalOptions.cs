using System.CommandLine;
using System.Globalization;
using Muutostieto.Records;

namespace Muutostieto.Cli.CommandLine;

/// <summary>The options of every command.</summary>
/// <param name="folders">Where configuration and data are by default.</param>
internal sealed class GlobalOptions(DefaultFolders folders)
{
    private readonly Option<string> config = new("--config")
    {
        Description = $"Folder of the configuration, else ${DefaultFolders.ConfigVariable}, {DefaultFolders.SystemConfig} or config",
        HelpName = "DIR",
        DefaultValueFactory = _ => folders.Config,
        Recursive = true,
    };
    private readonly Option<string> data = new("--data")
    {
        Description =
            $"Folder of register, ledger, outbox and drop, else ${DefaultFolders.DataVariable}, {DefaultFolders.SystemData} or data",
        HelpName = "DIR",
        DefaultValueFactory = _ => folders.Data,
        Recursive = true,
    };
    private readonly Option<bool> json = new("--json") { Description = "Write JSON instead of text", Recursive = true };
    private readonly Option<string?> at = new("--at")
    {
        Description =
            "Take this as the present time, in Finland's time unless it says its offset: 2026-01-05T02:30. Refused for production",
        HelpName = "TIME",
        Recursive = true,
    };
    private readonly Option<bool> verbose = new("--verbose") { Description = "Report each step", Recursive = true };

    /// <summary>The option of commands that start a run.</summary>
    internal static Option<bool> NewClockOk() =>
        new("--clock-ok")
        {
            Description = "Confirm that the clock is right although it lies before the last run or delivery, or long after it",
        };

    internal void AddTo(RootCommand root)
    {
        root.Add(config);
        root.Add(data);
        root.Add(json);
        root.Add(at);
        root.Add(verbose);
    }

    internal string Config(ParseResult parsed) => parsed.GetValue(config)!;

    internal string Data(ParseResult parsed) => parsed.GetValue(data)!;

    internal bool Json(ParseResult parsed) => parsed.GetValue(json);

    internal bool Verbose(ParseResult parsed) => parsed.GetValue(verbose);

    internal bool HasTime(ParseResult parsed) => parsed.GetValue(at) is not null;

    /// <summary>The clock of the command: the system's, or one fixed at <c>--at</c>.</summary>
    /// <exception cref="MuutostietoException">The time cannot be read.</exception>
    internal TimeProvider Clock(ParseResult parsed, TimeProvider system) =>
        parsed.GetValue(at) is not { } text ? system : new FixedClock(Parse(text));

    private static DateTimeOffset Parse(string text)
    {
        string[] local = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"];
        if (DateTime.TryParseExact(text, local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var wall))
        {
            return Records.Dates.HelsinkiTime.At(DateOnly.FromDateTime(wall), TimeOnly.FromDateTime(wall));
        }

        string[] full = ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm'Z'"];
        return DateTimeOffset.TryParseExact(text, full, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new MuutostietoException(
                FailureKind.Usage,
                $"--at: '{text}' is no time; expected 2026-01-05, 2026-01-05T02:30 or 2026-01-05T02:30:00+02:00");
    }
}
