using Muutostieto.Deliveries.Composition.Forms;
using Muutostieto.Records.Files;
using Muutostieto.Records.Fixed;
using Muutostieto.Records.Manifests;
using Muutostieto.Records.Tables;

namespace Muutostieto.Deliveries.Composition.Updates;

/// <summary>The forms of a result, all with the same tables; fixed width has <c>tulokset</c> alone.</summary>
internal sealed class ResultForms : IFormSet
{
    private readonly List<(FormFile File, ITablePackage Package, IReadOnlyList<ITableRows> Rows)> forms = [];
    private readonly ResultTables tables;
    private readonly SortedDictionary<(int Outcome, string Method), long> counts = [];

    /// <param name="context">Which delivery.</param>
    /// <param name="names">What its files are called.</param>
    /// <param name="tables">The tables.</param>
    /// <param name="folder">Where the files are made.</param>
    /// <param name="disk">Makes them durable.</param>
    internal ResultForms(DeliveryContext context, DeliveryNames names, ResultTables tables, string folder, IDiskSync disk)
    {
        this.tables = tables;
        foreach (var format in context.Terms.Formats)
        {
            var seeks = format == "parquet";
            var (name, form) = format switch
            {
                "fixed" => (names.ResultFixed, "fixed-table"),
                "csv" => (names.TablesCsv, "csv-tables"),
                "jsonl" => (names.JsonLines, "json-tables"),
                "parquet" => (names.Parquet, "parquet"),
                "xlsx" => (names.Xlsx, "xlsx"),
                _ => throw new InvalidOperationException($"A result has no form \"{format}\"."),
            };
            var file = new FormFile(disk, folder, name, form, seeks);
            ITablePackage package = format switch
            {
                "fixed" => new FixedTable(file.Stream),
                "csv" => new CsvTablesFile(disk.Files, file.Stream, Spool("rows"), context.Planned),
                "jsonl" => new JsonTables(file.Stream),
                "parquet" => new ParquetPackage(disk.Files, file.Stream, Spool("parquet"), context.Planned),
                _ => new XlsxPackage(disk.Files, file.Stream, Spool("sheets"), context.Planned),
            };
            forms.Add((file, package, [.. tables.Shapes.Select(shape => package.Open(shape.Name, shape.Columns, shape.Title))]));
        }

        string Spool(string name) => Path.Combine(folder, "." + name);
    }

    /// <summary>Answers so far.</summary>
    public long Records { get; private set; }

    public WriteCounts Counts => forms.Select(form => form.Package).OfType<FixedTable>().FirstOrDefault()?.Counts ?? default;

    /// <summary>Writes an answer.</summary>
    internal void Write(in UpdateAnswer answer)
    {
        Records++;
        var key = (answer.Outcome, answer.Method ?? "");
        counts[key] = counts.GetValueOrDefault(key) + 1;
        foreach (var (_, _, rows) in forms)
        {
            tables.Write(answer, rows);
        }
    }

    public IReadOnlyList<ManifestFile> Complete(CancellationToken cancellation)
    {
        var files = new List<ManifestFile>();
        foreach (var (file, package, rows) in forms)
        {
            foreach (var ((outcome, method), count) in counts)
            {
                rows[^1].Write((long?)outcome);
                rows[^1].Write(method);
                rows[^1].Write((long?)count);
                rows[^1].EndRow();
            }

            package.Complete(cancellation);
            files.Add(file.Finish(Records));
        }

        Dispose();
        return files;
    }

    public void Dispose()
    {
        foreach (var (file, package, _) in forms)
        {
            package.Dispose();
            file.Stream.Dispose();
        }
    }
}
