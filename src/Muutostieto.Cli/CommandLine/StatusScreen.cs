using System.Globalization;
using System.Text;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Hosting;
using Muutostieto.Hosting.Status;
using Muutostieto.Records;
using Muutostieto.Records.Dates;

namespace Muutostieto.Cli.CommandLine;

/// <summary>Draws a status for a terminal: what needs an operator first, then a line per permit. Symbols repeat what colours say.</summary>
internal sealed class StatusScreen
{
    internal const int Widest = 120;
    private const int Narrowest = 60;
    private const int WideFrom = 112;
    private const string Red = "31", Yellow = "33", Green = "32", Grey = "2", Bold = "1";
    private readonly StringBuilder text = new();
    private readonly IRemedyWords words = new RemedyWords();
    private readonly int width;
    private readonly bool colour;

    private StatusScreen(int width, bool colour) => (this.width, this.colour) = (Math.Clamp(width, Narrowest, Widest), colour);

    internal static string Draw(ServiceStatus status, int width, bool colour)
    {
        var screen = new StatusScreen(width, colour);
        screen.Head(status);
        screen.Alerts(status);
        screen.Permits(status);
        screen.Connections(status);
        return screen.text.ToString();
    }

    private void Head(ServiceStatus status)
    {
        var count = status.Groups.Count;
        var verdict =
            count == 0
                ? Painted("✓ all is well", Green)
                : Painted($"! {count} {(count == 1 ? "thing needs" : "things need")} you", status.IsHealthy ? Yellow : Red);
        Line($"{Painted("Muutostieto", Bold)}  {Figures.Time(status.At)}  {verdict}");
        var run = status.LastRun is { } last
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{last.Command} {Figures.Time(last.Began)}, {last.Seconds:0.0} s, exit code {FailureNumber.Of(last.Failure)}")
            : "none yet";
        Line($"  last run  {run}");
        if (status.UnderWay is { } underWay)
        {
            Line($"  now       a run is under way: {underWay}");
        }

        var unreadable = status.Of(AlertKind.Register) ?? status.Of(AlertKind.Data);
        var register =
            status.JournalKey is { } key ? $"journal key {Figures.Count(key)}"
            : unreadable is null ? "none yet"
            : "cannot be read";
        Line($"  register  {register}");
        Feed(status.Feed);
        if (status.Notices is { SharingDwelling: > 0 and var sharing })
        {
            Line(
                $"  notice    {Figures.Count(sharing)} {(sharing == 1 ? "person" : "persons")} without a non-disclosure order "
                    + $"{(sharing == 1 ? "shares" : "share")} a dwelling with a protected person");
        }

        if (status.Notices is { UnknownRelations: > 0 and var unknown })
        {
            Line(
                $"  notice    {Figures.Count(unknown)} {(unknown == 1 ? "relation names" : "relations name")} a person missing from the "
                    + "register");
        }

        Line("");
    }

    private void Feed(FeedStatus? feed)
    {
        if (feed is null)
        {
            return;
        }

        var state = feed switch
        {
            { Loaded: null } => "not known",
            { Loaded: false } => "not loaded",
            { UpToDate: { } at } => $"key {Figures.Count(feed.SourceKey ?? 0)}, up to date {Figures.Time(at)}",
            _ => $"key {Figures.Count(feed.SourceKey ?? 0)}",
        };
        Line($"  source    {state}{(feed.Failures > 0 ? $", {Figures.Count(feed.Failures, "fetch", "fetches")} failed since" : "")}");
        if (feed.PresumedOrders is > 0 and var presumed)
        {
            Line($"  notice    {Figures.Count(presumed, "non-disclosure order")} presumed, as the source masks the residence");
        }
    }

    private void Alerts(ServiceStatus status)
    {
        foreach (var group in status.Groups)
        {
            var about = group.First.Permit is { } permit ? $" {permit}" : "";
            var since = group.First.Since is { } time ? $", since {Figures.Time(time)}" : "";
            Line($"{Painted($"! {group.First.KindName}{about}", group.IsUnhealthy ? Red : Yellow)}{since}");
            foreach (var line in words.Of(group.Message, group.Remedy).Split('\n').SelectMany(Wrapped))
            {
                Line("  " + line);
            }
        }

        if (status.Alerts.Count > 0)
        {
            Line("");
        }
    }

