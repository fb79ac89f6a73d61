using CsvHelper;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;

namespace Muutostieto.Records.Csv;

/// <summary>Writes the rows of one group's file.</summary>
internal sealed class CsvTableWriter : IDisposable
{
    private readonly CsvTable table;
    private readonly CsvWriter writer;

    internal CsvTableWriter(CsvTable table, Stream output)
    {
        this.table = table;
        writer = CsvWriter.Create(output, CsvColumns.WriterOptions, leaveOpen: false);
        writer.WriteHeader([.. CsvColumns.Leading, .. table.Fields.Select(field => field.Name)]);
    }

    internal long Rows => writer.RecordCount - 1;

    internal void Write(long number, Record record, int group)
    {
        writer.WriteField(number, []);
        for (var field = 0; field < RecordHeader.FieldCount; field++)
        {
            var value = record[(HeaderField)field];
            if (field == (int)HeaderField.Registered)
            {
                WriteDate(writer, value);
            }
            else
            {
                writer.WriteField(value);
            }
        }

        writer.WriteField(group + 1, []);
        writer.WriteField(table.Spec.IsRaw ? [] : [record.Attribute(group)]);
        WriteFields(writer, record, group, table.Fields);
        writer.EndRecord();
    }

    internal static void WriteFields(CsvWriter writer, Record record, int group, IReadOnlyList<FieldSpec> fields)
    {
        for (var index = 0; index < fields.Count; index++)
        {
            var value = record.Value(group, fields[index].Index);
            if (fields[index].Kind == FieldKind.Date)
            {
                WriteDate(writer, value);
            }
            else
            {
                writer.WriteField(value);
            }
        }
    }

    public void Dispose() => writer.Dispose();

    private static void WriteDate(CsvWriter writer, ReadOnlySpan<byte> date)
    {
        Span<byte> iso = stackalloc byte[CsvDates.Longest];
        var length = CsvDates.ToIso(date, iso);
        writer.WriteField(length == 0 ? date : iso[..length]);
    }
}
