using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Muutostieto.Server.Words;

namespace Muutostieto.Server.Pages;

/// <summary>Gives a page its language.</summary>
internal sealed class PageRoot : ComponentBase
{
    [Parameter]
    public SiteWords Words { get; set; } = null!;

    [Parameter]
    public RenderFragment Page { get; set; } = null!;

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenComponent<CascadingValue<SiteWords>>(0);
        builder.AddComponentParameter(1, nameof(CascadingValue<>.Value), Words);
        builder.AddComponentParameter(2, nameof(CascadingValue<>.IsFixed), true);
        builder.AddComponentParameter(3, nameof(CascadingValue<>.ChildContent), Page);
        builder.CloseComponent();
    }
}
