using Muutostieto.Records.Tables;

namespace Muutostieto.Deliveries.Composition.Measuring;

/// <summary>Counts the rows of a table and keeps none.</summary>
/// <param name="name">Of the table.</param>
internal sealed class RowCount(string name) : ITableRows
{
    public long Rows { get; private set; }

    internal string Name => name;

    public void Write(ReadOnlySpan<byte> value)
    {
    }

    public void Write(string? value)
    {
    }

    public void Write(long? value)
    {
    }

    public void EndRow() => Rows++;
}
