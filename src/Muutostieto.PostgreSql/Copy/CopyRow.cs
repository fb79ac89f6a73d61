namespace Muutostieto.PostgreSql.Copy;

/// <summary>The values of one row, in memory that serves one row after another.</summary>
internal sealed class CopyRow(int columns)
{
    private readonly bool[] isNull = new bool[columns];
    private readonly long[] numbers = new long[columns];
    private readonly (int Start, int Length)[] places = new (int, int)[columns];
    private byte[] memory = new byte[8192];
    private int used;

    /// <summary>Forgets the row before. Every column must then be set.</summary>
    internal void Clear() => used = 0;

    internal void SetNull(int column) => isNull[column] = true;

    internal void Set(int column, long number) => (isNull[column], numbers[column]) = (false, number);

    internal void Set(int column, ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(column, bytes.Length));

    /// <summary>The place of a column's bytes, which the caller fills.</summary>
    internal Span<byte> Take(int column, int length)
    {
        if (used + length > memory.Length)
        {
            Array.Resize(ref memory, Math.Max(2 * memory.Length, used + length));
        }

        (isNull[column], places[column]) = (false, (used, length));
        used += length;
        return memory.AsSpan(used - length, length);
    }

    internal bool IsNull(int column) => isNull[column];

    internal long Number(int column) => numbers[column];

    /// <summary>Valid until the next row.</summary>
    internal ReadOnlyMemory<byte> Bytes(int column) => memory.AsMemory(places[column].Start, places[column].Length);
}
