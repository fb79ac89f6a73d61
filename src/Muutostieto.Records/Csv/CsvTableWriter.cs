using System.Text;
using CsvHelper;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;

namespace Muutostieto.Records.Csv;

/// <summary>Writes the rows of one group's file.</summary>
internal sealed class CsvTableWriter : IDisposable
{
    private readonly bool isRaw;
    private readonly FieldSpec[] fields;
    private readonly CsvWriter writer;

    internal CsvTableWriter(CsvTable table, Stream output)
    {
        isRaw = table.Spec.IsRaw;
        fields = [.. table.Fields];
        writer = CsvWriter.Create(output, CsvColumns.WriterOptions, leaveOpen: false);
        writer.WriteHeader([.. CsvColumns.LeadingOf(table.Spec), .. fields.Select(field => field.Name)]);
    }

    internal long Rows => writer.RecordCount - 1;

    internal void Write(long number, RecordView record, int group)
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
                WriteValue(writer, value);
            }
        }

        writer.WriteField(group + 1, []);
        WriteValue(writer, isRaw ? [] : [record.Attribute(group)]);
        WriteFields(writer, record, group, fields);
        writer.EndRecord();
    }

    internal static void WriteFields(CsvWriter writer, RecordView record, int group, FieldSpec[] fields)
    {
        foreach (var field in fields)
        {
            var value = record.Value(group, field.Index);
            if (field.Kind == FieldKind.Date)
            {
                WriteDate(writer, value);
            }
            else
            {
                WriteValue(writer, value);
            }
        }
    }

    /// <summary>
    /// Writes a value, in quotes where blanks at its ends would be lost. Asked to look for them itself, the library takes a slower way for
    /// every value, and hardly one has any.
    /// </summary>
    internal static void WriteValue(CsvWriter writer, ReadOnlySpan<byte> value)
    {
        if (value is [(byte)' ' or (byte)'\t', ..] or [.., (byte)' ' or (byte)'\t'])
        {
            writer.WriteField(Encoding.UTF8.GetString(value), CsvQuoting.WhenNeededOrWhitespace);
        }
        else
        {
            writer.WriteField(value);
        }
    }

    public void Dispose() => writer.Dispose();

    private static void WriteDate(CsvWriter writer, ReadOnlySpan<byte> date)
    {
        Span<byte> iso = stackalloc byte[CsvDates.Longest];
        var length = CsvDates.ToIso(date, iso);
        WriteValue(writer, length == 0 ? date : iso[..length]);
    }
}
