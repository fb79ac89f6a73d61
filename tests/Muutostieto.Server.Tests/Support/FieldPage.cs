using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Muutostieto.Server.SelfService.Pages;

namespace Muutostieto.Server.Tests.Support;

/// <summary>A page with a field of each kind.</summary>
internal sealed class FieldPage : SelfServiceComponent
{
    private static readonly FieldOption[] Options = [new("a", "Alfa", "The first."), new("b", "Beeta & <b>")];

    [Parameter]
    public FormModel Model { get; set; } = new();

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenComponent<SelfServicePage>(0);
        builder.AddComponentParameter(1, nameof(SelfServicePage.Title), "Fields");
        builder.AddComponentParameter(2, nameof(SelfServicePage.HasErrors), Model.HasErrors);
        builder.AddComponentParameter(3, nameof(SelfServicePage.ChildContent), (RenderFragment)Content);
        builder.CloseComponent();
    }

    private void Content(RenderTreeBuilder builder)
    {
        builder.AddContent(0, heading => heading.AddContent(0, "Fields"));
        builder.OpenComponent<FormFrame>(1);
        builder.AddComponentParameter(2, nameof(FormFrame.Action), "/fields");
        builder.AddComponentParameter(3, nameof(FormFrame.Model), Model);
        builder.AddComponentParameter(4, nameof(FormFrame.HasFile), true);
        builder.AddComponentParameter(5, nameof(FormFrame.ChildContent), (RenderFragment)Fields);
        builder.CloseComponent();
        builder.OpenComponent<Pager>(6);
        builder.AddComponentParameter(7, nameof(Pager.Number), 2);
        builder.AddComponentParameter(8, nameof(Pager.Count), 1234);
        builder.AddComponentParameter(9, nameof(Pager.LinkTo), (Func<int, string>)(number => $"/fields?page={number}"));
        builder.CloseComponent();
    }

    private static void Fields(RenderTreeBuilder builder)
    {
        Add<TextField>(builder, "name", (nameof(TextField.Hint), "As in the register."));
        Add<TextField>(builder, "reason", (nameof(TextField.Rows), 4), (nameof(FieldComponent.IsOptional), true));
        Add<DateField>(builder, "from");
        Add<SelectField>(builder, "kind", (nameof(SelectField.Options), Options), (nameof(SelectField.EmptyLabel), "Choose"));
        Add<ChoiceField>(builder, "one", (nameof(ChoiceField.Options), Options));
        Add<ChoiceField>(builder, "many", (nameof(ChoiceField.Options), Options), (nameof(ChoiceField.IsMany), true));
        Add<FileField>(builder, "file", (nameof(FileField.Largest), 1000L), (nameof(FileField.Accept), ".csv"));
        builder.AddMarkupContent(
            9, "<p class=\"actions\"><button type=\"submit\">Send</button><a class=\"button second\" href=\"/\">Cancel</a></p>");
    }

    private static void Add<TField>(RenderTreeBuilder builder, string name, params (string Name, object Value)[] parameters)
        where TField : FieldComponent
    {
        builder.OpenComponent<TField>(0);
        builder.SetKey(name);
        builder.AddComponentParameter(1, nameof(FieldComponent.Name), name);
        builder.AddComponentParameter(2, nameof(FieldComponent.Label), $"Label of {name}");
        foreach (var (parameter, value) in parameters)
        {
            builder.AddComponentParameter(3, parameter, value);
        }

        builder.CloseComponent();
    }
}
