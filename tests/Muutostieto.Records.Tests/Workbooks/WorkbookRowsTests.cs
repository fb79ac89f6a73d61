using System.IO.Compression;
using System.Text;
using Muutostieto.Records.Workbooks;

namespace Muutostieto.Records.Tests.Workbooks;

/// <summary>Workbooks of others: what is in the cells of the first sheet, and what is refused.</summary>
public sealed class WorkbookRowsTests
{
    private const string Styles = """
        <styleSheet><numFmts><numFmt numFmtId="170" formatCode="d\.m\.yyyy"/><numFmt numFmtId="171" formatCode="&quot;day&quot; 0"/>
        </numFmts>
        <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="9"/></cellXfs></styleSheet>
        """;

    [Test]
    public void Cells_are_what_they_say()
    {
        const string Row = """
            <row r="1"><c r="A1" t="s"><v>1</v></c>
            <c r="B1" t="inlineStr"><is><r><t>a</t></r><r><t xml:space="preserve"> b</t></r></is></c>
            <c r="C1" s="1"><v>33004</v></c><c r="D1" s="2"><v>33004.5</v></c><c r="E1" s="3"><v>33004</v></c>
            <c r="F1" s="4"><v>0.25</v></c>
            <c r="H1"><v>1.23456789012E+11</v></c><c r="I1" t="b"><v>1</v></c><c r="J1" t="str"><f>A1</f><v>x</v></c>
            <c r="K1" t="d"><v>1990-05-11</v></c><c r="L1" s="1"><v>1</v></c></row>
            """;
        Assert.That(
            Read(Row).Single(),
            Is.EqualTo(new[]
            {
                "toinen\r\n", "a b", "1990-05-11", "1990-05-11T12:00:00", "33004", "0.25", "", "123456789012", "1", "x", "1990-05-11",
                "1900-01-01",
            }));
        Assert.That(Read("""<row><c s="1"><v>31542</v></c></row>""", "date1904=\"1\"").Single(), Is.EqualTo(new[] { "1990-05-11" }));
    }

    [Test]
    public void Row_N_is_the_Nth_and_empty_rows_at_the_end_are_none()
    {
        var rows = Read("""
            <row r="2"><c r="B2"><v>1</v></c></row><row r="5"><c r="A5"><v>2</v></c></row><row r="9"><c r="A9" s="1"/></row>
            """);
        Assert.That(rows.Select(row => string.Join(',', row)), Is.EqualTo(new[] { "", ",1", "", "", "2" }));
    }

    [Test]
    public void Cells_far_to_the_right_are_left_out() =>
        Assert.That(Read("""<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>""").Single(), Is.EqualTo(new[] { "1" }));

    private static readonly TestCaseData[] Hostile =
    [
        new TestCaseData("""<row r="2147483648"/>""").SetArgDisplayNames("a row number that is none"),
        new TestCaseData("""<row r="1048577"/>""").SetArgDisplayNames("a row after the last"),
        new TestCaseData("""<row r="2"/><row r="1"/>""").SetArgDisplayNames("rows out of order"),
        new TestCaseData("""<row><c t="s"><v>2</v></c></row>""").SetArgDisplayNames("a text that is not there"),
        new TestCaseData("""<row><c t="s"><v>-1</v></c></row>""").SetArgDisplayNames("a negative text"),
        new TestCaseData("<row><c><v>" + new string('1', 40_000) + "</v></c></row>").SetArgDisplayNames("a long cell"),
        new TestCaseData("<row r=\"" + new string('1', 3 << 20) + "\"/>").SetArgDisplayNames("a long attribute"),
        new TestCaseData("<row r=\"" + new string('>', 3 << 20) + "\"/>").SetArgDisplayNames("a long attribute of brackets"),
        new TestCaseData(string.Concat(Enumerable.Repeat("<a>", 100_000))).SetArgDisplayNames("deep elements"),
        new TestCaseData("<row><c>").SetArgDisplayNames("cut XML"),
        new TestCaseData("<row><c r=\"1\"><v>1</v></c></row>").SetArgDisplayNames("a cell without a column"),
    ];

    [TestCaseSource(nameof(Hostile))]
    public void What_is_no_sheet_is_refused(string rows) => AssertRefused(Workbook(rows));

