using Microsoft.AspNetCore.Components;
using Muutostieto.SelfService.Access;
using Muutostieto.Server.SelfService.Words;
using Muutostieto.Server.Words;

namespace Muutostieto.Server.SelfService.Pages;

/// <summary>A part of a page. Values are encoded by Razor; a raw piece of markup is made nowhere.</summary>
public abstract class SelfServiceComponent : ComponentBase
{
    [CascadingParameter]
    internal PageContext Page { get; set; } = null!;

    /// <summary>The words of frame and forms.</summary>
    internal FrameWords Frame => Page.Words;

    /// <summary>Numbers, sizes, days and times in the page's language.</summary>
    internal SiteWords Site => Page.Site;

    /// <summary>Who is logged in; pages of a task have one.</summary>
    internal SelfServiceUser User => Page.User ?? throw new InvalidOperationException("The page is shown to all.");

    /// <summary>The words of an area in the page's language.</summary>
    internal TWords Words<TWords>()
        where TWords : AreaWords, IAreaWords<TWords> => Page.Of<TWords>();
}
