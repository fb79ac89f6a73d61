using Microsoft.AspNetCore.Http;
using Muutostieto.Server.Words;

namespace Muutostieto.Server.SelfService.Http;

/// <summary>The language of the page that answers a form: messages of errors are worded before it is rendered.</summary>
internal sealed class PageLanguage(Languages languages)
{
    /// <summary>fi, sv or en.</summary>
    internal string Of(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var asked = context.Request.Query[PageAnswers.LanguageCookie].ToString();
        return languages
            .Choose(asked.Length > 0 ? asked : context.Request.Cookies[PageAnswers.LanguageCookie], context.Request.Headers.AcceptLanguage)
            .Code;
    }
}
