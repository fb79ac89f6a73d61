using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Applications;
using Muutostieto.Server.Http;

namespace Muutostieto.Server.SelfService.Http;

/// <summary>
/// Declares addresses with the right that each takes. The gates before the handlers check session, right, token and form id; services check
/// the right again, and what is the user's own.
/// </summary>
/// <param name="endpoints">Where they are declared.</param>
/// <param name="answers">Writes what handlers answer.</param>
/// <param name="largestUpload">In bytes.</param>
internal sealed class SelfServiceRoutes(IEndpointRouteBuilder endpoints, PageAnswers answers, long largestUpload)
{
    private static readonly string[] Looking = ["GET", "HEAD"];
    private static readonly string[] Sending = ["POST"];

    /// <summary>A page that is looked at: it changes nothing.</summary>
    internal void MapPage(string pattern, UserAction action, PageHandler page) => Map(pattern, Looking, Need.Of(action), page);

    /// <summary>A page that reloads without its user: progress of something.</summary>
    internal void MapProgress(string pattern, UserAction action, PageHandler page) =>
        Map(pattern, Looking, Need.Of(action) with { IsPassive = true }, page);

    /// <summary>A form that is sent: it goes to another page when it was done, or is shown again with its errors.</summary>
    internal void MapForm(string pattern, UserAction action, PageHandler form) => Map(pattern, Sending, Need.Of(action), form);

    /// <summary>
    /// A form that changes what its user has seen: when another has changed it meanwhile, nothing is done and that is said.
    /// </summary>
    /// <param name="pattern">The address.</param>
    /// <param name="action">The right that it takes.</param>
    /// <param name="form">Does it.</param>
    /// <param name="look">Where its user looks at what there is now.</param>
    internal void MapForm(string pattern, UserAction action, PageHandler form, Func<PageRequest, string> look) => MapForm(
        pattern,
        action,
        async request =>
        {
            try
            {
                return await form(request).ConfigureAwait(false);
            }
            catch (ChangedMeanwhileException changed)
            {
                return request.Overtaken(look(request), changed);
            }
        });

    /// <summary>A form with a file (<c>multipart/form-data</c>), the file after all fields.</summary>
    internal void MapUpload(string pattern, UserAction action, PageHandler form) =>
        Map(pattern, Sending, Need.Of(action) with { LargestBody = largestUpload, TakesFile = true }, form);

    /// <summary>A form of any user who is logged in.</summary>
    internal void MapOwnForm(string pattern, PageHandler form) => Map(pattern, Sending, Need.Login, form);

    /// <summary>A page for all, logged in or not.</summary>
    internal void MapOpen(string pattern, PageHandler page) => Map(pattern, Looking, Need.Nothing, page);

    /// <summary>A file of the program.</summary>
    internal void MapFile(string pattern, SiteAnswer file) =>
        endpoints.MapMethods(pattern, Looking, context => file.WriteAsync(context)).WithMetadata(Need.Nothing);

    private void Map(string pattern, string[] methods, Need need, PageHandler handler) =>
        endpoints.MapMethods(pattern, methods, context => answers.AnswerAsync(context, handler)).WithMetadata(need);
}
