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
                // Cells that have a form and no value are no columns.
                var filled = values.Count;
                while (filled > 0 && values[filled - 1].Length == 0)
                {
                    filled--;
                }

                columns = columns == 0 ? filled : columns;
                csv.Write(values.Take(filled).Concat(Enumerable.Repeat("", Math.Max(columns - filled, 0))));
            },
            cancellation);
    }
}
