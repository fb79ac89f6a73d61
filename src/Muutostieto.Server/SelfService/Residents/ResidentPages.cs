using System.Globalization;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Residents;
using Muutostieto.SelfService.Residents.Searches;
using Muutostieto.SelfService.Residents.Store;
using Muutostieto.Server.SelfService.Http;
using Muutostieto.Server.SelfService.Pages;
using Muutostieto.Server.SelfService.Words;

namespace Muutostieto.Server.SelfService.Residents;

/// <summary>The municipality's pages: search, count, list, files, saved searches and history.</summary>
internal sealed class ResidentPages(ResidentService residents, WordShelf shelf, PageLanguage language) : IPageArea
{
    internal const string TaskField = "task";
    internal const string SaveButton = "save";

    public IReadOnlyList<PageTask> Tasks { get; } =
    [
        new PageTask(
            UserAction.CountResidents, "/residents", page => page.Of<ResidentWords>().Task, page => page.Of<ResidentWords>().TaskWhat),
        new PageTask(
            UserAction.CountResidents, "/picks", page => page.Of<ResidentWords>().History, page => page.Of<ResidentWords>().HistoryWhat),
    ];

    public void Map(SelfServiceRoutes routes)
    {
        routes.MapPage("/residents", UserAction.CountResidents, SearchAsync);
        routes.MapForm("/residents", UserAction.CountResidents, BeginAsync);
        routes.MapForm("/residents/saved/{id}/rename", UserAction.KeepSelections, RenameAsync);
        routes.MapForm("/residents/saved/{id}/remove", UserAction.KeepSelections, RemoveAsync);
        routes.MapPage("/picks", UserAction.CountResidents, HistoryAsync);
        routes.MapPage("/picks/{id}", UserAction.CountResidents, PickAsync);
        routes.MapProgress("/picks/{id}/progress", UserAction.CountResidents, ProgressAsync);
        routes.MapForm("/picks/{id}/list", UserAction.ListResidents, ListAsync);
        routes.MapPage("/picks/{id}/rows", UserAction.ListResidents, RowsAsync);
        routes.MapPage("/picks/{id}/files/{form}", UserAction.ListResidents, FileAsync);
    }

    /// <summary>A task as forms name it.</summary>
    internal static string KeyOf(ResidentTask task) => $"{task.Permit.Id}/{task.Task.Id}";

    /// <summary>The field of a saved search's new name: each of a page has its own.</summary>
    internal static string NameOf(string id) => $"name-{id}";

    private static string Id(PageRequest request) => request.Route("id") ?? "";

    private static Task<PageResult> Now(PageResult result) => Task.FromResult(result);

    private Task<PageResult> SearchAsync(PageRequest request)
    {
        if (request.Query("saved") is { } saved
            && residents.Saved(request.User).FirstOrDefault(selection => selection.Id == saved) is { } selection)
        {
            return Now(Search(
                request, ModelOf(selection.Permit, selection.Task, selection.Search).Set(SearchFields.Name, selection.Name)));
        }

        if (request.Query("again") is { } again)
        {
            var pick = residents.Find(request.User, again);
            return Now(Search(request, ModelOf(pick.Permit, pick.Task, pick.Search).Set(SearchFields.Reference, pick.Reference)));
        }

        return Now(Search(request, null));
    }

    private Task<PageResult> BeginAsync(PageRequest request)
    {
        var (form, model) = (request.Form, request.Form.ToModel());
        var words = WordsOf(request);
        var (permit, task) = form.Text(TaskField)?.Split('/') is [var first, var second] ? (first, second) : ("", "");
        var (search, faults) = ResidentSearchParser.Parse(new ResidentSearchForm
        {
            Kind = form.Text(SearchFields.Kind),
            AgeFrom = form.Text(SearchFields.AgeFrom),
            AgeTo = form.Text(SearchFields.AgeTo),
            Turning = form.Text(SearchFields.Turning),
            From = form.Text(SearchFields.From),
            To = form.Text(SearchFields.To),
            Municipalities = form.All(SearchFields.Municipalities),
            PostalCodes = form.All(SearchFields.PostalCodes),
            MotherTongues = form.All(SearchFields.MotherTongues),
            Sex = form.Text(SearchFields.Sex),
        });
        try
        {
            if (search is null)
            {
                throw new SearchRefusedException(faults);
            }

            if (form.Has(SaveButton))
            {
                _ = residents.Save(request.User, form.Text(SearchFields.Name) ?? "", permit, task, search);
                return Now(request.Go("/residents"));
            }

            var pick = residents.Begin(request.User, permit, task, search, form.Text(SearchFields.Reference));
            return Now(request.Go($"/picks/{pick.Id}"));
        }
        catch (SearchRefusedException refused)
        {
            foreach (var fault in refused.Faults)
            {
                model.Fault(fault.Field, words.FaultOf(fault));
            }
        }
        catch (ResidentLimitException reached)
        {
            model.Fault(SearchFields.Kind, words.LimitOf(reached.Limit));
        }

        return Now(request.ShowAgain<SearchPage>(Parameters(request, model)));
    }

