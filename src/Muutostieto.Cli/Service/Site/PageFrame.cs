namespace Muutostieto.Cli.Service.Site;

/// <summary>What is around every page.</summary>
internal static class PageFrame
{
    internal static Markup Of(SiteWords words, string path, string title, Markup content) => Markup.Of($"""
        <!doctype html>
        <html lang="{words.Code}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <meta name="color-scheme" content="light dark">
        <title>{title}</title>
        <link rel="icon" href="/icon.svg" type="image/svg+xml">
        <link rel="stylesheet" href="/style.css">
        </head>
        <body>
        <a class="skip" href="#content">{words.Skip}</a>
        <header class="top">
        <a class="name" href="{Link("/", words)}">Muutostieto</a>
        <nav aria-label="{words.LanguageChoice}"><a href="{path}?lang={words.Other.Code}" lang="{words.Other.Code}" hreflang="{words.Other.Code}">{words.Other.Name}</a></nav>
        </header>
        <main id="content">
        {content}
        </main>
        </body>
        </html>

        """);

    /// <summary>An address of the site in the language of the page that it stands on.</summary>
    internal static string Link(string path, SiteWords words) => $"{path}?lang={words.Code}";

    internal static string LinkTo(Muutostieto.Deliveries.Ledger.DeliveryGlance delivery, SiteWords words) => Link($"/deliveries/{delivery.Id}", words);

    internal static string LinkToPermit(string permit, SiteWords words) => Link($"/permits/{permit}", words);

    internal static Markup Time(DateTimeOffset time, SiteWords words) => Markup.Of($"""<time datetime="{time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture)}">{words.At(time)}</time>""");

    /// <summary>From when on, in the order of words of the language.</summary>
    internal static Markup Since(DateTimeOffset since, SiteWords words) => words.Code == "fi" ? Markup.Of($"{Time(since, words)} {words.Since}") : Markup.Of($"{words.Since} {Time(since, words)}");

    internal static Markup Time(DateTimeOffset? time, SiteWords words) => time is { } at ? Time(at, words) : Markup.Of($"""<span class="none">–</span>""");

    /// <summary>A name and its value in a list of facts.</summary>
    internal static Markup Fact(string name, Markup value) => Markup.Of($"<div><dt>{name}</dt><dd>{value}</dd></div>\n");

    internal static Markup Fact(string name, string value) => Fact(name, Markup.Of($"{value}"));

    internal static Markup Fact(string name, DateTimeOffset? time, SiteWords words) => time is { } at ? Fact(name, Time(at, words)) : Markup.None;
}
