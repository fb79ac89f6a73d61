using Muutostieto.Records.Csv;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Tables;

namespace Muutostieto.Deliveries.Composition.Updates;

/// <summary>
/// The tables of a result: <c>tulokset</c> with a row for each answer, in which the groups of the table of persons are columns; a
/// table for each group that a person may have several times, in which the customer's reference says whose; and <c>yhteenveto</c>, which
/// counts. The layout is ours, as none is public.
/// </summary>
internal sealed class ResultTables
{
    /// <summary>Characters of a reference at most.</summary>
    private const int ReferenceWidth = 64;

    private const int CodeWidth = 2;
    private const int IdentityCodeWidth = 11;
    private const int DateWidth = 10;
    private const int Nowhere = -1;
    private const string Own = "oma_";
    private static readonly TableColumn Reference = new("rivi") { Width = ReferenceWidth };
    private static readonly TableColumn Outcome = new("tulos", IsNumber: true) { Width = CodeWidth };
    private static readonly TableColumn Method = new("menetelma") { Width = CodeWidth };
    private readonly CsvTable[] flat;
    private readonly CsvTable[] several;

    /// <param name="tables">The groups and fields that may occur.</param>
    /// <param name="passed">The headings of the columns that are passed through.</param>
    internal ResultTables(IReadOnlyList<CsvTable> tables, IReadOnlyList<string> passed)
    {
        flat = [.. tables.Where(table => table.Spec.InTable)];
        several = [.. tables.Where(table => !table.Spec.IsOnce).OrderBy(table => table.FileName, StringComparer.Ordinal)];
        List<TableColumn> columns =
        [
            Reference,
            Outcome,
            Method,
            new("hetu_uusi") { Width = IdentityCodeWidth },
            .. flat.SelectMany(table => table.Fields.Select(field => Column($"{table.Spec.Name}_{field.Name}", field))),
        ];
        var taken = columns.Select(column => column.Name).Append(JsonTables.NameKey).ToHashSet(StringComparer.OrdinalIgnoreCase);
        columns.AddRange(passed.Select(heading => new TableColumn(Free(heading, taken))));
        Shapes =
        [
            new("tulokset", "Tulokset", columns),
            .. several.Select(table => new TableShape(NameOf(table), NameOf(table), Columns(table))),
            new("yhteenveto", "Yhteenveto", [Outcome, Method, new("rivit", IsNumber: true)]),
        ];
    }

    /// <summary>The first is <c>tulokset</c>, the last <c>yhteenveto</c>.</summary>
    internal IReadOnlyList<TableShape> Shapes { get; }

    /// <summary>Writes an answer.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="rows">One each of <see cref="Shapes"/>, in the same order.</param>
    internal void Write(in UpdateAnswer answer, IReadOnlyList<ITableRows> rows)
    {
        var results = rows[0];
        results.Write(answer.Reference);
        results.Write((long?)answer.Outcome);
        results.Write(answer.Method);
        results.Write(answer.NewIdentityCode);
        foreach (var table in flat)
        {
            var record = answer.Content?.Content ?? default;
            GroupRow.Write(results, record, answer.Content is null ? Nowhere : record.IndexOf(table.Spec.Code), table.Fields);
        }

        foreach (var value in answer.Passed)
        {
            results.Write(value);
        }

        results.EndRow();
        if (answer.Content is null)
        {
            return;
        }

        for (var table = 0; table < several.Length; table++)
        {
            WriteSeveral(answer, several[table], rows[table + 1]);
        }
    }

    private static void WriteSeveral(in UpdateAnswer answer, CsvTable table, ITableRows rows)
    {
        var record = answer.Content!.Content;
        for (var group = 0; group < record.GroupCount; group++)
        {
            if (record.Spec(group).Code == table.Spec.Code)
            {
                rows.Write(answer.Reference);
                rows.Write((long?)(group + 1));
                GroupRow.Write(rows, record, group, table.Fields);
                rows.EndRow();
            }
        }
    }

    private static string NameOf(CsvTable table) => Path.GetFileNameWithoutExtension(table.FileName);

    private static List<TableColumn> Columns(CsvTable table) =>
        [Reference, new("jarjestys", IsNumber: true), .. table.Fields.Select(field => Column(field.Name, field))];

    private static TableColumn Column(string name, FieldSpec field) =>
        new(name) { Width = field.Kind == FieldKind.Date ? DateWidth : field.Length };

    /// <summary>A heading of the customer's that is one of ours gets <c>oma_</c> before it.</summary>
    private static string Free(string heading, HashSet<string> taken)
    {
        while (!taken.Add(heading))
        {
            heading = Own + heading;
        }

        return heading;
    }
}
