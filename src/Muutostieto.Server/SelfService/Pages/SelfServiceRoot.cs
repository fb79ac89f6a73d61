using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Muutostieto.Server.SelfService.Pages;

/// <summary>Gives a page what every part of it knows.</summary>
internal sealed class SelfServiceRoot : ComponentBase
{
    [Parameter]
    public PageContext Context { get; set; } = null!;

    [Parameter]
    public RenderFragment Page { get; set; } = null!;

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenComponent<CascadingValue<PageContext>>(0);
        builder.AddComponentParameter(1, nameof(CascadingValue<>.Value), Context);
        builder.AddComponentParameter(2, nameof(CascadingValue<>.IsFixed), true);
        builder.AddComponentParameter(3, nameof(CascadingValue<>.ChildContent), Page);
        builder.CloseComponent();
    }
}
