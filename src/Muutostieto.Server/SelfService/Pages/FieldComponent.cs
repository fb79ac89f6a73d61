using Microsoft.AspNetCore.Components;

namespace Muutostieto.Server.SelfService.Pages;

/// <summary>A field of a form: its label, hint and error belong to it for those who hear the page too.</summary>
public abstract class FieldComponent : SelfServiceComponent
{
    /// <summary>The form's values and errors.</summary>
    [CascadingParameter]
    public FormModel Form { get; set; } = null!;

    /// <summary>By which it is sent; also its id in the page.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>A sentence below the label; null: none.</summary>
    [Parameter]
    public string? Hint { get; set; }

    /// <summary>Whether the label says that it may be left empty.</summary>
    [Parameter]
    public bool IsOptional { get; set; }

    protected string? Error => Form.ErrorOf(Name);

    protected string Class => Error is null ? "field" : "field wrong";

    /// <summary>The ids of what belongs to it; null: nothing does.</summary>
    protected string? Described => (Hint ?? DefaultHint, Error) switch
    {
        (null, null) => null,
        (_, null) => $"{Name}-hint",
        (null, _) => $"{Name}-error",
        _ => $"{Name}-hint {Name}-error",
    };

    /// <summary>The hint where none is given.</summary>
    protected virtual string? DefaultHint => null;
}
