using System.Text;

namespace Muutostieto.Records.Tables;

/// <summary>Takes the rows of one table, value by value, in the order of its columns. For one thread.</summary>
public interface ITableRows
{
    /// <summary>Rows so far.</summary>
    long Rows { get; }

    /// <summary>The next value of a column of text.</summary>
    /// <param name="value">UTF-8; empty: there is none.</param>
    void Write(ReadOnlySpan<byte> value);

    /// <summary>The next value of a column of text.</summary>
    /// <param name="value">Null or empty: there is none.</param>
    void Write(string? value) => Write(Encoding.UTF8.GetBytes(value ?? ""));

    /// <summary>The next value of a column of numbers.</summary>
    /// <param name="value">Null: there is none.</param>
    void Write(long? value);

    /// <summary>Ends the row, of which every column has its value.</summary>
    void EndRow();
}
