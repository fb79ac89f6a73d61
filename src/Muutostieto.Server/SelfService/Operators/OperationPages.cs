using System.Globalization;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Applications;
using Muutostieto.SelfService.Operations;
using Muutostieto.Server.SelfService.Http;
using Muutostieto.Server.SelfService.Pages;
using Muutostieto.Server.SelfService.Words;

namespace Muutostieto.Server.SelfService.Operators;

/// <summary>What operators do with deliveries: each says first what will happen.</summary>
internal sealed class OperationPages(OperationService operations, RunningOperations running, PageLanguage language, WordShelf shelf)
    : IPageArea
{
    /// <summary>Where bases and extracts are asked for.</summary>
    internal const string Start = "/operate/new";

    /// <summary>Deliveries on a page.</summary>
    internal const int OfPage = 100;

    private const string Place = "/operate";
    private const string Running = "/operate/running";

    public IReadOnlyList<PageTask> Tasks { get; } =
    [
        new(
            UserAction.OperateDeliveries, Place, page => page.Of<OperatorWords>().Task, page => page.Of<OperatorWords>().TaskWhat),
    ];

    public void Map(SelfServiceRoutes routes)
    {
        routes.MapPage(Place, UserAction.OperateDeliveries, request => Task.FromResult(
            request.Show<OperationsPage>(
                (nameof(OperationsPage.Deliveries), operations.Deliveries(request.User, null)),
                (nameof(OperationsPage.Number), (int)Math.Min(NumberOf(request.Query("page")), int.MaxValue)))));
        routes.MapPage(Start, UserAction.OperateDeliveries, request => Task.FromResult(
            request.Show<StartPage>(
                (nameof(StartPage.Permits), operations.Permits(request.User).Where(permit => permit.Files is not null).ToList()),
                (nameof(StartPage.Orders), operations.Orders(request.User)))));
        routes.MapPage(Place + "/permits/{permit}/base", UserAction.OperateDeliveries, CountPageAsync);
        routes.MapForm(Place + "/permits/{permit}/count", UserAction.OperateDeliveries, async request => Seen(
            request, await running.CountBaseAsync(request.User, request.Route("permit")!).ConfigureAwait(false)));
        routes.MapForm(Place + "/permits/{permit}/base", UserAction.OperateDeliveries, async request => Seen(
            request,
            await running.MakeBaseAsync(
                request.User, request.Route("permit")!, request.Form.Text("plan") ?? "", FieldText.Number(request.Form.Text("accept")))
                .ConfigureAwait(false)));
        routes.MapPage(Place + "/orders/{order}/run", UserAction.OperateDeliveries, request => Task.FromResult(
            request.Show<OrderRunPage>((nameof(OrderRunPage.Plan), operations.ExplainExtract(request.User, request.Route("order")!)))));
        routes.MapForm(Place + "/orders/{order}/run", UserAction.OperateDeliveries, async request => Seen(
            request,
            await running.RunOrderAsync(
                request.User, request.Route("order")!, request.Form.Text("plan") ?? "", request.Form.Text("again") == "yes")
                .ConfigureAwait(false)));
        routes.MapProgress(Running + "/{id}", UserAction.OperateDeliveries, RunningAsync);
        routes.MapPage(Place + "/{id}/withdraw", UserAction.OperateDeliveries, request => Task.FromResult(
            request.Show<WithdrawalPage>((nameof(WithdrawalPage.Plan), operations.ExplainWithdrawal(request.User, IdOf(request))))));
        routes.MapForm(Place + "/{id}/withdraw", UserAction.OperateDeliveries, WithdrawAsync);
        routes.MapPage(Place + "/{id}/redeliver", UserAction.OperateDeliveries, request => Task.FromResult(
            request.Show<RedeliveryPage>((nameof(RedeliveryPage.Plan), operations.ExplainRedelivery(request.User, IdOf(request))))));
        routes.MapForm(Place + "/{id}/redeliver", UserAction.OperateDeliveries, RedeliverAsync);
    }

    private static long IdOf(PageRequest request) => NumberOf(request.Route("id"));

    private static long NumberOf(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static PageResult Seen(PageRequest request, OperationState state) => state.IsChanged
        ? new PageResult.Shown(409, typeof(ChangedPage), [])
        : request.Go($"{Running}/{state.Id}");

    private Task<PageResult> CountPageAsync(PageRequest request) => Task.FromResult(
        operations.Permits(request.User).FirstOrDefault(permit => permit.Id == request.Route("permit")) is { } permit
            ? request.Show<CountPage>((nameof(CountPage.Permit), permit))
            : request.NotFound());

    private Task<PageResult> RunningAsync(PageRequest request)
    {
        var state = running.Find(request.User, request.Route("id")!);
        return Task.FromResult(
            state.Plan is { } plan
                ? request.Show<BasePage>((nameof(BasePage.Plan), plan))
                : request.Show<OperationPage>((nameof(OperationPage.State), state)));
    }

    private async Task<PageResult> WithdrawAsync(PageRequest request)
    {
        var delivery = operations.Delivery(request.User, IdOf(request));
        try
        {
            return Seen(
                request,
                await running.WithdrawAsync(
                    request.User, delivery, request.Form.Text("plan") ?? "", request.Form.Text("reason") ?? "").ConfigureAwait(false));
        }
        catch (RefusedInputException)
        {
            var model = request.Form.ToModel();
            model.Fault("reason", shelf.Of<OperatorWords>(language.Of(request.Http)).ReasonFault);
            return request.ShowAgain<WithdrawalPage>(
                (nameof(WithdrawalPage.Plan), operations.ExplainWithdrawal(request.User, IdOf(request))),
                (nameof(WithdrawalPage.Model), model));
        }
    }

    private async Task<PageResult> RedeliverAsync(PageRequest request) => Seen(
        request,
        await running.RedeliverAsync(
            request.User, operations.Delivery(request.User, IdOf(request)), request.Form.Text("plan") ?? "").ConfigureAwait(false));
}
