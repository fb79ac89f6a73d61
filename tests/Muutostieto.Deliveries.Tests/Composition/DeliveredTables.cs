using System.IO.Compression;
using DuckDB.NET.Data;
using MiniExcelLibs;

namespace Muutostieto.Deliveries.Tests.Composition;

/// <summary>The tables of a delivery, by their names, as programs of others read them: rows of texts, the first the headings.</summary>
internal static class DeliveredTables
{
    internal static SortedDictionary<string, List<string[]>> OfCsv(string path) => OfZip(path, ".csv", file =>
    {
        var rows = new List<string[]>();
        var lines = File.ReadAllText(file).TrimStart('\uFEFF').Split("\r\n");
        foreach (var line in lines.Where(line => line.Length > 0))
        {
            rows.Add(Cells(line));
        }

        return rows;
    });

    internal static SortedDictionary<string, List<string[]>> OfParquet(string path) => OfZip(path, ".parquet", file =>
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM read_parquet('{file}')";
        using var reader = command.ExecuteReader();
        var rows = new List<string[]> { Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToArray() };
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(at => reader.IsDBNull(at) ? "" : $"{reader.GetValue(at)}")]);
        }

        return rows;
    });

    internal static SortedDictionary<string, List<string[]>> OfXlsx(string path)
    {
        var tables = new SortedDictionary<string, List<string[]>>(StringComparer.Ordinal);
        foreach (var sheet in MiniExcel.GetSheetNames(path))
        {
            var rows = MiniExcel.Query(path, useHeaderRow: false, sheetName: sheet)
                .Select(row => ((IDictionary<string, object?>)row).Values.Select(value => $"{value}").ToArray())
                .ToList();
            tables.Add(sheet, [.. rows.Select(row => row.Concat(Enumerable.Repeat("", rows[0].Length - row.Length)).ToArray())]);
        }

        return tables;
    }

    private static SortedDictionary<string, List<string[]>> OfZip(string path, string ending, Func<string, List<string[]>> read)
    {
        var folder = Directory.CreateTempSubdirectory("muutostieto-");
        try
        {
            ZipFile.ExtractToDirectory(path, folder.FullName);
            var tables = new SortedDictionary<string, List<string[]>>(StringComparer.Ordinal);
            foreach (var file in Directory.GetFiles(folder.FullName, "*" + ending))
            {
                tables.Add(Path.GetFileNameWithoutExtension(file), read(file));
            }

            return tables;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Values of the scenes have no line ends.</summary>
    private static string[] Cells(string line)
    {
        var cells = new List<string>();
        var (cell, isQuoted) = (new System.Text.StringBuilder(), false);
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] == '"' && isQuoted && at + 1 < line.Length && line[at + 1] == '"')
            {
                cell.Append('"');
                at++;
            }
            else if (line[at] == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (line[at] == ';' && !isQuoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(line[at]);
            }
        }

        return [.. cells, cell.ToString()];
    }
}
