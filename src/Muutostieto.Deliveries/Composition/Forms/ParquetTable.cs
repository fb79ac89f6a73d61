using System.IO.Compression;
using Muutostieto.Records.Tables;
using Parquet;
using Parquet.Schema;

namespace Muutostieto.Deliveries.Composition.Forms;

/// <summary>
/// Writes a Parquet file by row groups, each column packed with zstd: text is UTF-8, a number 64 bits, and both may be null. A group ends
/// by its rows or its bytes, so that memory does not grow with the table; neither the clock nor chance is in the file.
/// </summary>
internal sealed class ParquetTable : ITableRows, IDisposable
{
    private const int MostRows = 1 << 16;
    private const int MostBytes = 8 << 20;

    private static readonly ParquetOptions Options = new()
    {
        CompressionMethod = CompressionMethod.Zstd,
        CompressionLevel = CompressionLevel.Fastest,
    };

    private readonly Stream file;
    private readonly DataField[] fields;
    private readonly ParquetColumn[] columns;
    private readonly ParquetWriter writer;
    private int column;
    private int waiting;
    private int bytes;

    /// <param name="file">Can seek; closed with this.</param>
    /// <param name="columns">The columns.</param>
    internal ParquetTable(Stream file, IReadOnlyList<TableColumn> columns)
    {
        this.file = file;
        this.columns = [.. columns.Select(_ => new ParquetColumn())];
        fields = [.. columns.Select<TableColumn, DataField>(each => each.IsNumber
            ? new DataField<long>(each.Name, nullable: true)
            : new DataField<string>(each.Name, nullable: true))];
        writer = Wait(ParquetWriter.CreateAsync(new ParquetSchema(fields), file, Options));
    }

    public long Rows { get; private set; }

    public void Write(ReadOnlySpan<byte> value)
    {
        columns[column++].Add(value);
        bytes += value.Length;
    }

    public void Write(long? value) => columns[column++].Add(value);

    public void EndRow()
    {
        column = 0;
        Rows++;
        if (++waiting == MostRows || bytes >= MostBytes)
        {
            WriteGroup();
        }
    }

    /// <summary>Ends the file. Without it, what was written is none.</summary>
    internal void Complete()
    {
        if (waiting > 0)
        {
            WriteGroup();
        }

        writer.DisposeAsync().AsTask().GetAwaiter().GetResult();
        file.Dispose();
    }

    public void Dispose() => file.Dispose();

    private void WriteGroup()
    {
        using var group = writer.CreateRowGroup();
        foreach (var (field, values) in fields.Zip(columns))
        {
            Wait(field.ClrType == typeof(long) ? group.WriteAsync(field, values.Numbers) : group.WriteAsync(field, values.Texts()));
            values.Clear();
        }

        (waiting, bytes) = (0, 0);
    }

    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();

    private static void Wait(Task task) => task.GetAwaiter().GetResult();
}
