using System.Globalization;
using System.Net;
using Muutostieto.Hosting.Status;
using Muutostieto.Records;

namespace Muutostieto.Cli.Service.Site;

/// <summary>Answers requests: the pages, <c>/health</c> and <c>/metrics</c>. Knows no network; each answer is made anew of what register, ledger and configuration say now.</summary>
internal sealed class StatusSite(Func<StatusSource> source, IPAddress address, TimeProvider clock)
{
    /// <summary>By which names the page may be asked for: a name that somebody else's name server points at this machine is none of them (DNS rebinding).</summary>
    private readonly string[] names = ["localhost", "127.0.0.1", "[::1]", address.ToString()];

    internal SiteAnswer Answer(SiteRequest request)
    {
        if (!IsOwn(request.Host))
        {
            return SiteAnswer.Plain(421, "This page is served as localhost, 127.0.0.1 or [::1] only.");
        }

        if (request.Method is not ("GET" or "HEAD"))
        {
            return SiteAnswer.Plain(405, "Only GET and HEAD: nothing can be changed here.");
        }

        try
        {
            return request.Path switch
            {
                "/style.css" => SiteFiles.Style,
                "/icon.svg" => SiteFiles.Icon,
                "/health/live" => HealthAnswer.Live,
                "/health" or "/health/ready" => HealthAnswer.Ready(Read()),
                "/metrics" => MetricsText.Of(Read()),
                _ => Page(request),
            };
        }
        catch (MuutostietoException failure)
        {
            return SiteAnswer.Plain(503, failure.Message);
        }
    }

    private SiteAnswer Page(SiteRequest request)
    {
        var words = SiteLanguage.Choose(request.Language, request.AcceptLanguage);
        if (request.Path == "/")
        {
            return SiteAnswer.Html(200, OverviewPage.Of(Read(), words));
        }

        if (After(request.Path, "/permits/") is { } id && Read().Permits.FirstOrDefault(permit => permit.Id == id) is { } permit)
        {
            return SiteAnswer.Html(200, PermitPage.Of(permit, words));
        }

        return After(request.Path, "/deliveries/") is { } text && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Delivery(number, words) is { } page
            ? SiteAnswer.Html(200, page)
            : SiteAnswer.Html(404, NotFound(words));
    }

    private Markup? Delivery(long id, SiteWords words)
    {
        foreach (var permit in Read().Permits)
        {
            if (permit.Deliveries.FirstOrDefault(delivery => delivery.Id == id) is { } glance && StatusReader.ReadDelivery(source(), id) is { } delivery)
            {
                return DeliveryPage.Of(delivery, glance, permit, words);
            }
        }

        return null;
    }

    private static Markup NotFound(SiteWords words) => PageFrame.Of(words, "/", $"{words.NotFound} · Muutostieto", Markup.Of($"""
        <h1>{words.NotFound}</h1>
        <p>{words.NotFoundWhat}</p>
        <p><a href="{PageFrame.Link("/", words)}">{words.Back}</a></p>
        """));

    private ServiceStatus Read() => new StatusReader(clock).Read(source());

    private static string? After(string path, string prefix) => path.StartsWith(prefix, StringComparison.Ordinal) ? path[prefix.Length..] : null;

    /// <summary>With any port: an operator's ssh -L may have another one than the service.</summary>
    private bool IsOwn(string? host)
    {
        if (host is null)
        {
            return false;
        }

        var name = host.EndsWith(']') || !host.Contains(':', StringComparison.Ordinal) ? host : host[..host.LastIndexOf(':')];
        return names.Contains(name, StringComparer.OrdinalIgnoreCase);
    }
}
