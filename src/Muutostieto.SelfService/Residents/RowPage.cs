using Muutostieto.Hosting.Reports;

namespace Muutostieto.SelfService.Residents;

/// <summary>A page of a list's rows on the screen. Every value is text, and whatever it holds is data.</summary>
/// <param name="Columns">The columns, in the order of the delivered table.</param>
/// <param name="Groups">The names of the columns' groups.</param>
/// <param name="Rows">One value a column.</param>
/// <param name="Page">From 1.</param>
/// <param name="Pages">How many there are, at least 1.</param>
/// <param name="Persons">How many rows the list has; the pages may have fewer.</param>
public sealed record RowPage(
    IReadOnlyList<RowColumn> Columns,
    GroupWords Groups,
    IReadOnlyList<IReadOnlyList<string>> Rows,
    int Page,
    int Pages,
    long Persons);
