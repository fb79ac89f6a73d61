using System.Text;
using FsCheck;
using Muutostieto.Recipient.Converting;
using Muutostieto.Recipient.Tests.Support;
using Muutostieto.Records;
using Muutostieto.Records.Model;
using Muutostieto.Records.Tests.Support;

namespace Muutostieto.Recipient.Tests.Converting;

public sealed class FileConverterTests
{
    private TemporaryFolder folder = null!;

    [SetUp]
    public void SetUp() => folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => folder.Dispose();

    [SeededProperty(Arbitrary = [typeof(SoundFiles)], MaxTest = 50)]
    public void Fixed_width_to_JSON_and_back_is_the_same_bytes_with_its_transport_lines(SoundFile file) =>
        Assert.That(ThereAndBack(file.Bytes, RecordForm.Json), Is.EqualTo(file.Bytes));

    [SeededProperty(Arbitrary = [typeof(SoundFiles)], MaxTest = 50)]
    public void Fixed_width_to_CSV_and_back_is_the_same_records_without_transport_lines(SoundFile file) =>
        Assert.That(ThereAndBack(file.Bytes, RecordForm.Csv), Is.EqualTo(Forms.Fixed(file.Records)));

    [SeededProperty(Arbitrary = [typeof(SoundFiles)], MaxTest = 50)]
    public void Damaged_files_too_are_the_same_bytes_after_JSON(SoundFile file, DoNotSize<uint> at)
    {
        var bytes = file.Bytes;
        var lost = (int)(at.Item % bytes.Length);
        byte[] damaged = [.. bytes[..lost], .. bytes[(lost + 1)..]];
        Assert.That(ThereAndBack(damaged, RecordForm.Json), Is.EqualTo(damaged));
    }

    [TestCaseSource(typeof(SampleFiles), nameof(SampleFiles.Paths))]
    public void Genuine_files_are_the_same_bytes_after_JSON(string path)
    {
        var bytes = File.ReadAllBytes(path);
        Assert.That(ThereAndBack(bytes, RecordForm.Json), Is.EqualTo(bytes));
    }

