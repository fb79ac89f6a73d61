using Microsoft.AspNetCore.Http;
using Muutostieto.Interface.Calls;
using Muutostieto.Records;
using Muutostieto.Server.Http;

namespace Muutostieto.Server.Interface;

/// <summary>
/// Around every request: what is sent with each answer, failures as problems, and a line in the log of each call. No line has a person in
/// it; of what the client sent only its key and a UUID in X-Road-Id.
/// </summary>
internal sealed class InterfaceGuard(
    RequestDelegate next, OpenConnections connections, CallFigures figures, TimeProvider clock, CallLog log)
{
    /// <summary>Seconds after which a passing obstacle may be over.</summary>
    private const int PassesAfter = 30;

    /// <summary>What the log and figures say of a client that has gone before its answer was whole.</summary>
    private const int Gone = 499;

    public async Task InvokeAsync(HttpContext context)
    {
        connections.Asked(context.Connection.Id);
        var began = clock.GetTimestamp();
        try
        {
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Headers.XContentTypeOptions = "nosniff";
            XRoadHeaders.Echo(context);
            var status = await StatusOfAsync(context).ConfigureAwait(false);
            if (context.Features.Get<CallNote>() is { } note)
            {
                var took = clock.GetElapsedTime(began);
                figures.Count(note, status, took);
                log.Write(note, status, took);
            }
        }
        finally
        {
            connections.Answered(context.Connection.Id);
        }
    }

    /// <returns>The answer's status.</returns>
    private async Task<int> StatusOfAsync(HttpContext context)
    {
        try
        {
            await next(context).ConfigureAwait(false);
            if (!context.Response.HasStarted && context.Response.StatusCode is 404 or 405)
            {
                var problem = context.Response.StatusCode == 404 ? Problem.NotFound : Problem.Method;
                await problem.WriteAsync(context, null, null, null).ConfigureAwait(false);
            }

            return context.Response.StatusCode;
        }
        catch (OperationCanceledException)
        {
            if (!context.RequestAborted.IsCancellationRequested)
            {
                log.WriteBrokenOff();
                context.Abort();
            }

            return Gone;
        }
        catch (Exception error)
        {
            return await AnswerAsync(context, error).ConfigureAwait(false);
        }
    }

    private async Task<int> AnswerAsync(HttpContext context, Exception error)
    {
        var (problem, detail, place, retryAfter) = Of(error);
        if (problem.Status >= 500)
        {
            log.WriteFailure(error);
        }

        if (context.Response.HasStarted)
        {
            // What has been sent looks like an answer: only a broken connection says that it is none.
            context.Abort();
            return problem.Status;
        }

        await problem.WriteAsync(context, detail, place, retryAfter).ConfigureAwait(false);
        return problem.Status;
    }

    private static (Problem Problem, string? Detail, string? Place, int? RetryAfter) Of(Exception error) => error switch
    {
        ProblemException known => (known.Problem, null, null, known.RetryAfter),
        CallException refused => (Of(refused.Refusal), refused.Message, refused.Place, null),
        BadHttpRequestException { StatusCode: 413 } => (Problem.TooLarge, null, null, null),
        BadHttpRequestException { StatusCode: 408 } => (Problem.TooSlow, null, null, null),
        BadHttpRequestException => (Problem.Malformed, null, null, null),
        MuutostietoException => (Problem.Away, null, null, PassesAfter),
        _ => (Problem.Fault, null, null, null),
    };

    private static Problem Of(CallRefusal refusal) => refusal switch
    {
        CallRefusal.Malformed => Problem.Malformed,
        CallRefusal.TooLarge => Problem.TooLarge,
        CallRefusal.KeyBeyondHead => Problem.KeyBeyondHead,
        CallRefusal.KeyBeforeLoad => Problem.KeyBeforeLoad,
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, null),
    };
}
