namespace Muutostieto.SelfService.Applications;

/// <summary>Whose data are applied for.</summary>
public sealed record ApplicationArea
{
    public AreaKind Kind { get; init; }

    /// <summary>The code of a county, one; or those of municipalities; else empty.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];
}