    [Test]
    public void What_was_read_left_out_and_changed_is_counted()
    {
        var input = folder.Write("a.MTT", Some.File(Some.Woman(), Some.Woman()));
        var csv = Convert(input, RecordForm.Csv, folder["a.csv.zip"]);
        var json = Convert(
            folder.Write("b.jsonl", Forms.Json([Some.Record().With("004", '1', "sukunimi=Šaš")])),
            RecordForm.Fixed,
            folder["b.MTT"]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (csv.From, csv.To, csv.Records, csv.OtherLines, csv.LeftOut),
                Is.EqualTo((RecordForm.Fixed, RecordForm.Csv, 2L, 2L, 2L)));
            Assert.That(csv.Bytes, Is.EqualTo(new FileInfo(folder["a.csv.zip"]).Length));
            Assert.That((json.Records, json.Changed.Transliterated), Is.EqualTo((1L, 1L)));
        }
    }

    [Test]
    public void An_odd_line_is_reported_and_in_CSV_counted_as_straightened()
    {
        var findings = new List<Finding>();
        var input = folder.Write("a.MTT", Forms.FixedLine(Some.Woman()).Replace("\r\n", "\n", StringComparison.Ordinal));
        var result = FileConverter.Convert(input, RecordForm.Csv, folder["a.csv.zip"], Layouts.Catalog, findings.Add);
        Assert.That((result.Straightened, findings.Single().Kind), Is.EqualTo((1L, "line-end")));
    }

    [Test]
    public void A_file_that_is_there_is_replaced_only_when_asked()
    {
        var input = folder.Write("a.MTT", Some.File(Some.Woman()));
        var output = folder.Write("a.jsonl", "precious");
        var error = Assert.Throws<MuutostietoException>(() => Convert(input, RecordForm.Json, output))!;
        Assert.That((error.Kind, File.ReadAllText(output)), Is.EqualTo((FailureKind.Usage, "precious")));

        Convert(input, RecordForm.Json, output, force: true);
        Assert.That(File.ReadAllText(output), Does.Contain("sukupuoli"));
    }

    [Test]
    public void The_input_itself_is_never_written_also_not_through_a_link()
    {
        var bytes = Some.File(Some.Woman());
        var input = folder.Write("a.MTT", bytes);
        File.CreateSymbolicLink(folder["link"], input);
        using (Assert.EnterMultipleScope())
        {
            Assert.Throws<MuutostietoException>(() => Convert(input, RecordForm.Json, input, force: true));
            Assert.Throws<MuutostietoException>(() => Convert(input, RecordForm.Json, folder["link"], force: true));
            Assert.That(File.ReadAllBytes(input), Is.EqualTo(bytes));
        }
    }

    [Test]
    public void A_file_that_breaks_off_leaves_nothing_behind()
    {
        var json = Encoding.UTF8.GetString(Forms.Json([Some.Woman()]));
        var input = folder.Write("a.jsonl", json + "{ broken");
        foreach (var (form, name) in new[] { (RecordForm.Fixed, "b.MTT"), (RecordForm.Csv, "b.csv.zip"), (RecordForm.Json, "b.jsonl") })
        {
            var error = Assert.Throws<MuutostietoException>(() => Convert(input, form, folder[name]))!;
            Assert.That(error.Message, Does.Contain("a.jsonl: line 2"));
        }

        Assert.That(folder.Names, Is.EqualTo(new[] { "a.jsonl" }));
    }

    [Test]
    public void A_record_that_the_form_cannot_hold_is_named_by_its_line_and_leaves_nothing_behind()
    {
        var input = folder.Write("a.jsonl", Forms.Json([Some.Woman(), Some.Record().With("013", '1', "kuolinpv=2023")]));
        var error = Assert.Throws<MuutostietoException>(() => Convert(input, RecordForm.Fixed, folder["a.MTT"]))!;
        Assert.That(error.Message, Does.Contain("a.jsonl: line 2").And.Contain("kuolinpv"));
        Assert.That(folder.Names, Is.EqualTo(new[] { "a.jsonl" }));
    }

    [Test]
    public void Stopped_in_the_middle_nothing_is_left_behind()
    {
        var input = folder.Write("a.MTT", Some.File([.. Enumerable.Repeat(Some.Woman(), 2 * FileProgress.Step)]));
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() =>
            FileConverter.Convert(
                input,
                RecordForm.Csv,
                folder["a.csv.zip"],
                Layouts.Catalog,
                null,
                _ => stop.Cancel(),
                cancellation: stop.Token));
        Assert.That(folder.Names, Is.EqualTo(new[] { "a.MTT" }));
    }

    [Test]
    public void A_missing_folder_or_a_folder_as_target_is_reported()
    {
        var input = folder.Write("a.MTT", Some.File(Some.Woman()));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                Assert
                    .Throws<MuutostietoException>(() => Convert(input, RecordForm.Json, Path.Combine(folder.Path, "none", "a.jsonl")))!
                    .Message,
                Does.Contain("no such folder"));
            Assert.That(
                Assert.Throws<MuutostietoException>(() => Convert(input, RecordForm.Json, folder.Path))!.Message,
                Does.Contain("a folder"));
        }
    }

    private static ConversionResult Convert(string input, RecordForm form, string output, bool force = false) =>
        FileConverter.Convert(input, form, output, Layouts.Catalog, force: force);

    private static byte[] ThereAndBack(byte[] bytes, RecordForm form)
    {
        using var folder = new TemporaryFolder();
        Convert(folder.Write("a.MTT", bytes), form, folder["between"]);
        Convert(folder["between"], RecordForm.Fixed, folder["back.MTT"]);
        return File.ReadAllBytes(folder["back.MTT"]);
    }
}
