using System.Globalization;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Hosting.Status;

namespace Muutostieto.Cli.Service.Site;

/// <summary><c>/</c>: whether all is well, what is not, and a row a permit.</summary>
internal static class OverviewPage
{
    private const int DeliveriesShown = 18;

    internal static Markup Of(ServiceStatus status, SiteWords words) => PageFrame.Of(words, "/", Title(status, words), Markup.Of($"""
        {Verdict(status, words)}{TroubleList.Of(status.Groups, words)}<section aria-labelledby="permits">
        <h2 id="permits">{words.Permits}</h2>
        {Permits(status, words)}</section>
        {Service(status, words)}
        """));

    /// <summary>The verdict comes first: it is what a browser's tab shows.</summary>
    private static string Title(ServiceStatus status, SiteWords words) => $"{Said(status, words)} · Muutostieto";

    private static string Said(ServiceStatus status, SiteWords words) => status.Groups is { Count: > 0 and var count } ? words.NeedsYou(count) : words.AllWell;

    private static Markup Verdict(ServiceStatus status, SiteWords words)
    {
        var level = status.Troubles.Count == 0 ? Level.Good : status.IsHealthy ? Level.Warning : Level.Bad;
        return Markup.Of($"""
            <div class="verdict {level.ClassOf()}">
            <span class="mark" aria-hidden="true">{level.SignOf()}</span>
            <div><h1>{Said(status, words)}</h1>
            <p>{words.AsOf} {PageFrame.Time(status.At, words)} · <a href="{PageFrame.Link("/", words)}">{words.Reload}</a></p></div>
            </div>

            """);
    }

    private static Markup Permits(ServiceStatus status, SiteWords words) => status.Permits.Count == 0 ? Markup.Of($"<p>{words.NoPermits}</p>\n") : Markup.Of($"""
        <table class="permits" aria-labelledby="permits">
        <thead><tr><th scope="col">{words.PermitAndRecipient}</th><th scope="col">{words.State}</th><th scope="col">{words.LastDelivery}</th><th scope="col">{words.HandedOver}</th><th scope="col">{words.Received}</th><th scope="col">{words.NextDelivery}</th><th scope="col">{words.Sizes}</th></tr></thead>
        <tbody>
        {Markup.Join(status.Permits.Select(permit => Row(permit, words)))}</tbody>
        </table>
        {Legend(words)}
        """);

    private static Markup Row(PermitStatus permit, SiteWords words) => Markup.Of($"""
        <tr>
        <th scope="row"><a href="{PageFrame.LinkToPermit(permit.Id, words)}">{permit.Id}</a><span class="sub">{permit.Recipient}</span></th>
        <td data-label="{words.State}">{Badge.Of(permit, words)}</td>
        <td data-label="{words.LastDelivery}">{Last(permit, words)}</td>
        <td data-label="{words.HandedOver}">{PageFrame.Time(permit.Last?.Published, words)}</td>
        <td data-label="{words.Received}">{PageFrame.Time(permit.Last?.Received, words)}</td>
        <td data-label="{words.NextDelivery}">{Next(permit, words)}</td>
        <td class="sizes" data-label="{words.Sizes}">{new SizeChart(permit, words, isLarge: false).Draw(DeliveriesShown)}</td>
        </tr>

        """);

    private static Markup Last(PermitStatus permit, SiteWords words) => permit.Last is not { } last ? Markup.Of($"""<span class="none">{(permit.IsKnown ? words.NoDeliveries : words.NotKnown)}</span>""") : Markup.Of(
        $"""<a href="{PageFrame.LinkTo(last, words)}">{words.TitleOf(last.Kind, last.Number)}</a><span class="sub">{Content(last, words)}, {words.Bytes(last.Bytes)}</span>""");

    /// <summary>Of a base the persons count, of changes the lines.</summary>
    private static string Content(DeliveryGlance delivery, SiteWords words) => delivery.Kind == DeliveryKind.Base
        ? $"{words.Persons.ToLowerInvariant()} {words.Count(delivery.Counts.Persons)}"
        : $"{words.Lines.ToLowerInvariant()} {words.Count(delivery.Counts.Records)}";

    internal static Markup Next(PermitStatus permit, SiteWords words) =>
        !permit.IsKnown ? Markup.Of($"""<span class="none">{words.NotKnown}</span>""")
        : permit.DueSince is not null ? Markup.Of($"{words.DueNow}")
        : permit.Next is { } next ? PageFrame.Time(next, words)
        : Markup.Of($"""<span class="none">{words.NoNext}</span>""");

    internal static Markup Legend(SiteWords words)
    {
        var signs = new[] { (Level.Good, words.StateOf(DeliveryState.Received)), (Level.Waiting, words.StateOf(DeliveryState.Published)), (Level.Warning, words.TroubleOf(TroubleKind.Refused)), (Level.Bad, words.StateOf(DeliveryState.Overdue)) };
        return Markup.Of($"""
            <p class="legend"><span class="sr">{words.Legend}: </span>{Markup.Join(signs.Select(sign => SizeChart.Key(sign.Item1, sign.Item2)))}{SizeChart.BaseKey(words)}</p>

            """);
    }

    private static Markup Notices(ServiceStatus status, SiteWords words) => status.Notices is not { } notices ? Markup.None : Markup.Of(
        $"{PageFrame.Fact(words.SharingDwelling, words.Count(notices.SharingDwelling))}{PageFrame.Fact(words.UnknownRelations, words.Count(notices.UnknownRelations))}");

    private static Markup Service(ServiceStatus status, SiteWords words)
    {
        var run = status.LastRun is { } last
            ? Markup.Of($"{last.Command} {PageFrame.Time(last.Began, words)}, {last.Seconds.ToString("0.0", CultureInfo.InvariantCulture).Replace('.', words.Decimal)} s, {words.ExitCodeIs} {(long)last.ExitCode}")
            : Markup.Of($"{words.NoRun}");
        var configuration = status.Of(TroubleKind.Configuration) is null ? words.ConfigurationInForce : words.ConfigurationOlder;
        return Markup.Of($"""
            <section aria-labelledby="service">
            <h2 id="service">{words.Service}</h2>
            <dl class="facts">
            {PageFrame.Fact(words.LastRun, run)}{(status.UnderWay is { } underWay ? PageFrame.Fact(words.UnderWay, UnderWayText.Of(underWay, words)) : Markup.None)}{PageFrame.Fact(words.RegisterKey, status.JournalKey is { } key ? words.Count(key) : (status.Of(TroubleKind.Register) ?? status.Of(TroubleKind.Data)) is null ? "–" : words.NotReadable)}{Notices(status, words)}{PageFrame.Fact(words.Configuration, configuration)}{PageFrame.Fact(words.Machine, Markup.Of($"""<a href="/health">/health</a>, <a href="/metrics">/metrics</a>"""))}</dl>
            </section>
            """);
    }
}