    private void Permits(ServiceStatus status)
    {
        if (status.Permits.Count == 0)
        {
            Line("No permits.");
            return;
        }

        var wide = width >= WideFrom;
        var name = Math.Clamp(status.Permits.Max(permit => permit.Id.Length), 6, wide ? 26 : 17);
        Line(
            Painted(
                Row(
                    name,
                    wide,
                    " permit",
                    "last",
                    "state",
                    "count",
                    wide ? "published" : "publ.",
                    wide ? "received" : "recv.",
                    "next"),
                Grey));
        foreach (var permit in status.Permits)
        {
            var last = permit.Last;
            var row = Row(
                name, wide,
                (permit.Alerts.Count > 0 ? "!" : " ") + permit.Id,
                last is null ? permit.IsKnown ? "-" : "?" : $"{last.Kind.WireName()} {Figures.Number(last.Number)}",
                StateOf(permit),
                last is null ? "-"
                    : last.Kind != DeliveryKind.Changes ? $"{Figures.Count(last.Counts.Persons)} {(last.Target ?? "persons")[0]}"
                    : $"{Figures.Count(last.Counts.Records)} l",
                Time(last?.Published, wide),
                Time(last?.Received, wide),
                NextOf(permit, wide));
            Line(permit.Alerts.Count > 0 ? Painted(row, permit.Alerts.Any(alert => alert.IsUnhealthy) ? Red : Yellow) : row);
        }
    }

    private void Connections(ServiceStatus status)
    {
        if (status.Connections.Count == 0)
        {
            return;
        }

        Line("");
        Line(Painted(" connection         last fetch        last key    behind", Grey));
        foreach (var each in status.Connections)
        {
            var (fetched, key, lag) = (
                each.LastFetch is { } at ? Figures.Time(at) : "-",
                each.LastKey is { } last ? Figures.Count(last) : "-",
                each.Lag is { } entries ? Figures.Count(entries) : "-");
            Line(string.Create(CultureInfo.InvariantCulture, $" {Cut(each.User, 18),-18} {fetched,-16} {key,11} {lag,9}"));
        }
    }

    private static string StateOf(PermitStatus permit) =>
        permit.Failure is not null ? "failed"
        : permit.Count(AlertKind.Refused) > 0 ? "refused"
        : permit.Count(AlertKind.Unclear) > 0 ? "unclear"
        : permit.Count(AlertKind.Overdue) is > 0 and var overdue ? $"{overdue} overdue"
        : permit.Last?.State.WireName() ?? (permit.IsKnown ? "-" : "?");

    private static string NextOf(PermitStatus permit, bool wide) => permit switch
    {
        { IsOrdersOnly: true, Validity: not PermitValidity.Ended } => "orders",
        { IsInterfaceOnly: true, Validity: not PermitValidity.Ended } => "interface",
        { IsKnown: false } => "not known",
        { DueSince: not null } => "due now",
        { Next: { } next } => wide ? Figures.Time(next) : Short(next, "MM-dd HH:mm"),
        { Validity: PermitValidity.Gone } => "no permit",
        { Validity: PermitValidity.Unknown } => "?",
        _ => "ended",
    };

    private static string Row(
        int name,
        bool wide,
        string permit,
        string last,
        string state,
        string persons,
        string published,
        string received,
        string next)
    {
        var time = wide ? 16 : 5;
        return string.Create(
                CultureInfo.InvariantCulture,
                $"{Cut(permit, name + 1).PadRight(name + 1)}  {last,-11}  {Cut(state, 10),-10}{persons,10}  "
                    + $"{Cut(published, wide ? 16 : 5).PadRight(time)}  {Cut(received, wide ? 16 : 5).PadRight(time)}  {next}")
            .TrimEnd();
    }

    private static string Time(DateTimeOffset? time, bool wide) => time is not { } at ? "-" : wide ? Figures.Time(at) : Short(at, "MM-dd");

    private static string Short(DateTimeOffset time, string format) =>
        TimeZoneInfo.ConvertTime(time, HelsinkiTime.Zone).ToString(format, CultureInfo.InvariantCulture);

    private static string Cut(string value, int length) => value.Length <= length ? value : value[..(length - 1)] + "…";

    /// <summary>The words in lines as wide as the screen; a longer word has its own line.</summary>
    private IEnumerable<string> Wrapped(string message)
    {
        var line = new StringBuilder();
        foreach (var word in message.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width - 2)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        yield return line.ToString();
    }

    private string Painted(string value, string code) => colour ? $"\u001b[{code}m{value}\u001b[0m" : value;

    private void Line(string line) => text.Append(line).Append('\n');
}
