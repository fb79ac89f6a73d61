using System.Globalization;
using Muutostieto.Disclosure.Permits;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Applications;
using Muutostieto.SelfService.Orders;
using Muutostieto.Server.SelfService.Http;
using Muutostieto.Server.SelfService.Pages;
using Muutostieto.Server.SelfService.Words;
using Muutostieto.Server.Words;

namespace Muutostieto.Server.SelfService.Customers;

/// <summary>A recipient's orders: drafted, counted, submitted, withdrawn, and what was decided.</summary>
internal sealed class OrderPages(OrderService orders, WordShelf shelf, PageLanguage language, Languages languages) : IPageArea
{
    internal const string Place = "/orders";
    private const string One = Place + "/{order}";

    public IReadOnlyList<PageTask> Tasks { get; } =
    [
        new(UserAction.DraftOrder, Place, page => page.Of<OrderWords>().Task, page => page.Of<OrderWords>().TaskWhat),
    ];

    public void Map(SelfServiceRoutes routes)
    {
        routes.MapPage(Place, UserAction.DraftOrder, request => Task.FromResult(request.Show<OrdersPage>(
            (nameof(OrdersPage.Orders), orders.List(request.User, FieldText.Number(request.Query("page")) ?? 1)),
            (nameof(OrdersPage.MayOrder), orders.Permits(request.User).Count > 0))));
        routes.MapPage(Place + "/new", UserAction.DraftOrder, request => Task.FromResult(New(request)));
        routes.MapForm(Place + "/new", UserAction.DraftOrder, request => Task.FromResult(
            Keep(request, null, content => orders.Create(request.User, content))));
        routes.MapPage(One, UserAction.DraftOrder, request => Task.FromResult(Show(request, Find(request))));
        routes.MapForm(One + "/count", UserAction.DraftOrder, CountAsync);
        routes.MapPage(One + "/edit", UserAction.DraftOrder, request => Task.FromResult(Edit(request)));
        routes.MapForm(One + "/edit", UserAction.DraftOrder, SaveAsync, PlaceOf);
        routes.MapForm(One + "/submit", UserAction.DraftOrder, SubmitAsync, PlaceOf);
        routes.MapPage(One + "/withdraw", UserAction.DraftOrder, request => Task.FromResult(AskToWithdraw(request)));
        routes.MapForm(One + "/withdraw", UserAction.DraftOrder, WithdrawAsync, PlaceOf);
    }

    internal static string PlaceOf(long number) => string.Create(CultureInfo.InvariantCulture, $"{Place}/{number}");

    private static string PlaceOf(PageRequest request) => PlaceOf(request.Number("order"));

    private static bool IsOfCustomers(OrderContent content) => content.Target == OrderTargetNames.Of(OrderTarget.Customers);

    private Matter<OrderContent> Find(PageRequest request) => orders.Find(request.User, request.Number("order"));

    private PageResult New(PageRequest request)
    {
        var choices = orders.Choices(request.User);
        var model = new FormModel().Set("target", new OrderContent().Target);
        if (choices.Permits is [var only])
        {
            _ = model.Set("permit", only.Id);
        }

        return request.Show<OrderDraftPage>((nameof(OrderDraftPage.Choices), choices), (nameof(OrderDraftPage.Model), model));
    }

    private PageResult Show(
        PageRequest request,
        Matter<OrderContent> matter,
        CountedOrder? counted = null,
        bool isNotCounted = false,
        long? mostCounts = null) => request.Show<OrderPage>(
            (nameof(OrderPage.MostCounts), mostCounts),
            (nameof(OrderPage.Order), matter),
            (nameof(OrderPage.Choices), orders.Choices(request.User)),
            (nameof(OrderPage.Counted), counted),
            (nameof(OrderPage.IsNotCounted), isNotCounted || IsOfCustomers(matter.Content)));

    /// <summary>Counts; the page is the answer to the form, so that looking at it again counts nothing.</summary>
    private async Task<PageResult> CountAsync(PageRequest request)
    {
        var matter = Find(request);
        try
        {
            // The count looks at every person of an area: it has no thread of those that answer others.
            var counted = await Task.Factory
                .StartNew(
                    () => orders.Preview(request.User, matter.Number, null, request.Aborted),
                    request.Aborted,
                    TaskCreationOptions.LongRunning,
                    TaskScheduler.Default)
                .ConfigureAwait(false);
            return Show(request, matter, counted);
        }
        catch (RefusedInputException refused) when (refused.Faults is [{ Field: "counts" } most])
        {
            return Show(request, matter, mostCounts: most.Limit);
        }
        catch (RefusedInputException)
        {
            // An order for customers' files is whole and cannot be counted; any other one says in its form what is missing.
            return orders.Check(request.User, matter.Number).Count == 0
                ? Show(request, matter, isNotCounted: true)
                : request.Go($"{PlaceOf(request)}/edit?check=1");
        }
    }

