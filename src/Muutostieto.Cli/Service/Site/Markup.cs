namespace Muutostieto.Cli.Service.Site;

/// <summary>HTML that is safe to send as it is. Comes of an interpolated text, whose own words are HTML and whose values are encoded: there is no other way to make one.</summary>
internal readonly record struct Markup
{
    private Markup(string html) => Html = html;

    internal static Markup None { get; } = new("");

    internal string Html => field ?? "";

    internal static Markup Of(MarkupBuilder html) => new(html.Build());

    internal static Markup Join(IEnumerable<Markup> parts) => new(string.Concat(parts.Select(part => part.Html)));

    public override string ToString() => Html;
}
