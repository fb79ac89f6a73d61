using Muutostieto.Deliveries.Ledger;
using Muutostieto.Hosting.Status;

namespace Muutostieto.Cli.Service.Site;

/// <summary><c>/permits/ID</c>: all deliveries of one permit, as a chart and a table.</summary>
internal static class PermitPage
{
    private const int DeliveriesDrawn = 60;

    internal static Markup Of(PermitStatus permit, SiteWords words) => PageFrame.Of(words, $"/permits/{permit.Id}", $"{permit.Id} · Muutostieto", Markup.Of($"""
        <p class="back"><a href="{PageFrame.Link("/", words)}">← {words.Back}</a></p>
        <h1>{permit.Id} {Badge.Of(permit, words)}</h1>
        <dl class="facts">
        {Facts(permit, words)}</dl>
        {TroubleList.Of(permit.Groups, words)}<section aria-labelledby="sizes">
        <h2 id="sizes">{words.SizesOverTime}</h2>
        <div class="frame">{new SizeChart(permit, words, isLarge: true).Draw(DeliveriesDrawn)}</div>
        {OverviewPage.Legend(words)}</section>
        <section aria-labelledby="deliveries">
        <h2 id="deliveries">{words.Deliveries}</h2>
        {Table(permit, words)}</section>
        """));

    private static Markup Facts(PermitStatus permit, SiteWords words) => Markup.Join(
    [
        PageFrame.Fact(words.Recipient, permit.Recipient),
        PageFrame.Fact(words.State, words.ValidityOf(permit.Validity)),
        permit.Product is { } product ? PageFrame.Fact(words.Product, product) : Markup.None,
        permit.Rhythm is { } rhythm ? PageFrame.Fact(words.Rhythm, RhythmText.Of(rhythm, words)) : Markup.None,
        PageFrame.Fact(words.NextDelivery, OverviewPage.Next(permit, words)),
        permit.PendingEntries is { } pending ? PageFrame.Fact(words.Pending, words.Count(pending)) : Markup.None,
    ]);

    private static Markup Table(PermitStatus permit, SiteWords words) => permit.Deliveries.Count == 0 ? Markup.Of($"<p>{(permit.IsKnown ? words.NoDeliveries : words.NotKnown)}.</p>\n") : Markup.Of($"""
        <table class="deliveries" aria-labelledby="deliveries">
        <thead><tr><th scope="col">{words.Delivery}</th><th scope="col">{words.State}</th><th scope="col">{words.Planned}</th><th scope="col" class="number">{words.Persons}</th><th scope="col" class="number">{words.Lines}</th><th scope="col" class="number">{words.Size}</th><th scope="col">{words.HandedOver}</th><th scope="col">{words.Received}</th></tr></thead>
        <tbody>
        {Markup.Join(permit.Deliveries.Select(delivery => Row(permit, delivery, words)))}</tbody>
        </table>

        """);

    private static Markup Row(PermitStatus permit, DeliveryGlance delivery, SiteWords words) => Markup.Of($"""
        <tr>
        <th scope="row"><a href="{PageFrame.LinkTo(delivery, words)}">{words.TitleOf(delivery.Kind, delivery.Number)}</a></th>
        <td data-label="{words.State}">{Badge.Of(delivery, permit, words)}</td>
        <td data-label="{words.Planned}">{PageFrame.Time(delivery.Planned, words)}</td>
        <td data-label="{words.Persons}" class="number">{words.Count(delivery.Counts.Persons)}</td>
        <td data-label="{words.Lines}" class="number">{words.Count(delivery.Counts.Records)}</td>
        <td data-label="{words.Size}" class="number">{words.Bytes(delivery.Bytes)}</td>
        <td data-label="{words.HandedOver}">{PageFrame.Time(delivery.Published, words)}</td>
        <td data-label="{words.Received}">{PageFrame.Time(delivery.Received, words)}</td>
        </tr>

        """);
}
