using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Muutostieto.SelfService.Access;
using Muutostieto.Server.Http;
using Muutostieto.Server.SelfService.Pages;
using Muutostieto.Server.SelfService.Words;
using Muutostieto.Server.Words;

namespace Muutostieto.Server.SelfService.Http;

/// <summary>Makes requests into what handlers take, and writes what they answer.</summary>
internal sealed class PageAnswers(
    SelfServiceRenderer renderer, Languages languages, WordShelf shelf, IAntiforgery antiforgery, IEnumerable<IPageArea> areas)
{
    /// <summary>The cookie that remembers the language, which says nothing of its user.</summary>
    internal const string LanguageCookie = "lang";

    private readonly IReadOnlyList<PageTask> tasks = [.. areas.SelectMany(area => area.Tasks)];

    /// <summary>Runs a handler and writes its answer.</summary>
    internal async Task AnswerAsync(HttpContext context, PageHandler handler)
    {
        var request = new PageRequest(context, context.Features.Get<SelfServiceUser>(), context.Features.Get<SentForm>());
        var result = await handler(request).ConfigureAwait(false);
        context.Features.Set(result);
        await WriteAsync(context, result).ConfigureAwait(false);
    }

    /// <summary>Writes a notice in the user's language.</summary>
    internal Task NoticeAsync(HttpContext context, int status, Notice notice, string? detail = null, string? trace = null) => WriteAsync(
        context,
        new PageResult.Shown(
            status,
            typeof(NoticePage),
            [
                (nameof(NoticePage.Kind), notice.ToString()), (nameof(NoticePage.Detail), detail), (nameof(NoticePage.Trace), trace),
            ]));

    private async Task WriteAsync(HttpContext context, PageResult result)
    {
        switch (result)
        {
            case PageResult.Shown shown:
                var page = await renderer.RenderAsync(shown.Component, ContextOf(context), shown.Parameters).ConfigureAwait(false);
                await SiteAnswer.Html(shown.Status, page).WriteAsync(context).ConfigureAwait(false);
                break;
            case PageResult.Noticed noticed:
                await NoticeAsync(context, noticed.Status, noticed.Notice).ConfigureAwait(false);
                break;
            case PageResult.Moved moved:
                (context.Response.StatusCode, context.Response.Headers.Location) = (StatusCodes.Status303SeeOther, moved.Place);
                break;
            case PageResult.Download file:
                await SendAsync(context, file).ConfigureAwait(false);
                break;
            case PageResult.Given:
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(result), result, null);
        }
    }

    private static async Task SendAsync(HttpContext context, PageResult.Download file)
    {
        var response = context.Response;
        (response.ContentType, response.ContentLength) = (file.ContentType, file.Length);
        response.Headers.ContentDisposition = $"attachment; filename=\"{file.Name}\"";
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await file.WriteAsync(response.Body, context.RequestAborted).ConfigureAwait(false);
        }
    }

    private PageContext ContextOf(HttpContext context)
    {
        var user = context.Features.Get<SelfServiceUser>();
        return new PageContext
        {
            Site = LanguageOf(context),
            Shelf = shelf,
            User = user,
            Address = AddressOf(context.Request),
            Token = user is null ? null : antiforgery.GetAndStoreTokens(context).RequestToken,
            Tasks = tasks,
        };
    }

    /// <summary>What the address asks for, and from then on a cookie; else what the browser prefers; else Finnish.</summary>
    private SiteWords LanguageOf(HttpContext context)
    {
        var asked = context.Request.Query[LanguageCookie].ToString();
        var isKnown = languages.All.Any(known => known.Code == asked);
        var words = languages.Choose(
            isKnown ? asked : context.Request.Cookies[LanguageCookie], context.Request.Headers.AcceptLanguage);
        if (isKnown)
        {
            context.Response.Cookies.Append(LanguageCookie, words.Code, new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
                Path = "/",
                MaxAge = TimeSpan.FromDays(365),
            });
        }

        return words;
    }

    /// <summary>Path and query without the language; of the answer to a form, the page of its task, else the front page.</summary>
    private string AddressOf(HttpRequest request)
    {
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            return tasks.FirstOrDefault(task => request.Path.StartsWithSegments(task.Path, StringComparison.Ordinal))?.Path ?? "/";
        }

        var others = request.Query.Where(each => each.Key != LanguageCookie)
            .SelectMany(each => each.Value.Select(value => KeyValuePair.Create(each.Key, value)));
        return string.Create(CultureInfo.InvariantCulture, $"{request.Path}{QueryString.Create(others)}");
    }
}
