namespace Muutostieto.Recipient.Checking;

/// <summary>
/// Names the forms of extracts that are for other programs to read: Parquet, workbooks, tables. A manifest or a list of hashes says whether
/// such a file is as it was sent; what is in it is not read.
/// </summary>
internal static class TableFileCheck
{
    private static readonly (string Form, string Ending)[] Forms =
        [("parquet", ".parquet.zip"), ("xlsx", ".xlsx"), ("csv-table", ".csv"), ("csv-tables", ".taulut.zip"), ("opt", ".OPT")];

    internal static bool IsForm(string form) => Forms.Any(each => each.Form == form);

    internal static bool IsTables(string path) => FormOf(path) is not null;

    internal static FileCheck Run(string path) => new(path, FormOf(path)!) { Bytes = new FileInfo(path).Length };

    /// <summary>Says of such a file whether anything that was checked vouches for its bytes: one of which nothing is known is not
    /// sound.</summary>
    /// <param name="check">Of any file.</param>
    /// <param name="hashes">Of the files that a manifest or a list of hashes named.</param>
    internal static void Conclude(FileCheck check, FileHashes hashes)
    {
        if (!IsForm(check.Form))
        {
            return;
        }

        if (hashes.Has(check.Path))
        {
            check.Log.Note(0, "not-read", "its rows are not read; its bytes were compared with what lists it");
        }
        else
        {
            check.Log.Fault(
                0, "not-read", "its rows are not read, and nothing that was checked lists it. Check its manifest (.json) with it.");
        }
    }

    private static string? FormOf(string path) =>
        Forms.FirstOrDefault(each => path.EndsWith(each.Ending, StringComparison.OrdinalIgnoreCase)).Form;
}
