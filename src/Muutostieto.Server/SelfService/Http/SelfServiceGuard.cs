using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Muutostieto.Hosting.Settings;
using Muutostieto.Records;
using Muutostieto.SelfService.Access;
using Muutostieto.Server.Http;
using Muutostieto.Server.SelfService.Words;

namespace Muutostieto.Server.SelfService.Http;

/// <summary>
/// Around everything: whose name was asked for, what is sent with every answer, and failures as pages in the user's language, without a
/// value in the log.
/// </summary>
internal sealed class SelfServiceGuard(
    RequestDelegate next,
    SelfServiceSettings settings,
    SelfServiceHosts hosts,
    OpenConnections connections,
    PageAnswers answers,
    ILogger<SelfServiceGuard> log)
{
    /// <summary>
    /// Sent with every answer: everything comes from here, no page has a script in it, a form goes nowhere else, the page is framed
    /// nowhere, no copy of it stays anywhere.
    /// </summary>
    private static readonly (string Name, string Value)[] Headers =
    [
        (
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
                + "base-uri 'none'; frame-ancestors 'none'"),
        ("Cache-Control", "no-store"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
        ("Referrer-Policy", "no-referrer"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
    ];

    public async Task InvokeAsync(HttpContext context)
    {
        connections.Asked(context.Connection.Id);
        try
        {
            await AnswerAsync(context).ConfigureAwait(false);
        }
        finally
        {
            connections.Answered(context.Connection.Id);
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        SendHeaders(context);
        if (!hosts.IsOwn(context.Request.Host.Value))
        {
            await SiteAnswer.Plain(421, "This service is not served by that name.").WriteAsync(context).ConfigureAwait(false);
            return;
        }

        hosts.Correct(context.Request);
        if (context.Request.Method is not ("GET" or "HEAD" or "POST"))
        {
            context.Response.Headers.Allow = "GET, HEAD, POST";
            await SiteAnswer.Plain(405, "Only GET, HEAD and POST.").WriteAsync(context).ConfigureAwait(false);
            return;
        }

        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone.
        }
        catch (Exception failure)
        {
            await FailAsync(context, failure).ConfigureAwait(false);
        }
    }

    private void SendHeaders(HttpContext context)
    {
        foreach (var (name, value) in Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (settings.IsEncrypted)
        {
            context.Response.Headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        }
    }

    private async Task FailAsync(HttpContext context, Exception failure)
    {
        var number = context.TraceIdentifier;
        var (status, notice, detail, trace) = failure switch
        {
            AccessRefusedException => (StatusCodes.Status404NotFound, Notice.NotFound, null, null),
            SendingException sent => (sent.Status, sent.Notice, null, null),
            BadHttpRequestException { StatusCode: 413 } => (413, Notice.TooLarge, null, null),
            BadHttpRequestException bad => (bad.StatusCode, Notice.Unreadable, null, null),
            MuutostietoException known => (StatusCodes.Status503ServiceUnavailable, Notice.Away, DetailFor(context, known), number),
            _ => (StatusCodes.Status500InternalServerError, Notice.Fault, (string?)null, (string?)number),
        };
        if (failure is AccessRefusedException refused)
        {
            log.LogWarning("Self-service: {Number}: refused: {Action}", number, refused.Action);
        }
        else if (failure is MuutostietoException said)
        {
            log.LogWarning("Self-service: {Number}: {Failure}", number, said.Message);
        }
        else if (status == StatusCodes.Status500InternalServerError)
        {
            // A fault of the program itself: its trace names methods, its message could hold a value and is left out.
            log.LogError(
                "Self-service: {Number}: an error of the program itself ({Error}). Please report it with these lines: {Trace}",
                number,
                failure.GetType().Name,
                failure.StackTrace);
        }

        if (context.Response.HasStarted)
        {
            // What has been sent looks like an answer: only a broken connection says that it is none.
            context.Abort();
            return;
        }

        context.Response.Clear();
        SendHeaders(context);
        await answers.NoticeAsync(context, status, notice, detail, trace).ConfigureAwait(false);
    }

    /// <summary>The program's own message is for those who can act on it.</summary>
    private static string? DetailFor(HttpContext context, MuutostietoException failure) =>
        context.Features.Get<SelfServiceUser>()?.Has(Role.Operator) == true ? failure.Message : null;
}
