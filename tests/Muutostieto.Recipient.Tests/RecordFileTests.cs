using System.Text;
using Muutostieto.Recipient.Tests.Support;
using Muutostieto.Records;
using Muutostieto.Records.Model;

namespace Muutostieto.Recipient.Tests;

public sealed class RecordFileTests
{
    private TemporaryFolder folder = null!;

    [SetUp]
    public void SetUp() => folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => folder.Dispose();

    [TestCase("a.MTT", RecordForm.Fixed)]
    [TestCase("a.PTT", RecordForm.Fixed)]
    [TestCase("a.txt", RecordForm.Fixed)]
    [TestCase("a.jsonl", RecordForm.Json)]
    [TestCase("a.json", RecordForm.Json)]
    [TestCase("a.csv.zip", RecordForm.Csv)]
    public void The_form_is_known_by_the_name(string name, RecordForm form)
    {
        Assert.That(FormOf(folder.Write(name, Bytes(form))), Is.EqualTo(form));
    }

    [TestCase(RecordForm.Fixed)]
    [TestCase(RecordForm.Json)]
    [TestCase(RecordForm.Csv)]
    public void The_form_is_known_by_the_content_when_the_name_says_nothing(RecordForm form)
    {
        Assert.That(FormOf(folder.Write("download", Bytes(form))), Is.EqualTo(form));
    }

    [Test]
    public void A_byte_order_mark_before_JSON_is_passed_over()
    {
        using var file = RecordFile.Open(folder.Write("a.jsonl", [.. "\uFEFF"u8, .. Forms.Json([Some.Woman()])]), Layouts.Catalog);
        var record = new Record();
        Assert.That(file.Read(record) && record.GroupCount == 1);
    }

    [Test]
    public void What_cannot_be_opened_is_reported_with_its_place_and_a_remedy()
    {
        using (Assert.EnterMultipleScope())
        {
            AssertRefused(folder["missing.MTT"], FailureKind.Usage, "no such file");
            AssertRefused(Path.Combine(folder.Path, "no folder", "a.MTT"), FailureKind.Usage, "no such file");
            AssertRefused(folder.Path, FailureKind.Usage, "a folder");
            AssertRefused(folder.Write("empty.MTT", ""), FailureKind.Fault, "empty");
            AssertRefused(folder.Write("a.csv.zip", "no zip"), FailureKind.Fault, "a.csv.zip: not a zip");
        }
    }

    [Test]
    public void What_cannot_be_read_is_reported_with_the_file_and_line_and_never_with_its_text()
    {
        using var file = RecordFile.Open(folder.Write("a.jsonl", Encoding.UTF8.GetBytes("{\"hetu\":\"secret\n")), Layouts.Catalog);
        var error = Assert.Throws<MuutostietoException>(() => file.Read(new Record()));
        Assert.That(error!.Message, Does.StartWith("a.jsonl: line 1: ").And.Not.Contain("secret"));
    }

    private static byte[] Bytes(RecordForm form) => form switch
    {
        RecordForm.Fixed => Some.File(Some.Woman()),
        RecordForm.Json => Forms.Json([Some.Woman()]),
        _ => Forms.Csv([Some.Woman()]),
    };

    private static RecordForm FormOf(string path)
    {
        using var file = RecordFile.Open(path, Layouts.Catalog);
        var record = new Record();
        while (file.Read(record) && record.IsOpaque)
        {
        }

        Assert.That(record.Text(0, "sukupuoli"), Is.EqualTo("2"));
        return file.Form;
    }

    private static void AssertRefused(string path, FailureKind code, string message)
    {
        var error = Assert.Throws<MuutostietoException>(() => RecordFile.Open(path, Layouts.Catalog))!;
        Assert.That((error.Kind, error.Message), Is.EqualTo((code, error.Message)));
        Assert.That(error.Message, Does.Contain(message).And.Contain(Path.GetFileName(path)));
    }
}
