using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Muutostieto.SelfService.Access;
using Muutostieto.Server.SelfService.Words;

namespace Muutostieto.Server.SelfService.Http;

/// <summary>Lets a request through that has the session and the right which its address needs.</summary>
internal sealed class AccessGate(RequestDelegate next, PageAnswers answers, ILogger<AccessGate> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var user = context.Features.Get<SelfServiceUser>();
        if (context.GetEndpoint()?.Metadata.GetMetadata<Need>() is not { } need)
        {
            await RefuseAsync(context).ConfigureAwait(false);
        }
        else if (!need.Session || (user is not null && (need.Action is not { } action || user.May(action))))
        {
            await next(context).ConfigureAwait(false);
        }
        else if (user is not null)
        {
            log.LogWarning(
                "Self-service: {Number}: a user without the right to it asked for {Action}", context.TraceIdentifier, need.Action);
            await RefuseAsync(context).ConfigureAwait(false);
        }
        else if (HttpMethods.IsPost(context.Request.Method))
        {
            await answers.NoticeAsync(context, StatusCodes.Status401Unauthorized, Notice.LoggedOut).ConfigureAwait(false);
        }
        else
        {
            var wanted = Uri.EscapeDataString($"{context.Request.Path}{context.Request.QueryString}");
            (context.Response.StatusCode, context.Response.Headers.Location) = (StatusCodes.Status302Found, $"/login?to={wanted}");
        }
    }

    private Task RefuseAsync(HttpContext context) => answers.NoticeAsync(context, StatusCodes.Status404NotFound, Notice.NotFound);
}
