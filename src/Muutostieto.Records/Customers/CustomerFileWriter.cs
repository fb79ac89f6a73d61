using CsvHelper;
using Muutostieto.Records.Csv;

namespace Muutostieto.Records.Customers;

/// <summary>Writes a customer's file row by row: UTF-8, <c>;</c> between the values.</summary>
public sealed class CustomerFileWriter : IDisposable
{
    private readonly CsvWriter writer;

    /// <param name="target">Where it is written; left open.</param>
    public CustomerFileWriter(Stream target) => writer = CsvWriter.Create(target, CsvColumns.WriterOptions, leaveOpen: true);

    /// <summary>Writes the headings, or a row.</summary>
    public void Write(IEnumerable<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (var value in values)
        {
            writer.WriteField(value);
        }

        writer.EndRecord();
    }

    public void Dispose() => writer.Dispose();
}
