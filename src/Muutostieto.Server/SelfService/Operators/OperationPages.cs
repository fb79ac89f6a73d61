using System.Globalization;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Applications;
using Muutostieto.SelfService.Operations;
using Muutostieto.Server.SelfService.Http;
using Muutostieto.Server.SelfService.Pages;
using Muutostieto.Server.SelfService.Words;
using Muutostieto.Server.Words;

namespace Muutostieto.Server.SelfService.Operators;

/// <summary>What operators do with deliveries: each says first what will happen.</summary>
internal sealed class OperationPages(OperationService operations, Languages languages, WordShelf shelf) : IPageArea
{
    private const string Place = "/operate";

    public IReadOnlyList<PageTask> Tasks { get; } =
    [
        new(
            UserAction.OperateDeliveries, Place, page => page.Of<OperatorWords>().Task, page => page.Of<OperatorWords>().TaskWhat),
    ];

    public void Map(SelfServiceRoutes routes)
    {
        routes.MapPage(Place, UserAction.OperateDeliveries, request => Task.FromResult(
            request.Show<OperationsPage>((nameof(OperationsPage.Deliveries), operations.Deliveries(request.User, null)))));
        routes.MapPage(Place + "/{id}/withdraw", UserAction.OperateDeliveries, request => Task.FromResult(
            request.Show<WithdrawalPage>((nameof(WithdrawalPage.Plan), operations.ExplainWithdrawal(request.User, IdOf(request))))));
        routes.MapForm(Place + "/{id}/withdraw", UserAction.OperateDeliveries, WithdrawAsync);
        routes.MapPage(Place + "/{id}/redeliver", UserAction.OperateDeliveries, request => Task.FromResult(
            request.Show<RedeliveryPage>((nameof(RedeliveryPage.Plan), operations.ExplainRedelivery(request.User, IdOf(request))))));
        routes.MapForm(Place + "/{id}/redeliver", UserAction.OperateDeliveries, RedeliverAsync);
    }

    private static long IdOf(PageRequest request) =>
        long.TryParse(request.Route("id"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;

    private static PageResult.Shown Changed() => new PageResult.Shown(409, typeof(ChangedPage), []);

    private async Task<PageResult> WithdrawAsync(PageRequest request)
    {
        try
        {
            _ = await operations
                .WithdrawAsync(
                    request.User, IdOf(request), request.Form.Text("plan") ?? "", request.Form.Text("reason") ?? "", request.Aborted)
                .ConfigureAwait(false);
            return request.Go(Place);
        }
        catch (ChangedMeanwhileException)
        {
            return Changed();
        }
        catch (RefusedInputException)
        {
            var model = request.Form.ToModel();
            model.Fault("reason", shelf.Of<OperatorWords>(LanguageOf(request)).ReasonFault);
            return request.ShowAgain<WithdrawalPage>(
                (nameof(WithdrawalPage.Plan), operations.ExplainWithdrawal(request.User, IdOf(request))),
                (nameof(WithdrawalPage.Model), model));
        }
    }

    private async Task<PageResult> RedeliverAsync(PageRequest request)
    {
        try
        {
            _ = await operations
                .RedeliverAsync(request.User, IdOf(request), request.Form.Text("plan") ?? "", request.Aborted)
                .ConfigureAwait(false);
            return request.Go(Place);
        }
        catch (ChangedMeanwhileException)
        {
            return Changed();
        }
    }

    private string LanguageOf(PageRequest request) => languages.Choose(
        request.Query(PageAnswers.LanguageCookie) ?? request.Http.Request.Cookies[PageAnswers.LanguageCookie],
        request.Http.Request.Headers.AcceptLanguage).Code;
}
