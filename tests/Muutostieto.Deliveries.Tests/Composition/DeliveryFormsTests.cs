using System.IO.Abstractions;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Muutostieto.Deliveries.Composition;
using Muutostieto.Deliveries.Composition.Forms;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Deliveries.Tests.Support;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Records;
using Muutostieto.Records.Files;
using Muutostieto.Records.Tables;

namespace Muutostieto.Deliveries.Tests.Composition;

/// <summary>The forms of an extract say the same, as other programs read them.</summary>
public sealed class DeliveryFormsTests
{
    private const string Stem = "38950_PT261116KAIREK_001";

    /// <summary>What spreadsheets take for formulas, numbers or markup; and what XML has no place for as it is.</summary>
    private static readonly string[] Awkward =
    [
        "=1+1", "+358", "-5", "@SUM(A1)", "00123", "  Aho ", "\\\"Ä;ö\\\"", "<b>&amp;</b>", "_x0041_", "'007", "1e5", "ﷺ ﾞ \\uFFFE", "Þórr ŋ",
    ];

    private static readonly DeliveryContext Context = Some.Context with
    {
        Terms = Some.Terms with { Formats = ["fixed", "csv", "jsonl", "parquet", "xlsx"] },
    };

    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("muutostieto-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Parquet_and_xlsx_have_the_tables_and_values_of_the_CSV_package()
    {
        using var register = Population();
        Compose(register, Context);
        var csv = DeliveredTables.OfCsv(In(".csv.zip"));
        Assert.That(csv["henkilot"], Has.Count.EqualTo(700 + Awkward.Length + 1));
        Assert.That(csv["004_henkilon_nimi"].Select(row => row[8]), Is.SupersetOf(new[] { "=1+1", "00123", "  Aho ", "\"Ä;ö\"" }));

        AssertSame(DeliveredTables.OfParquet(In(".parquet.zip")), csv, name => name);
        AssertSame(DeliveredTables.OfXlsx(In(".xlsx")), csv, name => name.Length > 31 ? name[..31] : name);
    }

    [Test]
    public void Every_form_is_listed_with_its_size_its_records_and_its_hash()
    {
        using var register = Population();
        var composed = Compose(register, Context);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                composed.Files.Select(file => (file.Name[Stem.Length..], file.Form, file.Records)),
                Is.EqualTo(new (string, string, long?)[]
                {
                    (".PTT", "fixed", composed.Records), (".csv.zip", "csv", composed.Records), (".jsonl", "json", composed.Records),
                    (".parquet.zip", "parquet", composed.Records), (".xlsx", "xlsx", composed.Records), (".sha256", "sha256", null),
                    (".json", "manifest", null),
                }));
            foreach (var file in composed.Files)
            {
                var bytes = File.ReadAllBytes(Path.Combine(folder, file.Name));
                Assert.That((file.Bytes, file.Sha256), Is.EqualTo(((long)bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)))));
            }

            Assert.That(File.ReadAllLines(In(".jsonl")), Has.Length.EqualTo(composed.Records));
            Assert.That(
                Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName),
                Is.EquivalentTo(composed.Files.Select(file => file.Name)), "nothing is left beside");
        }
    }

    [Test]
    public void The_same_records_are_the_same_bytes_whatever_the_clock_says()
    {
        using var register = Population();
        var first = Compose(register, Context);
        Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);

        // Zip has seconds in twos.
        Thread.Sleep(2100);
        Assert.That(Compose(register, Context).Files, Is.EqualTo(first.Files));
        foreach (var ending in new[] { ".parquet.zip", ".xlsx" })
        {
            using var zip = ZipFile.OpenRead(In(ending));
            Assert.That(
                zip.Entries.Select(entry => entry.LastWriteTime.DateTime), Has.All.EqualTo(Context.Planned.DateTime), ending);
        }
    }

    [Test]
    public void A_row_group_ends_before_it_is_large_and_the_table_goes_on()
    {
        using var target = new MemoryStream();
        var spool = Path.Combine(folder, "rows");
        using (var package = new ParquetPackage(new FileSystem(), target, spool, Context.Planned))
        {
            var rows = package.Open("luvut", [new TableColumn("numero", IsNumber: true), new TableColumn("teksti")]);
            for (var number = 0L; number < 150_000; number++)
            {
                rows.Write(number);
                rows.Write(number % 3 == 0 ? default : Encoding.UTF8.GetBytes($"{number:D8}"));
                rows.EndRow();
            }

            package.Complete(CancellationToken.None);
        }

        File.WriteAllBytes(In(".parquet.zip"), target.ToArray());
        var read = DeliveredTables.OfParquet(In(".parquet.zip"))["luvut"];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(read.Skip(1).Select(row => row[0]), Is.EqualTo(Enumerable.Range(0, 150_000).Select(number => $"{number}")));
            Assert.That(read[^1], Is.EqualTo(new[] { "149999", "00149999" }));
            Assert.That(read[1][1], Is.Empty);
            Assert.That(spool, Does.Not.Exist);
        }
    }

    [TestCase(3, true)]
    [TestCase(4, false)]
    public void A_workbook_takes_the_rows_of_a_sheet_and_no_more(int rows, bool hasRoom)
    {
        using var target = new MemoryStream();
        using var package = new XlsxPackage(new FileSystem(), target, Path.Combine(folder, "rows"), Context.Planned, mostRows: 4);
        package.Open("muu", [new TableColumn("a")]);
        var table = package.Open("osoitteet", [new TableColumn("a")]);
        for (var row = 0; row < rows; row++)
        {
            table.Write("x"u8);
            table.EndRow();
        }

        if (hasRoom)
        {
            package.Complete(CancellationToken.None);
            File.WriteAllBytes(In(".xlsx"), target.ToArray());
            Assert.That(DeliveredTables.OfXlsx(In(".xlsx"))["osoitteet"], Has.Count.EqualTo(4));
            return;
        }

        Assert.That(
            () => package.Complete(CancellationToken.None),
            Throws.TypeOf<MuutostietoException>().With.Property(nameof(MuutostietoException.Kind)).EqualTo(FailureKind.Usage)
                .And.Message.StartsWith("table osoitteet: 4 rows").And.Message.Contains("room for 3")
                .And.Message.Contains("csv or parquet"));
        Assert.That(target.Length, Is.Zero);
    }

    [Test]
    public void An_order_of_more_persons_than_a_sheet_takes_is_refused_before_it_is_planned()
    {
        var request = new ExtractRequest { Order = "kaikki", Purpose = "statistics", Text = "", Groups = [], Formats = ["csv", "xlsx"] };
        Assert.That(() => DeliveryPlanner.RequireRoom(request, "henkilot", 1_048_575), Throws.Nothing);
        Assert.That(
            () => DeliveryPlanner.RequireRoom(request with { Formats = ["csv", "parquet"] }, "henkilot", 5_600_000), Throws.Nothing);
        Assert.That(
            () => DeliveryPlanner.RequireRoom(request, "r1_rakennus", 5_600_000),
            Throws.TypeOf<MuutostietoException>().With.Message.StartsWith("order \"kaikki\", table r1_rakennus: 5600000 rows")
                .And.Message.Contains("room for 1048575"));
    }

    [Test]
    public void A_value_longer_than_a_cell_is_refused_and_not_cut()
    {
        using var target = new MemoryStream();
        using var package = new XlsxPackage(new FileSystem(), target, Path.Combine(folder, "rows"), Context.Planned);
        var table = package.Open("lisatieto", [new TableColumn("a")]);
        table.Write(Encoding.UTF8.GetBytes(new string('ä', 32_768)));
        table.EndRow();
        Assert.That(
            () => package.Complete(CancellationToken.None),
            Throws.TypeOf<MuutostietoException>().With.Message.StartsWith("table lisatieto: a value of 32768 characters"));
    }

    [Test]
    public void A_text_is_a_text_in_a_workbook_whatever_it_begins_with()
    {
        using var register = Population();
        Compose(register, Context);
        using var zip = ZipFile.OpenRead(In(".xlsx"));
        var sheets = zip.Entries.Where(entry => entry.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)).ToList();
        Assert.That(sheets, Has.Count.GreaterThan(10));
        foreach (var sheet in sheets)
        {
            using var reader = new StreamReader(sheet.Open());
            var xml = System.Xml.Linq.XDocument.Parse(reader.ReadToEnd());
            var cells = xml.Descendants().Where(element => element.Name.LocalName == "c").ToList();
            Assert.That(xml.Descendants().Select(element => element.Name.LocalName), Has.None.EqualTo("f"), "no formula");
            Assert.That(
                cells.Where(cell => (string?)cell.Attribute("t") != "inlineStr")
                    .Select(cell => ((string)cell.Attribute("r")!)[0])
                    .Distinct(),
                Is.SubsetOf(new[] { 'A', 'G' }), "record and place in it are numbers, and nothing else");
            Assert.That(
                cells.Where(cell => (string?)cell.Attribute("t") == "inlineStr").Select(cell => (string?)cell.Attribute("s")),
                Has.All.EqualTo("1"), "and stays one when it is edited");
        }

        Assert.That(zip.Entries.Select(entry => entry.FullName), Has.None.Contains("docProps"));
    }

    [TestCase(NonDisclosureRight.None)]
    [TestCase(NonDisclosureRight.Section37)]
    public void Nothing_protected_is_in_any_form(NonDisclosureRight right)
    {
        using var register = TestRegister.Of(
            ResidentDocument.Of("010190-900X", groups: ResidentDocument.Order + ResidentDocument.Address),
            ResidentDocument.Of("150580-910N", groups: ResidentDocument.Address.Replace("Salakuja", "Avotie", StringComparison.Ordinal)));
        Compose(register, Context with { Terms = Context.Terms with { NonDisclosureRight = right, Mask = 1 } });
        var texts = new Dictionary<string, string>
        {
            ["parquet"] = Text(DeliveredTables.OfParquet(In(".parquet.zip"))),
            ["xlsx"] = Text(DeliveredTables.OfXlsx(In(".xlsx"))),
            ["json"] = File.ReadAllText(In(".jsonl")),
        };
        using (Assert.EnterMultipleScope())
        {
            foreach (var (form, text) in texts)
            {
                Assert.That(text, Does.Contain("Avotie").And.Not.Contain("Salakuja"), form);
                Assert.That(text.Contains("010190-900X", StringComparison.Ordinal), Is.EqualTo(right != NonDisclosureRight.None), form);
            }
        }

        static string Text(SortedDictionary<string, List<string[]>> tables) =>
            string.Join('\n', tables.Values.SelectMany(rows => rows).Select(row => string.Join(';', row)));
    }

    [Test]
    public void A_call_of_the_disk_that_fails_is_a_failure_of_the_disk_in_every_form_and_the_next_try_succeeds()
    {
        using var register = Population();
        var counting = new FailingDisk();
        var whole = Compose(register, Context, counting);
        const int Steps = 40;
        for (var step = 0; step < Steps; step++)
        {
            Directory.Delete(folder, recursive: true);
            Directory.CreateDirectory(folder);
            var failing = new FailingDisk(1 + ((counting.Calls - 1) * step / (Steps - 1)));
            Exception? failure = null;
            try
            {
                Compose(register, Context, failing);
            }
            catch (Exception error)
            {
                failure = error;
            }

            Assert.That(failure is null || DiskFailure.Is(failure), $"call {step}: {failure}");
        }

        Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        Assert.That(Compose(register, Context).Files, Is.EqualTo(whole.Files));
    }

    private static TestRegister Population() => TestRegister.Of(
    [
        .. Awkward.Select((name, index) =>
            ResidentDocument.Of($"010190-{900 + index}X").Replace("Korhonen", name, StringComparison.Ordinal)),
        .. Enumerable.Range(0, 700).Select(number => ResidentDocument.Of(
            FormattableString.Invariant($"{1 + (number % 28):D2}0180-{900 + (number / 28)}X"),
            number % 2 == 0 ? "205" : "765",
            number % 3 == 0 ? ResidentDocument.Address : "")),
    ]);

    private static void AssertSame(
        SortedDictionary<string, List<string[]>> found, SortedDictionary<string, List<string[]>> expected, Func<string, string> nameOf)
    {
        Assert.That(found.Keys, Is.EquivalentTo(expected.Keys.Select(nameOf)));
        foreach (var (name, rows) in expected)
        {
            Assert.That(found[nameOf(name)], Is.EqualTo(rows), name);
        }
    }

    private string In(string ending) => Path.Combine(folder, Stem + ending);

    private ComposedDelivery Compose(TestRegister register, DeliveryContext context, IDiskSync? disk = null) =>
        new BaseComposer(register.Reader, Layouts.Catalog, disk ?? new DiskSync()).Compose(context, folder, null, CancellationToken.None);
}
