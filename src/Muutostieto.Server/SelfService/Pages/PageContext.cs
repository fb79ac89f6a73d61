using Muutostieto.SelfService.Access;
using Muutostieto.Server.SelfService.Words;
using Muutostieto.Server.Words;

namespace Muutostieto.Server.SelfService.Pages;

/// <summary>What every part of a page knows.</summary>
internal sealed class PageContext
{
    /// <summary>The name of the hidden field with a form's id.</summary>
    internal const string FormField = "form";

    /// <summary>The name of the hidden field with the token that other sites cannot know.</summary>
    internal const string TokenField = "token";

    /// <summary>Numbers, sizes, days and times in the page's language.</summary>
    internal required SiteWords Site { get; init; }

    internal required WordShelf Shelf { get; init; }

    /// <summary>Null: not logged in.</summary>
    internal required SelfServiceUser? User { get; init; }

    /// <summary>The page's own path and query, without the language.</summary>
    internal required string Address { get; init; }

    /// <summary>Null: the page has no form.</summary>
    internal required string? Token { get; init; }

    /// <summary>All there are, also those that the user may not do.</summary>
    internal required IReadOnlyList<PageTask> Tasks { get; init; }

    internal string Code => Site.Code;

    internal FrameWords Words => Of<FrameWords>();

    /// <summary>The tasks of the user, without those that are done for a recipient where the user acts for none.</summary>
    internal IEnumerable<PageTask> OwnTasks => Tasks.Where(task => User?.CanDo(task.Action) == true);

    /// <summary>The words of an area in the page's language.</summary>
    internal TWords Of<TWords>()
        where TWords : AreaWords, IAreaWords<TWords> => Shelf.Of<TWords>(Code);

    /// <summary>The page's address in another language.</summary>
    internal string InLanguage(string code) =>
        $"{Address}{(Address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={code}";
}
