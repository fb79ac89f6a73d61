using System.Globalization;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Applications;
using Muutostieto.Server.SelfService.Http;
using Muutostieto.Server.SelfService.Pages;
using Muutostieto.Server.SelfService.Words;
using Muutostieto.Server.Words;

namespace Muutostieto.Server.SelfService.Customers;

/// <summary>A recipient's applications for permits: drafted, submitted, withdrawn, and what was decided.</summary>
internal sealed class ApplicationPages(
    ApplicationService applications, WordShelf shelf, PageLanguage language, Languages languages) : IPageArea
{
    internal const string Place = "/applications";
    internal const string SubmitValue = "submit";
    private const string One = Place + "/{application}";

    public IReadOnlyList<PageTask> Tasks { get; } =
    [
        new(UserAction.ApplyForPermit, Place, page => page.Of<ApplicationWords>().Task, page => page.Of<ApplicationWords>().TaskWhat),
    ];

    public void Map(SelfServiceRoutes routes)
    {
        routes.MapPage(Place, UserAction.ApplyForPermit, request => Task.FromResult(request.Show<ApplicationsPage>(
            (nameof(ApplicationsPage.Applications), applications.List(request.User, FieldText.Number(request.Query("page")) ?? 1)))));
        routes.MapPage(Place + "/new", UserAction.ApplyForPermit, request => Task.FromResult(request.Show<ApplicationDraftPage>(
            (nameof(ApplicationDraftPage.Choices), applications.Choices(request.User)),
            (nameof(ApplicationDraftPage.Model), ApplicationForm.Empty()))));
        routes.MapForm(Place + "/new", UserAction.ApplyForPermit, CreateAsync);
        routes.MapPage(One, UserAction.ApplyForPermit, request => Task.FromResult(request.Show<ApplicationPage>(
            (nameof(ApplicationPage.Application), Find(request)),
            (nameof(ApplicationPage.Choices), applications.Choices(request.User)))));
        routes.MapPage(One + "/edit", UserAction.ApplyForPermit, request => Task.FromResult(Edit(request)));
        routes.MapForm(One + "/edit", UserAction.ApplyForPermit, SaveAsync, PlaceOf);
        routes.MapForm(One + "/submit", UserAction.ApplyForPermit, SubmitAsync, PlaceOf);
        routes.MapPage(One + "/withdraw", UserAction.ApplyForPermit, request => Task.FromResult(AskToWithdraw(request)));
        routes.MapForm(One + "/withdraw", UserAction.ApplyForPermit, WithdrawAsync, PlaceOf);
    }

    internal static string PlaceOf(long number) => string.Create(CultureInfo.InvariantCulture, $"{Place}/{number}");

    private static string PlaceOf(PageRequest request) => PlaceOf(request.Number("application"));

    private Matter<ApplicationContent> Find(PageRequest request) => applications.Find(request.User, request.Number("application"));

    /// <summary>The form of a draft; with <c>check</c>, with everything that keeps it from being submitted.</summary>
    private PageResult Edit(PageRequest request)
    {
        var matter = Find(request);
        if (matter.State != MatterState.Draft)
        {
            return request.Go(PlaceOf(request));
        }

        var choices = applications.Choices(request.User);
        var model = ApplicationForm.ModelOf(matter.Content, choices, language.Of(request.Http));
        if (request.Query("check") is not null)
        {
            Note(request, model, applications.Check(request.User, matter.Number), matter.Content, choices);
        }

        return request.Show<ApplicationDraftPage>(
            (nameof(ApplicationDraftPage.Draft), matter),
            (nameof(ApplicationDraftPage.Choices), choices),
            (nameof(ApplicationDraftPage.Model), model),
            (nameof(ApplicationDraftPage.IsChecked), model.HasErrors));
    }

    private Task<PageResult> CreateAsync(PageRequest request) => Task.FromResult(Keep(
        request, null, content => applications.Create(request.User, content)));

    private Task<PageResult> SaveAsync(PageRequest request) => Task.FromResult(Keep(
        request,
        Find(request),
        content => applications.Save(request.User, request.Number("application"), request.Version(), content)));

    /// <summary>Keeps a draft, and submits it when its user has pressed that button.</summary>
    private PageResult Keep(
        PageRequest request, Matter<ApplicationContent>? draft, Func<ApplicationContent, Matter<ApplicationContent>> keep)
    {
        var choices = applications.Choices(request.User);
        var (content, faults) = ApplicationForm.Read(request.Form, choices);
        try
        {
            if (faults.Count > 0)
            {
                throw new RefusedInputException(faults);
            }

            var kept = keep(content);
            return request.Form.Text("do") == SubmitValue ? Submit(request, kept.Number, kept.Version) : request.Go(PlaceOf(kept.Number));
        }
        catch (RefusedInputException refused)
        {
            var model = request.Form.ToModel();
            Note(request, model, refused.Faults, content, choices);
            return request.ShowAgain<ApplicationDraftPage>(
                (nameof(ApplicationDraftPage.Draft), draft),
                (nameof(ApplicationDraftPage.Choices), choices),
                (nameof(ApplicationDraftPage.Model), model));
        }
    }

    private Task<PageResult> SubmitAsync(PageRequest request) =>
        Task.FromResult(Submit(request, request.Number("application"), request.Version()));

    /// <summary>What is not whole stays a draft, and its form says what is missing.</summary>
    private PageResult Submit(PageRequest request, long number, int version)
    {
        try
        {
            _ = applications.Submit(request.User, number, version);
            return request.Go(PlaceOf(number));
        }
        catch (RefusedInputException)
        {
            return request.Go($"{PlaceOf(number)}/edit?check=1");
        }
    }

    private PageResult AskToWithdraw(PageRequest request)
    {
        var matter = Find(request);
        return matter.State is MatterState.Draft or MatterState.Submitted
            ? request.Show<WithdrawMatterPage>(
                (nameof(WithdrawMatterPage.Title), shelf.Of<ApplicationWords>(language.Of(request.Http))
                    .WithdrawOf(matter.Number.ToString(CultureInfo.InvariantCulture))),
                (nameof(WithdrawMatterPage.Place), PlaceOf(matter.Number)),
                (nameof(WithdrawMatterPage.Version), matter.Version))
            : request.Go(PlaceOf(matter.Number));
    }

    private Task<PageResult> WithdrawAsync(PageRequest request) => Task.FromResult(request.Go(PlaceOf(
        applications.Withdraw(request.User, request.Number("application"), request.Version()).Number)));

    private void Note(
        PageRequest request, FormModel model, IReadOnlyList<FieldFault> faults, ApplicationContent content, ApplicationChoices choices)
    {
        var code = language.Of(request.Http);
        var words = shelf.Of<MatterWords>(code);
        var labels = new ApplicationLabels(shelf.Of<ApplicationWords>(code), words, languages.Choose(code, null), choices);
        foreach (var most in faults.Where(fault => fault.Field == "drafts"))
        {
            model.Fault("register", words.TooManyOf(most.Limit ?? 0));
        }

        model.Note(
            ApplicationLabels.PerField(faults.Where(fault => fault.Field != "drafts"), content),
            fault => labels.FieldOf(fault, content),
            words,
            ApplicationLabels.Order);
    }
}
