using System.Globalization;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Records.Manifests;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Applications;
using Muutostieto.SelfService.Deliveries;
using Muutostieto.Server.SelfService.Http;
using Muutostieto.Server.SelfService.Pages;
using Muutostieto.Server.SelfService.Words;
using Muutostieto.Server.Words;

namespace Muutostieto.Server.SelfService.Customers;

/// <summary>The deliveries of a recipient: seen, fetched, answered.</summary>
internal sealed class DeliveryPages(DeliveryService deliveries, Languages languages, WordShelf shelf) : IPageArea
{
    private const string Delivery = "/deliveries/{permit}/{kind}/{number}";

    public IReadOnlyList<PageTask> Tasks { get; } =
    [
        new(
            UserAction.FetchDeliveries,
            "/deliveries",
            page => page.Of<CustomerWords>().Task,
            page => page.Of<CustomerWords>().TaskWhat),
    ];

    public void Map(SelfServiceRoutes routes)
    {
        routes.MapPage("/deliveries", UserAction.FetchDeliveries, request => Task.FromResult(
            request.Show<DeliveriesPage>((nameof(DeliveriesPage.Deliveries), deliveries.List(request.User)))));
        routes.MapPage(Delivery, UserAction.FetchDeliveries, request => Task.FromResult(
            request.Show<DeliveryPage>((nameof(DeliveryPage.Delivery), deliveries.Find(request.User, KeyOf(request))))));
        routes.MapPage(Delivery + "/files/{file}", UserAction.FetchDeliveries, FetchAsync);
        routes.MapForm(Delivery + "/accept", UserAction.Acknowledge, AcceptAsync);
        routes.MapForm(Delivery + "/refuse", UserAction.Acknowledge, RefuseAsync);
    }

    internal static string PlaceOf(DeliveryKey key) =>
        string.Create(CultureInfo.InvariantCulture, $"/deliveries/{key.Permit}/{key.Kind}/{key.Number}");

    internal static string TitleOf(SiteWords site, DeliveryKey key) => site.TitleOf(
        Enum.GetValues<DeliveryKind>().First(kind => kind.WireName() == key.Kind), key.Number);

    private static DeliveryKey KeyOf(PageRequest request) => new(
        request.Route("permit")!,
        request.Route("kind")!,
        int.TryParse(request.Route("number"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0);

    private async Task<PageResult> FetchAsync(PageRequest request)
    {
        DeliveryDownload download;
        try
        {
            download = await deliveries
                .DownloadAsync(request.User, KeyOf(request), request.Route("file")!, request.Aborted)
                .ConfigureAwait(false);
        }
        catch (FileUnavailableException)
        {
            return new PageResult.Shown(409, typeof(UnavailablePage), []);
        }

        // Closed with the answer, also of a HEAD, which writes nothing.
        request.Http.Response.RegisterForDispose(download);
        return request.Download(
            download.File.Name,
            "application/octet-stream",
            download.File.Bytes,
            (output, cancellation) => download.Content.CopyToAsync(output, cancellation));
    }

    private Task<PageResult> AcceptAsync(PageRequest request) =>
        Task.FromResult(request.Go(PlaceOf(deliveries.Accept(request.User, KeyOf(request)).Key)));

    private Task<PageResult> RefuseAsync(PageRequest request)
    {
        var key = KeyOf(request);
        try
        {
            return Task.FromResult(request.Go(PlaceOf(deliveries.Refuse(request.User, key, request.Form.Text("reason") ?? "").Key)));
        }
        catch (RefusedInputException)
        {
            var model = request.Form.ToModel();
            model.Fault("reason", WordsOf(request).ReasonFault);
            return Task.FromResult(request.ShowAgain<DeliveryPage>(
                (nameof(DeliveryPage.Delivery), deliveries.Find(request.User, key)), (nameof(DeliveryPage.Model), model)));
        }
    }

    private CustomerWords WordsOf(PageRequest request) => shelf.Of<CustomerWords>(languages.Choose(
        request.Query(PageAnswers.LanguageCookie) ?? request.Http.Request.Cookies[PageAnswers.LanguageCookie],
        request.Http.Request.Headers.AcceptLanguage).Code);
}
