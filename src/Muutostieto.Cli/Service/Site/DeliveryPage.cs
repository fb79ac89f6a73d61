using Muutostieto.Deliveries.Ledger;
using Muutostieto.Hosting.Status;

namespace Muutostieto.Cli.Service.Site;

/// <summary>
/// <c>/deliveries/N</c>: one delivery with its files, hashes, window, predecessor and receipts. What a recipient wrote stands here and on no other page: it is hostile input, and might
/// name somebody; it is shown to whoever asks for this delivery, as <c>deliveries show</c> does.
/// </summary>
internal static class DeliveryPage
{
    /// <param name="delivery">As the ledger has it.</param>
    /// <param name="glance">The same one in the overview.</param>
    /// <param name="permit">Its permit.</param>
    /// <param name="words">The page's language.</param>
    internal static Markup Of(Delivery delivery, DeliveryGlance glance, PermitStatus permit, SiteWords words)
    {
        var title = words.TitleOf(delivery.Kind, delivery.Number);
        return PageFrame.Of(words, $"/deliveries/{delivery.Id}", $"{delivery.Permit}, {title} · Muutostieto", Markup.Of($"""
            <p class="back"><a href="{PageFrame.LinkToPermit(delivery.Permit, words)}">← {delivery.Permit}</a></p>
            <h1>{title} {Badge.Of(glance, permit, words)}</h1>
            <dl class="facts">
            {Facts(delivery, words)}</dl>
            {TroubleList.Of([.. permit.Troubles.Where(trouble => trouble.Delivery == glance).Select(trouble => new TroubleGroup([trouble]))], words)}<section aria-labelledby="chain">
            <h2 id="chain">{words.Chain}</h2>
            <dl class="facts">
            {Chain(delivery, glance, words)}</dl>
            </section>
            <section aria-labelledby="files">
            <h2 id="files">{words.Files}</h2>
            {Files(delivery, words)}</section>
            <section aria-labelledby="receipts">
            <h2 id="receipts">{words.Receipts}</h2>
            {Receipts(delivery, words)}</section>
            """));
    }

    private static Markup Facts(Delivery delivery, SiteWords words) => Markup.Join(
    [
        PageFrame.Fact(words.Permit, Markup.Of($"""<a href="{PageFrame.LinkToPermit(delivery.Permit, words)}">{delivery.Permit}</a>""")),
        PageFrame.Fact(words.Planned, PageFrame.Time(delivery.Planned, words)),
        PageFrame.Fact(words.Composed, delivery.Composed, words),
        PageFrame.Fact(words.HandedOver, delivery.Published, words),
        PageFrame.Fact(words.Redelivered, delivery.Redelivered, words),
        PageFrame.Fact(words.Received, delivery.Received, words),
        delivery.Withdrawn is { } withdrawn ? PageFrame.Fact(words.Withdrawn, Markup.Of($"{PageFrame.Time(withdrawn, words)}: {delivery.WithdrawalReason}")) : Markup.None,
        PageFrame.Fact(words.LeftDrop, delivery.DropCleared, words),
        PageFrame.Fact(words.LeftOutbox, delivery.OutboxCleared, words),
        PageFrame.Fact(words.Persons, words.Count(delivery.Counts.Persons)),
        PageFrame.Fact(words.Lines, words.Count(delivery.Counts.Records)),
        PageFrame.Fact(words.Size, words.Bytes(delivery.Files.Sum(file => file.Bytes))),
        delivery.Counts.Transliterated > 0 ? PageFrame.Fact(words.Transliterated, words.Count(delivery.Counts.Transliterated)) : Markup.None,
        delivery.Counts.Shortened > 0 ? PageFrame.Fact(words.Shortened, words.Count(delivery.Counts.Shortened)) : Markup.None,
        delivery.Place is { } place ? PageFrame.Fact(words.Where, Markup.Of($"<code>{place}</code>")) : Markup.None,
    ]);

    private static Markup Chain(Delivery delivery, DeliveryGlance glance, SiteWords words) => Markup.Of($"""
        {PageFrame.Fact(words.Window, words.WindowOf(delivery.Window.From, delivery.Window.To, words))}{(delivery.Predecessor is { } before
            ? Markup.Of($"""{PageFrame.Fact(words.Predecessor, Markup.Of($"""<a href="{PageFrame.Link($"/deliveries/{glance.PredecessorId}", words)}">{words.TitleOf(before.Kind, before.Number)}</a>"""))}{PageFrame.Fact(words.ManifestHash, Markup.Of($"<code>{before.ManifestSha256}</code>"))}""")
            : PageFrame.Fact(words.Predecessor, words.FirstOfChain))}
        """);

    private static Markup Files(Delivery delivery, SiteWords words) => delivery.Files.Count == 0 ? Markup.Of($"<p>{words.NotComposed}</p>\n") : Markup.Of($"""
        <table class="files" aria-labelledby="files">
        <thead><tr><th scope="col">{words.File}</th><th scope="col" class="number">{words.Size}</th><th scope="col" class="number">{words.Lines}</th><th scope="col">SHA-256</th></tr></thead>
        <tbody>
        {Markup.Join(delivery.Files.Select(file => Markup.Of($"""
            <tr><th scope="row"><code>{file.Name}</code></th><td data-label="{words.Size}" class="number">{words.Bytes(file.Bytes)}</td><td data-label="{words.Lines}" class="number">{(file.Records is { } records ? words.Count(records) : "–")}</td><td data-label="SHA-256"><code>{file.Sha256}</code></td></tr>

            """)))}</tbody>
        </table>

        """);

    private static Markup Receipts(Delivery delivery, SiteWords words) => delivery.Receipts.Count == 0 ? Markup.Of($"<p>{words.NoReceipts}</p>\n") : Markup.Of($"""
        <table class="receipts" aria-labelledby="receipts">
        <thead><tr><th scope="col">{words.Time}</th><th scope="col">{words.What}</th><th scope="col">{words.File}</th><th scope="col">{words.RecipientsWords}</th></tr></thead>
        <tbody>
        {Markup.Join(delivery.Receipts.Select(receipt => Receipt(receipt, words)))}</tbody>
        </table>

        """);

    private static Markup Receipt(DeliveryReceipt receipt, SiteWords words) => Markup.Of($"""
        <tr><th scope="row">{PageFrame.Time(receipt.At, words)}</th><td data-label="{words.What}">{Badge.Of(receipt.IsTrouble ? Level.Warning : Level.Good, words.SourceOf(receipt.Source))}</td><td data-label="{words.File}">{(receipt.File is { } file ? Markup.Of($"<code>{file}</code>") : Markup.Of($"–"))}</td><td data-label="{words.RecipientsWords}">{(receipt.Reason is { } reason ? Markup.Of($"<q>{reason}</q>") : Markup.Of($"–"))}</td></tr>

        """);
}
