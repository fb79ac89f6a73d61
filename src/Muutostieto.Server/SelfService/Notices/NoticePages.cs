using System.Globalization;
using Muutostieto.Records.Dates;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Applications;
using Muutostieto.SelfService.Notices;
using Muutostieto.Server.SelfService.Http;
using Muutostieto.Server.SelfService.Pages;
using Muutostieto.Server.SelfService.Words;

namespace Muutostieto.Server.SelfService.Notices;

/// <summary>Technical notices: read by users, written by operators.</summary>
internal sealed class NoticePages(NoticeService notices, WordShelf shelf, PageLanguage language, TimeProvider clock) : IPageArea
{
    internal const string Reading = "/notices";
    internal const string Publishing = "/publish";
    private const string One = Publishing + "/{notice}";

    private static readonly TimeOnly EndOfDay = new(23, 59);

    public IReadOnlyList<PageTask> Tasks { get; } =
    [
        new(UserAction.PublishNotices, Publishing, page => page.Of<NoticeWords>().Publish, page => page.Of<NoticeWords>().PublishWhat),
        new(UserAction.ReadNotices, Reading, page => page.Of<NoticeWords>().Task, page => page.Of<NoticeWords>().TaskWhat),
    ];

    public void Map(SelfServiceRoutes routes)
    {
        routes.MapPage(Reading, UserAction.ReadNotices, request => Task.FromResult(
            request.Show<NoticesPage>((nameof(NoticesPage.Notices), notices.Current(request.User)))));
        routes.MapPage(Publishing, UserAction.PublishNotices, request => Task.FromResult(
            request.Show<PublishedPage>((nameof(PublishedPage.Notices), notices.All(request.User)))));
        routes.MapPage(Publishing + "/new", UserAction.PublishNotices, request => Task.FromResult(
            request.Show<PublishPage>((nameof(PublishPage.Model), new FormModel()))));
        routes.MapForm(Publishing + "/new", UserAction.PublishNotices, PublishAsync);
        routes.MapPage(One, UserAction.PublishNotices, request => Task.FromResult(Edit(request)));
        routes.MapForm(One, UserAction.PublishNotices, ChangeAsync, _ => Publishing);
        routes.MapPage(One + "/remove", UserAction.PublishNotices, request => Task.FromResult(Find(request) is { } notice
            ? request.Show<RemoveNoticePage>((nameof(RemoveNoticePage.Notice), notice))
            : request.NotFound()));
        routes.MapForm(One + "/remove", UserAction.PublishNotices, RemoveAsync, _ => Publishing);
    }

    internal static string PlaceOf(Muutostieto.SelfService.Notices.Notice notice) =>
        string.Create(CultureInfo.InvariantCulture, $"{Publishing}/{notice.Number}");

    private static void Fill(FormModel model, string field, DateTimeOffset? time)
    {
        if (time is { } given)
        {
            var local = TimeZoneInfo.ConvertTime(given, HelsinkiTime.Zone);
            model.Set(field, FieldText.Of(DateOnly.FromDateTime(local.DateTime)))
                .Set(field + "Time", FieldText.Of(TimeOnly.FromDateTime(local.DateTime)));
        }
    }

    private Muutostieto.SelfService.Notices.Notice? Find(PageRequest request) =>
        notices.All(request.User).FirstOrDefault(notice => notice.Number == request.Number("notice"));

    private PageResult Edit(PageRequest request)
    {
        if (Find(request) is not { } notice)
        {
            return request.NotFound();
        }

        var content = notice.Content;
        var model = new FormModel().Set("fi", content.Fi).Set("sv", content.Sv).Set("en", content.En);
        Fill(model, "from", content.From);
        Fill(model, "to", content.To);
        return request.Show<PublishPage>((nameof(PublishPage.Notice), notice), (nameof(PublishPage.Model), model));
    }

    private Task<PageResult> PublishAsync(PageRequest request)
    {
        try
        {
            _ = notices.Publish(request.User, ContentOf(request.Form));
            return Task.FromResult(request.Go(Publishing));
        }
        catch (RefusedInputException refused)
        {
            return Task.FromResult(Again(request, refused, null));
        }
    }

    private Task<PageResult> ChangeAsync(PageRequest request)
    {
        try
        {
            _ = notices.Change(request.User, request.Number("notice"), request.Version(), ContentOf(request.Form));
            return Task.FromResult(request.Go(Publishing));
        }
        catch (RefusedInputException refused)
        {
            return Task.FromResult(Find(request) is { } notice ? Again(request, refused, notice) : request.NotFound());
        }
    }

    private Task<PageResult> RemoveAsync(PageRequest request)
    {
        notices.Remove(request.User, request.Number("notice"), request.Version());
        return Task.FromResult(request.Go(Publishing));
    }

    /// <exception cref="RefusedInputException">A day or time cannot be read: taken for none, the notice would be shown then.</exception>
    private NoticeContent ContentOf(SentForm form)
    {
        var faults = new List<FieldFault>();
        var (from, to) = (At(form, "from", TimeOnly.MinValue, faults), At(form, "to", EndOfDay, faults));
        return faults.Count > 0
            ? throw new RefusedInputException(faults)
            : new NoticeContent
            {
                Fi = form.Text("fi"),
                Sv = form.Text("sv"),
                En = form.Text("en"),
                From = from ?? clock.GetUtcNow(),
                To = to,
            };
    }

    private static DateTimeOffset? At(SentForm form, string field, TimeOnly usual, List<FieldFault> faults)
    {
        var (day, time) = (form.Text(field), form.Text(field + "Time"));
        var readDay = FieldText.Date(day) is { Year: >= 2000 and < 2200 } sensible ? sensible : (DateOnly?)null;
        var readTime = time is null ? usual : FieldText.Time(time);
        if (readDay is null && (day is not null || time is not null))
        {
            faults.Add(new FieldFault(field, day is null ? FieldProblem.Missing : FieldProblem.Malformed));
        }

        if (readTime is null)
        {
            faults.Add(new FieldFault(field + "Time", FieldProblem.Malformed));
        }

        return readDay is { } known && readTime is { } moment ? HelsinkiTime.At(known, moment) : null;
    }

    private PageResult Again(PageRequest request, RefusedInputException refused, Muutostieto.SelfService.Notices.Notice? notice)
    {
        var own = shelf.Of<NoticeWords>(language.Of(request.Http));
        var model = request.Form.ToModel();
        model.Note(
            refused.Faults,
            fault => (fault.Field, fault.Field switch
            {
                "fi" => own.Fi,
                "sv" => own.Sv,
                "en" => own.En,
                "from" => own.FromDay,
                "fromTime" => own.FromTime,
                "toTime" => own.ToTime,
                _ => own.ToDay,
            }),
            shelf.Of<MatterWords>(language.Of(request.Http)));
        return request.ShowAgain<PublishPage>((nameof(PublishPage.Notice), notice), (nameof(PublishPage.Model), model));
    }
}
