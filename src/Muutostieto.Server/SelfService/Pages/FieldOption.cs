namespace Muutostieto.Server.SelfService.Pages;

/// <summary>Something to choose.</summary>
/// <param name="Value">Sent when it is chosen.</param>
/// <param name="Label">In the page's language.</param>
/// <param name="Hint">A sentence beside it; null: none.</param>
public sealed record FieldOption(string Value, string Label, string? Hint = null);
