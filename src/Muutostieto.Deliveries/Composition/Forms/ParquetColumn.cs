using System.Text;

namespace Muutostieto.Deliveries.Composition.Forms;

/// <summary>The values of one column that wait for their row group: text as UTF-8 end to end, numbers as they are.</summary>
internal sealed class ParquetColumn
{
    private const int None = -1;
    private readonly List<int> lengths = [];
    private readonly List<long?> numbers = [];
    private byte[] text = new byte[1 << 10];
    private int used;

    /// <summary>Bytes of text.</summary>
    internal int Bytes => used;

    /// <summary>The numbers, each null where there is none.</summary>
    internal ReadOnlyMemory<long?> Numbers => numbers.ToArray();

    internal void Add(long? number) => numbers.Add(number);

    /// <param name="value">UTF-8; empty: there is none.</param>
    internal void Add(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
        {
            lengths.Add(None);
            return;
        }

        if (used + value.Length > text.Length)
        {
            Array.Resize(ref text, Math.Max(text.Length * 2, used + value.Length));
        }

        value.CopyTo(text.AsSpan(used));
        used += value.Length;
        lengths.Add(value.Length);
    }

    /// <summary>The texts, each null where there is none.</summary>
    internal ReadOnlyMemory<ReadOnlyMemory<char>?> Texts()
    {
        var (characters, values) = (new char[used], new ReadOnlyMemory<char>?[lengths.Count]);
        var (at, from) = (0, 0);
        for (var row = 0; row < values.Length; row++)
        {
            if (lengths[row] == None)
            {
                continue;
            }

            var length = Encoding.UTF8.GetChars(text.AsSpan(from, lengths[row]), characters.AsSpan(at));
            values[row] = characters.AsMemory(at, length);
            at += length;
            from += lengths[row];
        }

        return values;
    }

    internal void Clear()
    {
        lengths.Clear();
        numbers.Clear();
        used = 0;
    }
}
