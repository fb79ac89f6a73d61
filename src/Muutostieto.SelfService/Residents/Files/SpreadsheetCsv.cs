using CsvHelper;

namespace Muutostieto.SelfService.Residents.Files;

/// <summary>
/// The table of persons for a spreadsheet: one CSV, in which no value can become a formula. The delivered package has values as they are,
/// and is for programs.
/// </summary>
internal static class SpreadsheetCsv
{
    private const int RowsAtOnce = 1000;
    private const string Starts = "=+-@＝＋－＠|%";

    private static readonly CsvWriterOptions Options = CsvWriterOptions.Default with { Separator = ';', WriteByteOrderMark = true };

    /// <summary>Writes it piece by piece; the same bytes each time.</summary>
    /// <param name="package">The delivered CSV package.</param>
    /// <param name="write">Takes the pieces.</param>
    /// <param name="cancellation">Breaks off.</param>
    internal static async Task WriteAsync(Stream package, Func<ReadOnlyMemory<byte>, ValueTask> write, CancellationToken cancellation)
    {
        using var table = DeliveredTable.OpenPersons(package);
        using var buffer = new MemoryStream();
        using (var writer = CsvWriter.Create(buffer, Options, leaveOpen: true))
        {
            writer.WriteHeader([.. table.Columns]);
            for (var rows = 1; table.Read(); rows++)
            {
                foreach (var value in table.Row())
                {
                    writer.WriteField(Inert(value), CsvQuoting.WhenNeededOrWhitespace);
                }

                writer.EndRecord();
                if (rows % RowsAtOnce == 0)
                {
                    cancellation.ThrowIfCancellationRequested();
                    writer.Flush();
                    await EmptyAsync(buffer, write).ConfigureAwait(false);
                }
            }
        }

        await EmptyAsync(buffer, write).ConfigureAwait(false);
    }

    /// <summary>
    /// A value with an apostrophe before it when a spreadsheet could take it for a formula: it begins with one of the signs that formulas
    /// begin with, after blanks or not, or with a control character.
    /// </summary>
    internal static string Inert(string value)
    {
        var begin = value.AsSpan().TrimStart();
        return (begin.Length > 0 && Starts.Contains(begin[0], StringComparison.Ordinal)) || (value.Length > 0 && char.IsControl(value[0]))
            ? "'" + value
            : value;
    }

    private static async Task EmptyAsync(MemoryStream buffer, Func<ReadOnlyMemory<byte>, ValueTask> write)
    {
        await write(buffer.GetBuffer().AsMemory(0, (int)buffer.Length)).ConfigureAwait(false);
        buffer.SetLength(0);
    }
}
