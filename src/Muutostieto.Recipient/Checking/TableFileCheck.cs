namespace Muutostieto.Recipient.Checking;

/// <summary>
/// Names the forms of extracts that are for other programs to read: Parquet and workbooks. A manifest or a list of hashes says whether such
/// a file is as it was sent; what is in it is not read.
/// </summary>
internal static class TableFileCheck
{
    private static readonly (string Form, string Ending)[] Forms = [("parquet", ".parquet.zip"), ("xlsx", ".xlsx")];

    internal static bool IsForm(string form) => Forms.Any(each => each.Form == form);

    internal static bool IsTables(string path) => FormOf(path) is not null;

    internal static FileCheck Run(string path)
    {
        var check = new FileCheck(path, FormOf(path)!) { Bytes = new FileInfo(path).Length };
        check.Log.Note(
            0, "not-read", "its rows are not read: its manifest (.json) or hash list (.sha256) says whether it is as it was sent");
        return check;
    }

    private static string? FormOf(string path) =>
        Forms.FirstOrDefault(each => path.EndsWith(each.Ending, StringComparison.OrdinalIgnoreCase)).Form;
}
