using System.Globalization;
using System.Text;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Applications;
using Muutostieto.SelfService.Auditing;
using Muutostieto.Server.SelfService.Http;
using Muutostieto.Server.SelfService.Pages;
using Muutostieto.Server.SelfService.Words;

namespace Muutostieto.Server.SelfService.Auditors;

/// <summary>Questions about a person, and the verification of the chain.</summary>
internal sealed class AuditorPages(AuditService audit, PageLanguage language, WordShelf shelf) : IPageArea
{
    private const string Answers = "/audit/answers";
    private const string Verifications = "/audit/verify";

    public IReadOnlyList<PageTask> Tasks { get; } =
    [
        new(UserAction.AskAboutPerson, "/audit", page => page.Of<AuditorWords>().Task, page => page.Of<AuditorWords>().TaskWhat),
        new(UserAction.VerifyAudit, Verifications, page => page.Of<AuditorWords>().Verify, page => page.Of<AuditorWords>().VerifyWhat),
    ];

    public void Map(SelfServiceRoutes routes)
    {
        routes.MapPage("/audit", UserAction.AskAboutPerson, request => Task.FromResult(request.Show<AskPage>()));
        routes.MapForm("/audit/ask", UserAction.AskAboutPerson, AskAsync);
        routes.MapPage(Answers + "/{id}", UserAction.AskAboutPerson, AnswerAsync);
        routes.MapPage(Answers + "/{id}/{number}/{form}", UserAction.AskAboutPerson, ReportAsync);
        routes.MapPage(Verifications, UserAction.VerifyAudit, request => Task.FromResult(request.Show<VerifyPage>()));
        routes.MapForm(Verifications, UserAction.VerifyAudit, VerifyAsync);
        routes.MapProgress(Verifications + "/{id}", UserAction.VerifyAudit, VerificationAsync);
    }

    private Task<PageResult> AskAsync(PageRequest request)
    {
        try
        {
            var answer = audit.Ask(request.User, request.Form.Text("code") ?? "", request.Form.Text("reason") ?? "");
            return Task.FromResult(request.Go($"{Answers}/{answer.Id}"));
        }
        catch (RefusedInputException refused)
        {
            // The code is not shown again: a page with errors may stay on a screen.
            var words = WordsOf(request);
            var model = new FormModel().Set("reason", request.Form.Text("reason"));
            foreach (var fault in refused.Faults)
            {
                model.Fault(fault.Field, fault.Field == "code" ? words.CodeFault : words.ReasonFault);
            }

            return Task.FromResult(request.ShowAgain<AskPage>((nameof(AskPage.Model), model)));
        }
    }

    private Task<PageResult> AnswerAsync(PageRequest request) => Task.FromResult(
        request.Show<AnswerPage>((nameof(AnswerPage.Answer), audit.Find(request.User, request.Route("id")!))));

    private Task<PageResult> ReportAsync(PageRequest request)
    {
        var isHtml = request.Route("form") == "html";
        if ((!isHtml && request.Route("form") != "txt")
            || !int.TryParse(request.Route("number"), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return Task.FromResult(request.NotFound());
        }

        using var text = new StringWriter { NewLine = "\n" };
        audit.WriteReport(request.User, request.Route("id")!, number, language.Of(request.Http), isHtml, text);
        var content = Encoding.UTF8.GetBytes(text.ToString());
        return Task.FromResult(request.Download(
            isHtml ? "luovutukset.html" : "luovutukset.txt",
            isHtml ? "text/html; charset=utf-8" : "text/plain; charset=utf-8",
            content.Length,
            (output, cancellation) => output.WriteAsync(content, cancellation).AsTask()));
    }

    private Task<PageResult> VerifyAsync(PageRequest request) =>
        Task.FromResult(request.Go($"{Verifications}/{audit.BeginVerification(request.User).Id}"));

    private Task<PageResult> VerificationAsync(PageRequest request) => Task.FromResult(
        request.Show<VerifyPage>((nameof(VerifyPage.State), audit.FindVerification(request.User, request.Route("id")!))));

    private AuditorWords WordsOf(PageRequest request) => shelf.Of<AuditorWords>(language.Of(request.Http));
}
