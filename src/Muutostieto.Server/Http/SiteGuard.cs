using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Muutostieto.Records;

namespace Muutostieto.Server.Http;

/// <summary>
/// Before everything: whose name was asked for, that nothing but looking is allowed, what is sent with every answer; and after it:
/// failures, without a value in the log.
/// </summary>
internal sealed class SiteGuard(
    RequestDelegate next, HostNames names, OpenConnections connections, IdleMemory memory, ILogger<SiteGuard> log)
{
    /// <summary>
    /// Sent with every answer: nothing is taken from elsewhere, no script runs, the page is framed nowhere, no copy of it stays anywhere.
    /// </summary>
    private static readonly (string Name, string Value)[] Headers =
    [
        (
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
        ("Cache-Control", "no-store"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
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
            memory.Tidy();
            connections.Answered(context.Connection.Id);
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        foreach (var (name, value) in Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (!names.IsOwn(context.Request.Host.Value))
        {
            var refusal = SiteAnswer.Plain(421, "This page is served as localhost, 127.0.0.1 or [::1] only.");
            await refusal.WriteAsync(context).ConfigureAwait(false);
            return;
        }

        if (context.Request.Method is not ("GET" or "HEAD"))
        {
            context.Response.Headers.Allow = "GET, HEAD";
            await SiteAnswer.Plain(405, "Only GET and HEAD: nothing can be changed here.").WriteAsync(context).ConfigureAwait(false);
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
        catch (MuutostietoException failure) when (!context.Response.HasStarted)
        {
            await FailureStatus.WriteAsync(context, failure).ConfigureAwait(false);
        }
        catch (Exception error) when (!context.Response.HasStarted)
        {
            // A fault of the program itself: its trace names methods, its message could hold a value and is left out.
            log.LogError(
                "Status page: an error of the program itself ({Error}). Please report it with these lines: {Trace}",
                error.GetType().Name, error.StackTrace);
            await SiteAnswer.Plain(500, "An error of the program itself; the log has its lines.").WriteAsync(context).ConfigureAwait(false);
        }
    }
}
