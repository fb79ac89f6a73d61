using Muutostieto.SelfService.Access;

namespace Muutostieto.Server.SelfService.Pages;

/// <summary>A task as the front page and the navigation name it, for users who may do it.</summary>
/// <param name="Action">The right that it takes.</param>
/// <param name="Path">Of its first page.</param>
/// <param name="Title">In the page's language, a few words.</param>
/// <param name="What">In the page's language, a sentence.</param>
internal sealed record PageTask(UserAction Action, string Path, Func<PageContext, string> Title, Func<PageContext, string> What);
