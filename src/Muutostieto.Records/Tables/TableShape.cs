namespace Muutostieto.Records.Tables;

/// <summary>A table of a set.</summary>
/// <param name="Name">Lower-case ASCII, digits and underscores: names its file.</param>
/// <param name="Title">Names its sheet in a workbook: 31 characters at most.</param>
/// <param name="Columns">At least one.</param>
public sealed record TableShape(string Name, string Title, IReadOnlyList<TableColumn> Columns);
