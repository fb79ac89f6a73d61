using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Muutostieto.Server.SelfService.Pages;

namespace Muutostieto.Server.Tests.Support;

/// <summary>A page with a form to each address of <see cref="TrialArea"/>.</summary>
internal sealed class TrialPage : SelfServiceComponent
{
    private static readonly string[] Actions = ["/trial/do", "/trial/fail", "/trial/refuse", "/trial/forbid", "/trial/upload"];

    [Parameter]
    public FormModel Model { get; set; } = new();

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenComponent<SelfServicePage>(0);
        builder.AddComponentParameter(1, nameof(SelfServicePage.Title), "Trial");
        builder.AddComponentParameter(2, nameof(SelfServicePage.ChildContent), (RenderFragment)Content);
        builder.CloseComponent();
    }

    private void Content(RenderTreeBuilder builder)
    {
        foreach (var action in Actions)
        {
            builder.OpenComponent<FormFrame>(0);
            builder.AddComponentParameter(1, nameof(FormFrame.Action), action);
            builder.AddComponentParameter(2, nameof(FormFrame.Model), Model);
            builder.AddComponentParameter(3, nameof(FormFrame.ChildContent), (RenderFragment)Field);
            builder.CloseComponent();
        }
    }

    private static void Field(RenderTreeBuilder builder)
    {
        builder.OpenComponent<TextField>(0);
        builder.AddComponentParameter(1, nameof(TextField.Name), "name");
        builder.AddComponentParameter(2, nameof(TextField.Label), "Name");
        builder.CloseComponent();
    }
}