    /// <summary>The form of a draft; with <c>check</c>, with everything that keeps it from being submitted.</summary>
    private PageResult Edit(PageRequest request)
    {
        var matter = Find(request);
        if (matter.State != MatterState.Draft)
        {
            return request.Go(PlaceOf(request));
        }

        var choices = orders.Choices(request.User);
        var model = OrderForm.ModelOf(matter.Content, choices, language.Of(request.Http));
        if (request.Query("check") is not null)
        {
            Note(request, model, orders.Check(request.User, matter.Number), choices);
        }

        return request.Show<OrderDraftPage>(
            (nameof(OrderDraftPage.Draft), matter),
            (nameof(OrderDraftPage.Choices), choices),
            (nameof(OrderDraftPage.Model), model),
            (nameof(OrderDraftPage.IsChecked), model.HasErrors));
    }

    private Task<PageResult> SaveAsync(PageRequest request) => Task.FromResult(Keep(
        request,
        Find(request),
        content => orders.Save(request.User, request.Number("order"), request.Version(), content)));

    /// <summary>Keeps a draft; its page then has its count and the button that submits it.</summary>
    private PageResult Keep(PageRequest request, Matter<OrderContent>? draft, Func<OrderContent, Matter<OrderContent>> keep)
    {
        var choices = orders.Choices(request.User);
        var (content, faults) = OrderForm.Read(request.Form, choices);
        try
        {
            if (faults.Count > 0)
            {
                throw new RefusedInputException(faults);
            }

            return request.Go(PlaceOf(keep(content).Number));
        }
        catch (RefusedInputException refused)
        {
            var model = request.Form.ToModel();
            Note(request, model, refused.Faults, choices);
            return request.ShowAgain<OrderDraftPage>(
                (nameof(OrderDraftPage.Draft), draft), (nameof(OrderDraftPage.Choices), choices), (nameof(OrderDraftPage.Model), model));
        }
    }

    /// <summary>What is not whole stays a draft, and its form says what is missing.</summary>
    private Task<PageResult> SubmitAsync(PageRequest request)
    {
        try
        {
            return Task.FromResult(request.Go(PlaceOf(
                orders.Submit(request.User, request.Number("order"), request.Version()).Number)));
        }
        catch (RefusedInputException)
        {
            return Task.FromResult(request.Go($"{PlaceOf(request)}/edit?check=1"));
        }
    }

    private PageResult AskToWithdraw(PageRequest request)
    {
        var matter = Find(request);
        return matter.State is MatterState.Draft or MatterState.Submitted
            ? request.Show<WithdrawMatterPage>(
                (nameof(WithdrawMatterPage.Title), shelf.Of<OrderWords>(language.Of(request.Http))
                    .WithdrawOf(matter.Number.ToString(CultureInfo.InvariantCulture))),
                (nameof(WithdrawMatterPage.Place), PlaceOf(matter.Number)),
                (nameof(WithdrawMatterPage.Version), matter.Version))
            : request.Go(PlaceOf(matter.Number));
    }

    private Task<PageResult> WithdrawAsync(PageRequest request) => Task.FromResult(request.Go(PlaceOf(
        orders.Withdraw(request.User, request.Number("order"), request.Version()).Number)));

    private void Note(PageRequest request, FormModel model, IReadOnlyList<FieldFault> faults, OrderChoices choices)
    {
        var code = language.Of(request.Http);
        var words = shelf.Of<MatterWords>(code);
        var labels = new OrderLabels(shelf.Of<OrderWords>(code), words, languages.Choose(code, null), choices);
        foreach (var most in faults.Where(fault => fault.Field == "drafts"))
        {
            model.Fault("title", words.TooManyOf(most.Limit ?? 0));
        }

        model.Note(faults.Where(fault => fault.Field != "drafts"), labels.FieldOf, words, OrderLabels.Order);
    }
}