    [Test]
    public void A_document_type_is_refused() => AssertRefused(Workbook(
        "<row><c t=\"str\"><v>&b;</v></c></row>", declares: "<!DOCTYPE x [<!ENTITY a \"xxxx\"><!ENTITY b \"&a;&a;\">]>"));

    [Test]
    public void A_zip_of_many_entries_is_refused_before_it_is_opened()
    {
        using var target = new MemoryStream();
        using (var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (var entry = 0; entry < 10_001; entry++)
            {
                _ = zip.CreateEntry($"{entry}", CompressionLevel.NoCompression);
            }
        }

        Assert.That(AssertRefused(target.ToArray()), Does.Contain("more than 10000 parts"));
    }

    [Test]
    public void A_part_that_unpacks_to_too_much_is_refused_before_it_is_read()
    {
        var styles = "<styleSheet>" + new string(' ', 17 << 20) + "</styleSheet>";
        Assert.That(AssertRefused(Workbook("<row/>", styles: styles)), Does.Contain("more than 16 MiB"));
    }

    [Test]
    public void What_is_no_workbook_is_refused()
    {
        byte[][] contents = ["PK"u8.ToArray(), [], [.. Enumerable.Repeat((byte)'P', 70_000)], Workbook("<row/>")[..^30], Zip([("a", "b")])];
        foreach (var content in contents)
        {
            AssertRefused(content);
        }

        var random = new Random(4);
        for (var turn = 0; turn < 300; turn++)
        {
            var content = Workbook("""<row r="1"><c r="A1" t="s"><v>1</v></c></row>""");
            for (var change = 0; change < 4; change++)
            {
                content[random.Next(content.Length)] = (byte)random.Next(256);
            }

            try
            {
                using var rows = WorkbookRows.Open("a.xlsx", new MemoryStream(content));
                rows.Read(_ => { }, CancellationToken.None);
            }
            catch (MuutostietoException refused)
            {
                Assert.That(refused.Kind, Is.EqualTo(FailureKind.Usage));
            }
        }
    }

    private static string AssertRefused(byte[] content)
    {
        var refused = Assert.Throws<MuutostietoException>(() =>
        {
            using var rows = WorkbookRows.Open("a.xlsx", new MemoryStream(content));
            rows.Read(_ => { }, CancellationToken.None);
        })!;
        Assert.That(refused.Kind, Is.EqualTo(FailureKind.Usage));
        Assert.That(refused.Message, Does.StartWith("a.xlsx: a zip that is no workbook with a sheet"));
        return refused.Message;
    }

    private static List<string[]> Read(string rows, string properties = "")
    {
        var read = new List<string[]>();
        using var workbook = WorkbookRows.Open("a.xlsx", new MemoryStream(Workbook(rows, properties)));
        workbook.Read(row => read.Add([.. row]), CancellationToken.None);
        return read;
    }

    private static byte[] Workbook(string rows, string properties = "", string? styles = null, string declares = "") => Zip(
    [
        ("xl/workbook.xml", $"""
            <workbook xmlns:r="urn:r"><workbookPr {properties}/><sheets><sheet name="a" sheetId="7" r:id="rId2"/>
            <sheet name="b" sheetId="1" r:id="rId1"/></sheets></workbook>
            """),
        ("xl/_rels/workbook.xml.rels", """
            <Relationships><Relationship Id="rId1" Type="t/worksheet" Target="worksheets/none.xml"/>
            <Relationship Id="rId2" Type="t/worksheet" Target="/xl/worksheets/sheet1.xml"/>
            <Relationship Id="rId3" Type="t/styles" Target="styles.xml"/>
            <Relationship Id="rId4" Type="t/sharedStrings" Target="sharedStrings.xml"/></Relationships>
            """),
        ("xl/styles.xml", styles ?? Styles),
        ("xl/sharedStrings.xml", "<sst><si><t>ensimmäinen</t></si><si><t>toinen_x000D_\n</t><rPh><t>ääntäen</t></rPh></si></sst>"),
        ("xl/worksheets/sheet1.xml", $"{declares}<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData>{rows}</sheetData></worksheet>"),
    ]);

    private static byte[] Zip((string Name, string Content)[] parts)
    {
        using var target = new MemoryStream();
        using (var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return target.ToArray();
    }
}
