using System.Buffers.Text;
using System.IO.Compression;
using CsvHelper;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;

namespace Muutostieto.Records.Csv;

/// <summary>Reads the rows of one group's file.</summary>
internal sealed class CsvTableReader : IDisposable
{
    private readonly GroupSpec spec;
    private readonly CsvReader reader;
    private readonly int[] columnOf;
    private readonly IReadOnlyList<string> leading;

    internal CsvTableReader(GroupSpec spec, ZipArchiveEntry entry)
    {
        this.spec = spec;
        Name = entry.FullName;
        reader = CsvReader.Create(entry.Open(), CsvColumns.ReaderOptions, leaveOpen: false);
        reader.ReadHeader();
        var headers = reader.Headers.ToArray();
        leading = CsvColumns.LeadingOf(spec);
        if (!headers.AsSpan().StartsWith(leading.ToArray()))
        {
            throw new MuutostietoException(FailureKind.Fault, $"{Name}: expected the first columns {string.Join(';', leading)}");
        }

        columnOf = [.. spec.Fields.Select(field => Array.IndexOf(headers, field.Name, leading.Count))];
        if (headers.Skip(leading.Count).FirstOrDefault(header => spec.Field(header) is null) is { } unknown)
        {
            throw new MuutostietoException(
                FailureKind.Fault,
                $"{Name}: column '{unknown}' is no field of group {spec}; expected "
                    + $"{string.Join(", ", spec.Fields.Select(field => field.Name))}");
        }
    }

    internal string Name { get; }

    internal long RecordNumber { get; private set; }

    internal long Place { get; private set; }

    internal bool Read()
    {
        try
        {
            if (!reader.Read())
            {
                return false;
            }
        }
        catch (Exception error) when (error is CsvFormatException or CsvValidationException or InvalidDataException)
        {
            throw new MuutostietoException(
                FailureKind.Fault,
                $"{Name}: row {reader.RowNumber + 1} is no row of this file (quotes or columns). Fetch it again.",
                error);
        }

        RecordNumber = Number(0);
        Place = Number(6);
        return true;
    }

    internal void AddTo(Record record)
    {
        Span<byte> date = stackalloc byte[8];
        if (record.GroupCount == 0)
        {
            for (var field = 0; field < RecordHeader.FieldCount; field++)
            {
                record.Set((HeaderField)field, Date(reader.GetSpan(1 + field), field == (int)HeaderField.Registered, date));
            }
        }

        var group = record.Add(spec, reader.GetSpan(7) is [var attribute, ..] ? attribute : (byte)0);
        for (var index = 0; index < columnOf.Length; index++)
        {
            if (columnOf[index] >= 0)
            {
                record.Set(group, index, Date(reader.GetSpan(columnOf[index]), spec.Fields[index].Kind == FieldKind.Date, date));
            }
        }
    }

    public void Dispose() => reader.Dispose();

    private static ReadOnlySpan<byte> Date(ReadOnlySpan<byte> value, bool isDate, Span<byte> buffer) =>
        isDate && CsvDates.ToFixed(value, buffer) ? buffer : value;

    private long Number(int column) =>
        Utf8Parser.TryParse(reader.GetSpan(column), out long number, out var used) && used == reader.GetSpan(column).Length
            ? number
            : throw new MuutostietoException(
                FailureKind.Fault,
                $"{Name}: row {reader.RowNumber}: column {leading[column]} is no whole number");
}