    private Task<PageResult> RenameAsync(PageRequest request)
    {
        var name = NameOf(Id(request));
        try
        {
            residents.Rename(request.User, Id(request), request.Form.Text(name) ?? "");
            return Now(request.Go("/residents"));
        }
        catch (SearchRefusedException refused)
        {
            var names = request.Form.ToModel();
            names.Fault(name, WordsOf(request).FaultOf(refused.Faults[0]));
            return Now(request.ShowAgain<SearchPage>(
                [.. Parameters(request, DefaultsOf(request)), (nameof(SearchPage.Names), names)]));
        }
    }

    private Task<PageResult> RemoveAsync(PageRequest request)
    {
        residents.Remove(request.User, Id(request));
        return Now(request.Go("/residents"));
    }

    private Task<PageResult> HistoryAsync(PageRequest request) =>
        Now(request.Show<PickHistoryPage>((nameof(PickHistoryPage.Picks), residents.History(request.User))));

    private Task<PageResult> PickAsync(PageRequest request) =>
        Now(request.Show<PickPage>(Parameters(request, residents.Find(request.User, Id(request)), null)));

    /// <summary>While it waits it is loaded again; then the browser is at the pick's own address.</summary>
    private Task<PageResult> ProgressAsync(PageRequest request)
    {
        var pick = residents.Find(request.User, Id(request));
        return Now(pick.IsWaiting ? request.Show<PickPage>(Parameters(request, pick, null)) : request.Go($"/picks/{pick.Id}"));
    }

    private Task<PageResult> ListAsync(PageRequest request)
    {
        try
        {
            return Now(request.Go($"/picks/{residents.RequestList(request.User, Id(request)).Id}"));
        }
        catch (ResidentLimitException reached)
        {
            return Now(request.ShowAgain<PickPage>(
                [.. Parameters(request, residents.Find(request.User, Id(request)), null), (nameof(PickPage.Reached), reached.Limit)]));
        }
    }

    private Task<PageResult> RowsAsync(PageRequest request)
    {
        var page = int.TryParse(request.Query("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;
        try
        {
            return Now(request.Show<RowsPage>(
                (nameof(RowsPage.Pick), Id(request)), (nameof(RowsPage.Shown), residents.Rows(request.User, Id(request), page))));
        }
        catch (ListRefusedException refused)
        {
            return Now(Refused(request, refused));
        }
    }

    private async Task<PageResult> FileAsync(PageRequest request)
    {
        if (!Enum.TryParse<ListForm>(request.Route("form"), ignoreCase: true, out var form) || !Enum.IsDefined(form))
        {
            return request.NotFound();
        }

        try
        {
            var download = await residents.OpenDownloadAsync(request.User, Id(request), form, request.Aborted).ConfigureAwait(false);
            request.Http.Response.RegisterForDispose(download);
            return request.Download(download.FileName, download.ContentType, download.Length, download.CopyToAsync);
        }
        catch (ListRefusedException refused)
        {
            return Refused(request, refused);
        }
    }

    private PageResult Refused(PageRequest request, ListRefusedException refused) => request.ShowAgain<PickPage>(
        Parameters(request, residents.Find(request.User, Id(request)), refused.Refusal));

    private ResidentWords WordsOf(PageRequest request) => shelf.Of<ResidentWords>(language.Of(request.Http));

    private static FormModel ModelOf(string permit, string task, ResidentSearch search)
    {
        var form = ResidentSearchForm.Of(search);
        return new FormModel()
            .Set(TaskField, $"{permit}/{task}")
            .Set(SearchFields.Kind, form.Kind)
            .Set(SearchFields.AgeFrom, form.AgeFrom)
            .Set(SearchFields.AgeTo, form.AgeTo)
            .Set(SearchFields.Turning, form.Turning)
            .Set(SearchFields.From, search.From is { } from ? FieldText.Of(from) : null)
            .Set(SearchFields.To, search.To is { } to ? FieldText.Of(to) : null)
            .Set(SearchFields.Municipalities, form.Municipalities)
            .Set(SearchFields.PostalCodes, string.Join(' ', form.PostalCodes))
            .Set(SearchFields.MotherTongues, string.Join(' ', form.MotherTongues))
            .Set(SearchFields.Sex, form.Sex);
    }

    /// <summary>All residents, for the first task.</summary>
    private FormModel DefaultsOf(PageRequest request) => new FormModel()
        .Set(TaskField, residents.TasksOf(request.User) is [var first, ..] ? KeyOf(first) : null)
        .Set(SearchFields.Kind, nameof(ResidentSearchKind.All));

    private PageResult Search(PageRequest request, FormModel? model) =>
        request.Show<SearchPage>(Parameters(request, model ?? DefaultsOf(request)));

    private (string Name, object? Value)[] Parameters(PageRequest request, FormModel model) =>
    [
        (nameof(SearchPage.Tasks), residents.TasksOf(request.User)),
        (nameof(SearchPage.Model), model),
        (nameof(SearchPage.Saved), request.User.May(UserAction.KeepSelections) ? residents.Saved(request.User) : []),
    ];

    private (string Name, object? Value)[] Parameters(PageRequest request, ResidentPick pick, ListRefusal? refusal) =>
    [
        (nameof(PickPage.Pick), pick),
        (nameof(PickPage.Task), residents.TasksOf(request.User)
            .FirstOrDefault(task => task.Permit.Id == pick.Permit && task.Task.Id == pick.Task)),
        (nameof(PickPage.Done), residents.ProgressOf(pick)),
        (nameof(PickPage.End), residents.EndOf(pick)),
        (nameof(PickPage.Refusal), refusal),
    ];
}
