using Muutostieto.Records;
using Muutostieto.Records.Customers;
using Muutostieto.Records.Workbooks;

namespace Muutostieto.Hosting.Extracts;

/// <summary>
/// Turns the first sheet of a workbook into the CSV form of a customer's file, row by row. Row N of the sheet is line N, unless a cell has
/// several lines.
/// </summary>
internal static class CustomerWorkbook
{
    /// <param name="name">What messages call the workbook.</param>
    /// <param name="workbook">Can seek; left open.</param>
    /// <param name="target">Where the CSV goes; left open.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <exception cref="MuutostietoException">Usage: it is no workbook.</exception>
    internal static void ToCsv(string name, Stream workbook, Stream target, CancellationToken cancellation)
    {
        using var csv = new CustomerFileWriter(target);
        using var rows = WorkbookRows.Open(name, workbook);
        var columns = 0;
        rows.Read(
            values =>
            {
                columns = columns == 0 ? Math.Max(values.Count, 1) : columns;
                csv.Write(values.Concat(Enumerable.Repeat("", Math.Max(columns - values.Count, 0))));
            },
            cancellation);
    }
}
