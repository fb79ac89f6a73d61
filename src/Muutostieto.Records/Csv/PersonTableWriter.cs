using CsvHelper;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;

namespace Muutostieto.Records.Csv;

/// <summary>Writes <c>henkilot.csv</c>: one row a person with the single-valued groups side by side, for use as a plain table.</summary>
internal sealed class PersonTableWriter : IDisposable
{
    private const int None = -1;
    private readonly CsvWriter writer;
    private readonly FieldSpec[][] tables;
    private readonly int[] placeOf;
    private readonly int[] found;

    internal PersonTableWriter(IReadOnlyList<CsvTable> tables, Stream output)
    {
        var shown = Shown(tables).ToArray();
        this.tables = [.. shown.Select(table => table.Fields.ToArray())];
        placeOf = new int[tables.Count == 0 ? 0 : tables.Max(table => table.Spec.Index) + 1];
        Array.Fill(placeOf, None);
        for (var place = 0; place < shown.Length; place++)
        {
            placeOf[shown[place].Spec.Index] = place;
        }

        found = new int[shown.Length];
        writer = CsvWriter.Create(output, CsvColumns.WriterOptions, leaveOpen: false);
        writer.WriteHeader([.. Columns(shown)]);
    }

    internal long Rows => writer.RecordCount - 1;

    /// <summary>The tables whose fields are columns here.</summary>
    internal static IEnumerable<CsvTable> Shown(IEnumerable<CsvTable> tables) =>
        tables.Where(table => table.Spec.InTable && table.Spec.IsNewest && !table.Spec.IsRaw);

    internal static IEnumerable<string> Columns(IEnumerable<CsvTable> tables) =>
        ["henkilotunnus", .. tables.SelectMany(table => table.Fields.Select(field => $"{table.Spec.Name}_{field.Name}"))];

    internal void Write(RecordView record)
    {
        Array.Fill(found, None);
        for (var group = 0; group < record.GroupCount; group++)
        {
            var index = record.Spec(group).Index;
            if (index >= 0 && index < placeOf.Length && placeOf[index] is var place and >= 0 && found[place] == None)
            {
                found[place] = group;
            }
        }

        CsvTableWriter.WriteValue(writer, record[HeaderField.IdentityCode]);
        for (var place = 0; place < tables.Length; place++)
        {
            if (found[place] != None)
            {
                CsvTableWriter.WriteFields(writer, record, found[place], tables[place]);
                continue;
            }

            for (var field = 0; field < tables[place].Length; field++)
            {
                writer.WriteField(ReadOnlySpan<byte>.Empty);
            }
        }

        writer.EndRecord();
    }

    public void Dispose() => writer.Dispose();
}
