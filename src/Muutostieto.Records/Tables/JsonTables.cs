using System.Text.Encodings.Web;
using System.Text.Json;

namespace Muutostieto.Records.Tables;

/// <summary>
/// Writes tables as JSON lines: an object a row, whose first key <c>taulu</c> names the table. Empty values are left out. Rows of several
/// tables come in the order in which they are written.
/// </summary>
/// <param name="target">Where it is written; left open.</param>
public sealed class JsonTables(Stream target) : ITablePackage
{
    /// <summary>The key that names the table; no column may have this name.</summary>
    public const string NameKey = "taulu";

    private const int Full = 1 << 16;
    private readonly MemoryStream waiting = new();
    private readonly List<Rows> tables = [];

    public ITableRows Open(string name, IReadOnlyList<TableColumn> columns, string? title = null)
    {
        var rows = new Rows(this, name, columns);
        tables.Add(rows);
        return rows;
    }

    public void Complete(CancellationToken cancellation) => Flush();

    public void Dispose()
    {
        tables.ForEach(table => table.Dispose());
        waiting.Dispose();
    }

    private void EndRow()
    {
        waiting.WriteByte((byte)'\n');
        if (waiting.Length >= Full)
        {
            Flush();
        }
    }

    private void Flush()
    {
        waiting.WriteTo(target);
        waiting.SetLength(0);
    }

    private sealed class Rows : ITableRows, IDisposable
    {
        private readonly JsonTables package;
        private readonly Utf8JsonWriter writer;
        private readonly JsonEncodedText name;
        private readonly JsonEncodedText[] columns;
        private int column;
        private long count;

        internal Rows(JsonTables package, string name, IReadOnlyList<TableColumn> columns)
        {
            this.package = package;
            this.name = JsonEncodedText.Encode(name);
            this.columns = [.. columns.Select(each => JsonEncodedText.Encode(each.Name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping))];
            writer = new Utf8JsonWriter(package.waiting, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        }

        long ITableRows.Rows => count;

        public void Write(ReadOnlySpan<byte> value)
        {
            Begin();
            if (!value.IsEmpty)
            {
                writer.WriteString(columns[column], value);
            }

            column++;
        }

        public void Write(long? value)
        {
            Begin();
            if (value is { } number)
            {
                writer.WriteNumber(columns[column], number);
            }

            column++;
        }

        public void EndRow()
        {
            writer.WriteEndObject();
            writer.Flush();
            writer.Reset();
            (column, count) = (0, count + 1);
            package.EndRow();
        }

        public void Dispose() => writer.Dispose();

        private void Begin()
        {
            if (column == 0)
            {
                writer.WriteStartObject();
                writer.WriteString(NameKey, name);
            }
        }
    }
}
