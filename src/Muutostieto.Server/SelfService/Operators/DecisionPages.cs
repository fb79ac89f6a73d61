using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Applications;
using Muutostieto.SelfService.Decisions;
using Muutostieto.Server.SelfService.Customers;
using Muutostieto.Server.SelfService.Http;
using Muutostieto.Server.SelfService.Pages;
using Muutostieto.Server.SelfService.Words;
using Muutostieto.Server.Words;

namespace Muutostieto.Server.SelfService.Operators;

/// <summary>The queue, and decisions on what is in it.</summary>
internal sealed class DecisionPages(DecisionService decisions, WordShelf shelf, PageLanguage language, Languages languages) : IPageArea
{
    private const string Queue = "/decide";
    private const string Approve = "approve";

    /// <summary>The values of a permit's right to persons under an order.</summary>
    internal static IReadOnlyList<string> Rights { get; } = ["false", "true", "order-only"];

    /// <summary>The values of a permit's kind of recipient.</summary>
    internal static IReadOnlyList<string> Kinds { get; } = ["authority", "other"];

    public IReadOnlyList<PageTask> Tasks { get; } =
    [
        new(UserAction.Decide, Queue, page => page.Of<DecisionWords>().Task, page => page.Of<DecisionWords>().TaskWhat),
    ];

    public void Map(SelfServiceRoutes routes)
    {
        routes.MapPage(Queue, UserAction.Decide, request => Task.FromResult(
            request.Show<QueuePage>((nameof(QueuePage.Queue), decisions.Queue(request.User)))));
        routes.MapPage(Queue + "/{number}", UserAction.Decide, request => Task.FromResult<PageResult>(Show(request, NewModel(request))));
        routes.MapForm(Queue + "/{number}", UserAction.Decide, DecideAsync);
    }

