using System.Globalization;
using System.IO.Abstractions;
using MiniExcelLibs;
using Muutostieto.Records;
using Muutostieto.Records.Customers;
using Muutostieto.Records.Files;

namespace Muutostieto.Hosting.Extracts;

/// <summary>
/// Turns the first sheet of a workbook into the CSV form of a customer's file, row by row: cells of days become ISO days, numbers keep
/// their digits. Row N of the sheet is line N.
/// </summary>
internal static class CustomerWorkbook
{
    private const int MostColumns = 200;

    /// <param name="name">What messages call the workbook.</param>
    /// <param name="workbook">Can seek; left open.</param>
    /// <param name="files">Where the CSV goes.</param>
    /// <param name="path">Of the CSV; made, private.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <exception cref="MuutostietoException">Usage: it is no workbook.</exception>
    internal static void ToCsv(string name, Stream workbook, IFileSystem files, string path, CancellationToken cancellation)
    {
        using var file = PrivateFile.Open(files, path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        using var csv = new CustomerFileWriter(file);
        try
        {
            foreach (IDictionary<string, object?> row in MiniExcel.Query(workbook, useHeaderRow: false, excelType: ExcelType.XLSX))
            {
                cancellation.ThrowIfCancellationRequested();
                csv.Write(row.Values.Take(MostColumns).Select(Text));
            }
        }
        catch (Exception failure) when (failure is InvalidDataException or System.Xml.XmlException or KeyNotFoundException
            or NotSupportedException or InvalidOperationException or FormatException or NullReferenceException)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"{name}: a zip that is no workbook with a sheet. Nothing was matched. Save the register as .xlsx or as CSV, not zipped.",
                failure);
        }
    }

    private static string Text(object? cell) => cell switch
    {
        null => "",
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        double number when number == Math.Floor(number) && Math.Abs(number) < 1e15 => number.ToString("F0", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };
}
