using Muutostieto.Records.Csv;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;

namespace Muutostieto.Records.Tables;

/// <summary>
/// Writes records as tables: the tables, columns and values of the CSV package, with dates in ISO form, in whatever form the
/// package has.
/// </summary>
public sealed class RecordTables : IRecordSink
{
    private const int None = -1;
    private readonly ITablePackage package;
    private readonly ITableRows? persons;
    private readonly ITableRows?[] tables;
    private readonly FieldSpec[][] fields;
    private readonly int[] shown;
    private readonly int[] found;

    /// <param name="tables">Every group that may occur.</param>
    /// <param name="package">Has the tables; completed and closed with this.</param>
    public RecordTables(IReadOnlyList<CsvTable> tables, ITablePackage package)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(package);
        this.package = package;
        var size = tables.Count == 0 ? 0 : tables.Max(table => table.Spec.Index) + 1;
        (this.tables, fields, found) = (new ITableRows?[size], new FieldSpec[size][], new int[size]);
        persons = tables.Any(table => table.Spec.Unit == RecordUnit.Building) ? null : package.Open(
            Path.GetFileNameWithoutExtension(CsvColumns.PersonsFile),
            [.. PersonTableWriter.Columns(PersonTableWriter.Shown(tables)).Select(name => new TableColumn(name))]);
        shown = [.. PersonTableWriter.Shown(tables).Select(table => table.Spec.Index)];
        foreach (var table in tables.OrderBy(table => table.FileName, StringComparer.Ordinal))
        {
            fields[table.Spec.Index] = [.. table.Fields];
            this.tables[table.Spec.Index] = package.Open(
                Path.GetFileNameWithoutExtension(table.FileName),
                [
                    .. CsvColumns.LeadingOf(table.Spec).Select(name => new TableColumn(name, CsvColumns.IsNumber(name))),
                    .. table.Fields.Select(field => new TableColumn(field.Name)),
                ]);
        }
    }

    /// <summary>Records so far.</summary>
    public long Records { get; private set; }

    public void Write(RecordView record)
    {
        if (record.IsOpaque || record.GroupCount == 0)
        {
            return;
        }

        Records++;
        Array.Fill(found, None);
        for (var group = 0; group < record.GroupCount; group++)
        {
            var index = record.Spec(group).Index;
            WriteRow(record, group, index);
            found[index] = found[index] == None ? group : found[index];
        }

        if (persons is not null)
        {
            WritePerson(persons, record);
        }
    }

    public void Complete() => Complete(CancellationToken.None);

    /// <summary>As <see cref="Complete()"/>, and may be broken off.</summary>
    public void Complete(CancellationToken cancellation) => package.Complete(cancellation);

    public void Dispose() => package.Dispose();

    private void WriteRow(RecordView record, int group, int index)
    {
        var rows = (index < 0 || index >= tables.Length ? null : tables[index])
            ?? throw new InvalidOperationException($"Group {record.Spec(group)} has no table in this package.");
        rows.Write(Records);
        for (var field = 0; field < RecordHeader.FieldCount; field++)
        {
            if (field == (int)HeaderField.Registered)
            {
                GroupRow.WriteDate(rows, record[(HeaderField)field]);
            }
            else
            {
                rows.Write(record[(HeaderField)field]);
            }
        }

        rows.Write((long?)(group + 1));
        rows.Write([record.Attribute(group)]);
        GroupRow.Write(rows, record, group, fields[index]);
        rows.EndRow();
    }

    private void WritePerson(ITableRows persons, RecordView record)
    {
        persons.Write(record[HeaderField.IdentityCode]);
        foreach (var index in shown)
        {
            GroupRow.Write(persons, record, found[index], fields[index]);
        }

        persons.EndRow();
    }
}
