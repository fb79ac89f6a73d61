namespace Muutostieto.Records.Csv;

/// <summary>A finished file of the package, for its descriptor.</summary>
/// <param name="Name">File name.</param>
/// <param name="Rows">Rows without the header.</param>
/// <param name="Table">The group's table; null for the table of persons, and for that of the removed.</param>
/// <param name="PersonTables">For the table of persons, the tables it is made from; else null.</param>
/// <param name="Columns">For the table of the removed, its columns; else null.</param>
internal sealed record CsvFile(
    string Name, long Rows, CsvTable? Table, IReadOnlyList<CsvTable>? PersonTables, IReadOnlyList<string>? Columns = null);
