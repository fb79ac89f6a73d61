using Microsoft.AspNetCore.Components;
using Muutostieto.Server.Words;

namespace Muutostieto.Server.Pages;

/// <summary>A part of a page, which has the page's language. Values are encoded by Razor; a raw piece of markup is made nowhere.</summary>
public abstract class SiteComponent : ComponentBase
{
    [CascadingParameter]
    internal SiteWords Words { get; set; } = null!;
}
