using System.Text;

namespace Muutostieto.Cli.Service.Site;

/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">With its character set.</param>
/// <param name="Text">The body, sent as UTF-8.</param>
internal sealed record SiteAnswer(int Status, string ContentType, string Text)
{
    /// <summary>
    /// Sent with every answer: nothing is taken from elsewhere, no script runs, nobody frames the page, no copy of it stays anywhere.
    /// </summary>
    internal static IReadOnlyList<(string Name, string Value)> Headers { get; } =
    [
        ("Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
        ("Cache-Control", "no-store"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Referrer-Policy", "no-referrer"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
    ];

    internal byte[] Body => Encoding.UTF8.GetBytes(Text);

    internal static SiteAnswer Html(int status, Markup page) => new(status, "text/html; charset=utf-8", page.Html);

    internal static SiteAnswer Plain(int status, string text) => new(status, "text/plain; charset=utf-8", text + "\n");
}
