using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Muutostieto.Server.Pages;
using Muutostieto.Server.Words;

namespace Muutostieto.Server.Http;

/// <summary>Answers requests for pages. Each is made from the current register, ledger and configuration.</summary>
internal sealed class SitePages(IStatusProvider status, Languages languages, PageRenderer renderer)
{
    internal Task OverviewAsync(HttpContext context) => WriteAsync<OverviewPage>(
        context, 200,
        (nameof(OverviewPage.Status), status.Read()), (nameof(OverviewPage.Refreshes), context.Request.Query["refresh"] != "no"));

    internal Task PermitAsync(HttpContext context) =>
        status.Read().Permits.FirstOrDefault(permit => permit.Id == Id(context)) is { } permit
            ? WriteAsync<PermitPage>(context, 200, (nameof(PermitPage.Permit), permit))
            : NotFoundAsync(context);

    internal async Task DeliveryAsync(HttpContext context)
    {
        if (long.TryParse(Id(context), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            foreach (var permit in status.Read().Permits)
            {
                if (permit.Deliveries.FirstOrDefault(known => known.Id == id) is { } overview && status.ReadDelivery(id) is { } delivery)
                {
                    await WriteAsync<DeliveryPage>(
                        context, 200,
                        (nameof(DeliveryPage.Delivery), delivery),
                        (nameof(DeliveryPage.Overview), overview), (nameof(DeliveryPage.Permit), permit))
                        .ConfigureAwait(false);
                    return;
                }
            }
        }

        await NotFoundAsync(context).ConfigureAwait(false);
    }

    internal Task NotFoundAsync(HttpContext context) => WriteAsync<NotFoundPage>(context, 404);

    private static string? Id(HttpContext context) => context.GetRouteValue("id") as string;

    private async Task WriteAsync<TPage>(HttpContext context, int code, params (string Name, object? Value)[] parameters)
        where TPage : SiteComponent
    {
        var words = languages.Choose(context.Request.Query["lang"], context.Request.Headers.AcceptLanguage);
        var page = await renderer.RenderAsync<TPage>(words, parameters).ConfigureAwait(false);
        await SiteAnswer.Html(code, page).WriteAsync(context).ConfigureAwait(false);
    }
}
