using Muutostieto.Records.Csv;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;

namespace Muutostieto.Records.Tables;

/// <summary>The fields of a group as values of a row: dates in ISO form.</summary>
public static class GroupRow
{
    /// <summary>Writes a value for each field.</summary>
    /// <param name="rows">Takes them.</param>
    /// <param name="record">Has the group; any record when the place is negative.</param>
    /// <param name="group">Its place in the record; negative: it is in none, and every value is empty.</param>
    /// <param name="fields">Of the group.</param>
    public static void Write(ITableRows rows, RecordView record, int group, IReadOnlyList<FieldSpec> fields)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(fields);
        for (var field = 0; field < fields.Count; field++)
        {
            if (group < 0)
            {
                rows.Write([]);
            }
            else if (fields[field].Kind == FieldKind.Date)
            {
                WriteDate(rows, record.Value(group, fields[field].Index));
            }
            else
            {
                rows.Write(record.Value(group, fields[field].Index));
            }
        }
    }

    /// <summary>A date as the record has it, in ISO form; one that is none as it is.</summary>
    internal static void WriteDate(ITableRows rows, ReadOnlySpan<byte> date)
    {
        Span<byte> iso = stackalloc byte[CsvDates.Longest];
        var length = CsvDates.ToIso(date, iso);
        rows.Write(length == 0 ? date : iso[..length]);
    }
}
