using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Muutostieto.PostgreSql.Copy;

/// <summary>
/// SHA-256 over a table's rows in key order, and over nothing that file and database have in another way: each value is a byte that says
/// what it is (0 NULL, 1 number, 2 text, 3 bytes), and the number in 8 bytes or the length in 4 and the bytes, big-endian.
/// </summary>
internal sealed class TableDigest(TableForm form) : IDisposable
{
    private const int LargestHead = 9;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] head = new byte[LargestHead];

    internal long Rows { get; private set; }

    internal void Add(CopyRow row)
    {
        for (var column = 0; column < form.Columns.Count; column++)
        {
            Add(row, column);
        }

        Rows++;
    }

    /// <summary>What was added, and then nothing.</summary>
    internal CopiedRows Result() => new(form.Schema, form.Table.Name, Rows, Convert.ToHexStringLower(hash.GetHashAndReset()));

    public void Dispose() => hash.Dispose();

    private void Add(CopyRow row, int column)
    {
        if (row.IsNull(column))
        {
            head[0] = 0;
            hash.AppendData(head, 0, 1);
            return;
        }

        if (form.Columns[column].IsNumber)
        {
            head[0] = 1;
            BinaryPrimitives.WriteInt64BigEndian(head.AsSpan(1), row.Number(column));
            hash.AppendData(head, 0, 9);
            return;
        }

        var bytes = row.Bytes(column).Span;
        head[0] = (byte)(form.Columns[column].Kind == ColumnKind.Text ? 2 : 3);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(1), bytes.Length);
        hash.AppendData(head, 0, 5);
        hash.AppendData(bytes);
    }
}
