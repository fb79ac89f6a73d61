using System.IO.Abstractions;
using System.IO.Compression;
using System.Text;
using Muutostieto.Records;
using Muutostieto.Records.Files;
using Muutostieto.Records.Tables;

namespace Muutostieto.Deliveries.Composition.Forms;

/// <summary>
/// Writes a workbook (Office Open XML) of one sheet a table. Written here and not by a library, because the same tables must give the same
/// bytes: no time but the given one is in it, no author, no program.
/// </summary>
/// <param name="files">Where the rows are meanwhile.</param>
/// <param name="target">Where the workbook is written on completion.</param>
/// <param name="spool">A folder for the rows meanwhile; made, and removed with this.</param>
/// <param name="time">The time that the entries of the zip carry.</param>
/// <param name="mostRows">Rows that a sheet has room for, the headings included.</param>
internal sealed class XlsxPackage(
    IFileSystem files, Stream target, string spool, DateTimeOffset time, long mostRows = XlsxPackage.MostRows) : ITablePackage
{
    /// <summary>Rows of a sheet, the headings included: the format's own limit.</summary>
    internal const long MostRows = 1_048_576;

    private const int LongestName = 31;
    private const int Buffer = 1 << 16;
    private const string Head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    private readonly List<XlsxSheet> sheets = [];
    private readonly Dictionary<XlsxSheet, string> titles = [];

    public ITableRows Open(string name, IReadOnlyList<TableColumn> columns, string? title = null)
    {
        PrivateFile.CreateFolder(files, spool);
        var file = PrivateFile.Open(files, Path.Combine(spool, name), FileMode.Create, FileAccess.ReadWrite, FileShare.None, Buffer);
        var sheet = new XlsxSheet(name, columns, file, mostRows);
        sheets.Add(sheet);
        titles.Add(sheet, title ?? (name.Length > LongestName ? name[..LongestName] : name));
        return sheet;
    }

    /// <inheritdoc/>
    /// <exception cref="MuutostietoException">Usage: a table has more rows, or a value more characters, than a sheet takes.</exception>
    public void Complete(CancellationToken cancellation)
    {
        RequireRoom();
        using var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);
        Write(zip, "[Content_Types].xml", ContentTypes());
        Write(
            zip, "_rels/.rels",
            $"<Relationships xmlns=\"{Package}/relationships\">{Relation(1, "officeDocument", "xl/workbook.xml")}</Relationships>");
        Write(zip, "xl/workbook.xml", Workbook());
        Write(zip, "xl/_rels/workbook.xml.rels", WorkbookRelations());
        Write(zip, "xl/styles.xml", Styles());
        foreach (var (index, sheet) in sheets.Index())
        {
            using var entry = Entry(zip, $"xl/worksheets/sheet{index + 1}.xml");
            sheet.Pack(entry, cancellation);
        }
    }

    public void Dispose()
    {
        foreach (var sheet in sheets)
        {
            Close(sheet);
        }

        if (files.Directory.Exists(spool))
        {
            files.Directory.Delete(spool, recursive: true);
        }
    }

    /// <summary>The rows of a table, when a workbook has no room for them.</summary>
    /// <param name="subject">What the message begins with.</param>
    /// <param name="rows">How many there are.</param>
    /// <param name="mostRows">Rows of a sheet.</param>
    internal static MuutostietoException TooMany(string subject, long rows, long mostRows) => new(
        FailureKind.Usage,
        FormattableString.Invariant(
            $"{subject}: {rows} rows, and a sheet of an xlsx workbook has room for {mostRows - 1} under its headings. Nothing was ")
            + "published. Order csv or parquet in place of xlsx.",
        new NoRoomException());

    private void RequireRoom()
    {
        if (sheets.Find(sheet => !sheet.HasRoom) is { } full)
        {
            throw TooMany($"table {full.Name}", full.Rows, mostRows);
        }

        if (sheets.Find(sheet => sheet.TooLong > 0) is { } wide)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                FormattableString.Invariant(
                    $"table {wide.Name}: a value of {wide.TooLong} characters, more than a cell of an xlsx workbook takes. Nothing was ")
                    + "published. Order csv or parquet in place of xlsx.",
                new NoRoomException());
        }
    }

    private string ContentTypes()
    {
        var parts = new StringBuilder($"<Types xmlns=\"{Package}/content-types\">")
            .Append("<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>")
            .Append("<Default Extension=\"xml\" ContentType=\"application/xml\"/>")
            .Append(Part("/xl/workbook.xml", "sheet.main"))
            .Append(Part("/xl/styles.xml", "styles"));
        for (var sheet = 1; sheet <= sheets.Count; sheet++)
        {
            parts.Append(Part(FormattableString.Invariant($"/xl/worksheets/sheet{sheet}.xml"), "worksheet"));
        }

        return parts.Append("</Types>").ToString();

        static string Part(string name, string kind) => $"<Override PartName=\"{name}\" ContentType=\"{Type}.{kind}+xml\"/>";
    }

    private string Workbook() => string.Concat(
        $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets>",
        string.Concat(sheets.Select((sheet, index) => FormattableString.Invariant(
            $"<sheet name=\"{titles[sheet]}\" sheetId=\"{index + 1}\" r:id=\"rId{index + 1}\"/>"))),
        "</sheets></workbook>");

    private string WorkbookRelations() => string.Concat(
        $"<Relationships xmlns=\"{Package}/relationships\">",
        string.Concat(sheets.Select((_, index) => Relation(
            index + 1, "worksheet", FormattableString.Invariant($"worksheets/sheet{index + 1}.xml")))),
        Relation(sheets.Count + 1, "styles", "styles.xml"),
        "</Relationships>");

    /// <summary>Style 0 is for numbers; style 1, with format 49, for text.</summary>
    private static string Styles() => string.Concat(
        $"<styleSheet xmlns=\"{Main}\"><fonts count=\"1\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>",
        "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>",
        "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>",
        "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>",
        "<cellXfs count=\"2\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>",
        "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>");

    private static string Relation(int id, string kind, string part) =>
        FormattableString.Invariant($"<Relationship Id=\"rId{id}\" Type=\"{Office}/{kind}\" Target=\"{part}\"/>");

    private void Write(ZipArchive zip, string name, string content)
    {
        using var entry = Entry(zip, name);
        entry.Write(Encoding.UTF8.GetBytes(Head + content));
    }

    private Stream Entry(ZipArchive zip, string name)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = time;
        return entry.Open();
    }

    private static void Close(XlsxSheet sheet)
    {
        try
        {
            sheet.Dispose();
        }
        catch (Exception error) when (DiskFailure.Is(error))
        {
            // As of a table of Parquet: the failure that broke the composition off is on its way already.
        }
    }
}
