using System.Text;
using Npgsql;

namespace Muutostieto.Register.PostgreSql;

/// <summary>The bytes of a row that is being read, in memory that serves one row after another.</summary>
internal sealed class RowBytes(int columns)
{
    private readonly int[] ends = new int[columns];
    private byte[] memory = new byte[8192];
    private int used;

    /// <summary>The bytes of a column that was taken from the row.</summary>
    public ReadOnlySpan<byte> this[int column] => memory.AsSpan(StartOf(column)..ends[column]);

    /// <summary>The bytes of all columns that were taken, one after another.</summary>
    public ReadOnlySpan<byte> All => memory.AsSpan(0, used);

    /// <summary>
    /// Takes identity code, municipality, order's end and document of a row of residents, whose first column is the person.
    /// </summary>
    public void TakeResident(NpgsqlDataReader reader)
    {
        Clear();
        TakeText(reader, 1, 0);
        TakeText(reader, 2, 1);
        TakeText(reader, 3, 2);
        TakeBytes(reader, 4, 3);
    }

    /// <summary>Forgets the row before.</summary>
    public void Clear() => used = 0;

    /// <summary>Takes a text as the next column; NULL is empty.</summary>
    public void TakeText(NpgsqlDataReader reader, int ordinal, int column)
    {
        if (!reader.IsDBNull(ordinal))
        {
            var text = reader.GetString(ordinal);
            Grow(Encoding.UTF8.GetMaxByteCount(text.Length));
            used += Encoding.UTF8.GetBytes(text, memory.AsSpan(used));
        }

        ends[column] = used;
    }

    /// <summary>Takes bytes as the next column.</summary>
    public void TakeBytes(NpgsqlDataReader reader, int ordinal, int column)
    {
        var length = (int)reader.GetBytes(ordinal, 0, null, 0, 0);
        Grow(length);
        for (var read = 0; read < length;)
        {
            read += (int)reader.GetBytes(ordinal, read, memory, used + read, length - read);
        }

        used += length;
        ends[column] = used;
    }

    private int StartOf(int column) => column == 0 ? 0 : ends[column - 1];

    private void Grow(int more)
    {
        if (used + more > memory.Length)
        {
            Array.Resize(ref memory, Math.Max(2 * memory.Length, used + more));
        }
    }
}
