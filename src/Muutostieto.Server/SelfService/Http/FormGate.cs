using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Muutostieto.Records;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Submissions;
using Muutostieto.Server.SelfService.Pages;
using Muutostieto.Server.SelfService.Words;

namespace Muutostieto.Server.SelfService.Http;

/// <summary>
/// Reads every form that is sent, before its handler: it must have the token that only our pages have, and its id takes a turn, so that it
/// is done once.
/// </summary>
internal sealed class FormGate(
    RequestDelegate next,
    SubmittedForms forms,
    IAntiforgery antiforgery,
    PageAnswers answers,
    ILogger<FormGate> log)
{
    /// <summary>By which a token comes to its check, from whatever kind of form.</summary>
    internal const string TokenHeader = "X-Form-Token";

    public async Task InvokeAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            await next(context).ConfigureAwait(false);
            return;
        }

        var need = context.GetEndpoint()!.Metadata.GetRequiredMetadata<Need>();
        LimitBody(context, need.LargestBody);
        var form = await FormReader.ReadAsync(context, need).ConfigureAwait(false);
        context.Request.Headers[TokenHeader] = form.Text(PageContext.TokenField);
        if (!await antiforgery.IsRequestValidAsync(context).ConfigureAwait(false)
            || !Guid.TryParseExact(form.Text(PageContext.FormField), "N", out var id))
        {
            log.LogWarning("Self-service: {Number}: a form came without the token of a page of ours", context.TraceIdentifier);
            await answers.NoticeAsync(context, StatusCodes.Status400BadRequest, Notice.StaleForm).ConfigureAwait(false);
            return;
        }

        context.Features.Set(form);
        await TakeTurnAsync(context, id, context.Features.GetRequiredFeature<SelfServiceUser>()).ConfigureAwait(false);
    }

    private static void LimitBody(HttpContext context, long largest)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }

        if (context.Request.ContentLength > largest)
        {
            throw LimitedBody.TooLarge;
        }

        context.Request.Body = new LimitedBody(context.Request.Body, largest);
    }

    private async Task TakeTurnAsync(HttpContext context, Guid id, SelfServiceUser user)
    {
        switch (forms.Begin(id, user))
        {
            case FormTurn.Done done:
                (context.Response.StatusCode, context.Response.Headers.Location) = (StatusCodes.Status303SeeOther, done.Place);
                break;
            case FormTurn.InDoubt:
                await answers.NoticeAsync(context, StatusCodes.Status409Conflict, Notice.InDoubt).ConfigureAwait(false);
                break;
            default:
                await DoAsync(context, id, user).ConfigureAwait(false);
                break;
        }
    }

    private async Task DoAsync(HttpContext context, Guid id, SelfServiceUser user)
    {
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (Exception refused) when (refused is AccessRefusedException or MuutostietoException or SendingException
            or BadHttpRequestException)
        {
            // These are said before anything is done; after any other failure it is in doubt what was.
            forms.Release(id, user);
            throw;
        }

        if (context.Features.Get<PageResult>() is PageResult.Moved moved)
        {
            forms.Finish(id, user, moved.Place);
        }
        else
        {
            forms.Release(id, user);
        }
    }
}