    private static long NumberOf(PageRequest request) =>
        long.TryParse(request.Route("number"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>What is usual, and what was applied for.</summary>
    private FormModel NewModel(PageRequest request)
    {
        var model = new FormModel().Set("drop", "default");
        var content = decisions.Find(request.User, NumberOf(request)).Application?.Content;
        foreach (var (field, day) in new[] { ("validFrom", content?.ValidFrom), ("validTo", content?.ValidTo) })
        {
            if (day is { } given)
            {
                _ = model.Set(field, given.ToString("d.M.yyyy", CultureInfo.InvariantCulture));
            }
        }

        return model;
    }

    private Task<PageResult> DecideAsync(PageRequest request)
    {
        var model = request.Form.ToModel();
        try
        {
            // An approval is of a file that was shown: whatever would be another one is shown first.
            if (LookOf(request) is { } look
                && (!look.IsDone || request.Form.Text("do") != Approve || request.Form.Text("seen") != MarkOf(look)))
            {
                return Task.FromResult<PageResult>(Show(request, model, look, look.IsDone ? 200 : 422));
            }

            var outcome = Decide(request);
            return Task.FromResult(outcome.IsDone ? request.Go(Queue) : (PageResult)Show(request, model, outcome, 422));
        }
        catch (ChangedMeanwhileException changed)
        {
            return Task.FromResult<PageResult>(
                new PageResult.Shown(409, typeof(OvertakenPage), [(nameof(OvertakenPage.By), changed.By)]));
        }
        catch (RefusedInputException refused)
        {
            Note(request, model, refused.Faults);
            return Task.FromResult<PageResult>(Show(request, model, null, 422));
        }
    }

    /// <summary>
    /// The mark of a file as it was shown, but for the minute of the approval: an operator may read for as long as it takes.
    /// </summary>
    internal static string MarkOf(DecisionOutcome look) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{look.Path}\n{look.Body}")));

    /// <summary>The file that an approval would write; null where none is approved, or where it was shown before.</summary>
    private DecisionOutcome? LookOf(PageRequest request)
    {
        var (form, user, number) = (request.Form, request.User, NumberOf(request));
        if (form.Text("do") is "refuse" or "return")
        {
            return null;
        }

        var matter = decisions.Find(user, number);
        return matter.Awaits is not null ? null
            : matter.Order is not null ? decisions.ExplainOrder(user, number, form.Text("id") ?? "")
            : decisions.ExplainPermit(user, number, CompletionOf(form));
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
            case Approve:
                break;
            default:
                throw new AccessRefusedException(UserAction.Decide);
        }

        var matter = decisions.Find(user, number);
        return matter.Awaits is not null ? decisions.Confirm(user, number, version, reason)
            : matter.Order is not null ? decisions.ApproveOrder(user, number, version, form.Text("id") ?? "", reason)
            : decisions.ApprovePermit(user, number, version, CompletionOf(form), reason);
    }

    /// <summary>A day that cannot be read is refused: taken for none, it would be another decision.</summary>
    private static DateOnly DayOf(SentForm form, string field) => FieldText.Date(form.Text(field))
        ?? throw new RefusedInputException([new FieldFault(field, FieldProblem.Malformed)]);

    /// <summary>What nothing is preset for: an operator who has not looked chooses neither.</summary>
    private static string OneOf(IReadOnlyList<string> values, SentForm form, string field) =>
        form.Text(field) is { } value && values.Contains(value)
            ? value
            : throw new RefusedInputException([new FieldFault(field, FieldProblem.Missing)]);

    private static PermitCompletion CompletionOf(SentForm form) => new()
    {
        Id = form.Text("id") ?? "",
        CustomerNumber = form.Text("customerNumber") ?? "",
        RegisterName = form.Text("registerName") ?? "",
        Drop = form.Text("drop") ?? "",
        Decision = form.Text("decision"),
        ValidFrom = DayOf(form, "validFrom"),
        ValidTo = form.Text("validTo") is null ? null : DayOf(form, "validTo"),
        NonDisclosureRight = OneOf(Rights, form, "right"),
        RecipientKind = OneOf(Kinds, form, "kind"),
        EndCustomer = form.Text("endCustomer"),
    };

    private void Note(PageRequest request, FormModel model, IReadOnlyList<FieldFault> faults)
    {
        var code = language.Of(request.Http);
        var (own, words) = (shelf.Of<DecisionWords>(code), shelf.Of<MatterWords>(code));
        var labelOf = LabelsOf(request, code);
        foreach (var fault in faults)
        {
            var label = fault.Field switch
            {
                "id" => own.Id,
                "reason" => own.Reason,
                "validFrom" => own.ValidFrom,
                "validTo" => own.ValidTo,
                "right" => own.Right,
                "kind" => own.Kind,
                _ => null,
            };

            // What the applicant entered has no field here: it is sent back.
            model.Fault(
                label is null ? "reason" : fault.Field,
                label is null ? own.NotPossibleFor(words.FaultOf(labelOf(fault), fault)) : words.FaultOf(label, fault));
        }
    }

    /// <summary>The label of the applicant's field in which a fault is.</summary>
    private Func<FieldFault, string> LabelsOf(PageRequest request, string code)
    {
        var (matter, choices) = (decisions.Find(request.User, NumberOf(request)), decisions.Choices(request.User));
        var (words, site) = (shelf.Of<MatterWords>(code), languages.Choose(code, null));
        if (matter.Application is { } application)
        {
            var ofApplication = new ApplicationLabels(shelf.Of<ApplicationWords>(code), words, site, choices.OfApplications);
            return fault => ofApplication.FieldOf(fault, application.Content).Label;
        }

        var ofOrder = new OrderLabels(shelf.Of<OrderWords>(code), words, site, choices.OfOrders);
        return fault => ofOrder.FieldOf(fault).Label;
    }

    private PageResult.Shown Show(PageRequest request, FormModel model, DecisionOutcome? outcome = null, int status = 200)
    {
        var matter = decisions.Find(request.User, NumberOf(request));
        return new PageResult.Shown(
            status,
            typeof(MatterPage),
            [
                (nameof(MatterPage.Matter), matter), (nameof(MatterPage.Choices), decisions.Choices(request.User)),
                (nameof(MatterPage.Model), model), (nameof(MatterPage.Outcome), outcome),
            ]);
    }
}
