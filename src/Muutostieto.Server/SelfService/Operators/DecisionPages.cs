using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Applications;
using Muutostieto.SelfService.Decisions;
using Muutostieto.Server.SelfService.Http;
using Muutostieto.Server.SelfService.Pages;
using Muutostieto.Server.SelfService.Words;
using Muutostieto.Server.Words;

namespace Muutostieto.Server.SelfService.Operators;

/// <summary>The queue, and decisions on what is in it.</summary>
internal sealed class DecisionPages(DecisionService decisions, Languages languages, WordShelf shelf) : IPageArea
{
    private const string Queue = "/decide";

    private static readonly JsonSerializerOptions Shown = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };

    public IReadOnlyList<PageTask> Tasks { get; } =
    [
        new(UserAction.Decide, Queue, page => page.Of<DecisionWords>().Task, page => page.Of<DecisionWords>().TaskWhat),
    ];

    public void Map(SelfServiceRoutes routes)
    {
        routes.MapPage(Queue, UserAction.Decide, request => Task.FromResult(
            request.Show<QueuePage>((nameof(QueuePage.Queue), decisions.Queue(request.User)))));
        routes.MapPage(Queue + "/{number}", UserAction.Decide, request => Task.FromResult(Show(request, new FormModel()
            .Set("drop", "default").Set("right", "false").Set("kind", "authority"))));
        routes.MapForm(Queue + "/{number}", UserAction.Decide, DecideAsync);
    }

    private static long NumberOf(PageRequest request) =>
        long.TryParse(request.Route("number"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private Task<PageResult> DecideAsync(PageRequest request)
    {
        var model = request.Form.ToModel();
        try
        {
            var outcome = Decide(request);
            return Task.FromResult(outcome.IsDone ? request.Go(Queue) : Show(request, model, outcome, 422));
        }
        catch (ChangedMeanwhileException changed)
        {
            return Task.FromResult<PageResult>(
                new PageResult.Shown(409, typeof(OvertakenPage), [(nameof(OvertakenPage.By), changed.By)]));
        }
        catch (RefusedInputException refused)
        {
            var words = shelf.Of<DecisionWords>(LanguageOf(request));
            foreach (var fault in refused.Faults)
            {
                // What the applicant entered has no field here: it is sent back.
                var isHere = fault.Field is "id" or "reason" or "validFrom" or "validTo";
                model.Fault(
                    isHere ? fault.Field : "reason",
                    isHere ? words.FieldFault : words.NotPossibleFor($"{fault.Field}: {fault.Detail ?? fault.Problem.ToString()}"));
            }

            return Task.FromResult(Show(request, model, null, 422));
        }
    }

    private DecisionOutcome Decide(PageRequest request)
    {
        var (form, user, number) = (request.Form, request.User, NumberOf(request));
        var version = FieldText.Number(form.Text("version")) ?? 0;
        var reason = form.Text("reason");
        switch (form.Text("do"))
        {
            case "refuse":
                return decisions.Refuse(user, number, version, reason ?? "");
            case "return":
                return decisions.Return(user, number, version, reason ?? "");
        }

        var matter = decisions.Find(user, number);
        return matter.Awaits is not null ? decisions.Confirm(user, number, version, reason)
            : matter.Order is not null ? decisions.ApproveOrder(user, number, version, form.Text("id") ?? "", reason)
            : decisions.ApprovePermit(user, number, version, CompletionOf(form), reason);
    }

    /// <summary>A day that cannot be read is refused: taken for none, it would be another decision.</summary>
    private static DateOnly DayOf(SentForm form, string field) => FieldText.Date(form.Text(field))
        ?? throw new RefusedInputException([new FieldFault(field, FieldProblem.Malformed)]);

    private static PermitCompletion CompletionOf(SentForm form) => new()
    {
        Id = form.Text("id") ?? "",
        CustomerNumber = form.Text("customerNumber") ?? "",
        RegisterName = form.Text("registerName") ?? "",
        Drop = form.Text("drop") ?? "",
        Decision = form.Text("decision"),
        ValidFrom = DayOf(form, "validFrom"),
        ValidTo = form.Text("validTo") is null ? null : DayOf(form, "validTo"),
        NonDisclosureRight = form.Text("right") ?? "",
        RecipientKind = form.Text("kind") ?? "",
    };

    private PageResult Show(PageRequest request, FormModel model, DecisionOutcome? outcome = null, int status = 200)
    {
        var matter = decisions.Find(request.User, NumberOf(request));
        var content = matter.Application is { } application
            ? JsonSerializer.Serialize(application.Content, Shown)
            : JsonSerializer.Serialize(matter.Order!.Content, Shown);
        return new PageResult.Shown(
            status,
            typeof(MatterPage),
            [
                (nameof(MatterPage.Matter), matter), (nameof(MatterPage.Content), content), (nameof(MatterPage.Model), model),
                (nameof(MatterPage.Outcome), outcome),
            ]);
    }

    private string LanguageOf(PageRequest request) => languages.Choose(
        request.Query(PageAnswers.LanguageCookie) ?? request.Http.Request.Cookies[PageAnswers.LanguageCookie],
        request.Http.Request.Headers.AcceptLanguage).Code;
}
