using System.Text;
using Muutostieto.Deliveries.Engine.Receipts;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Tests.Ledger;
using Muutostieto.Drops;
using Muutostieto.Records.Foreign;

namespace Muutostieto.Deliveries.Tests.Engine.Receipts;

public sealed class ReceiptAnswerTests
{
    private static readonly DateTimeOffset Now = Some.Time.AddDays(2);
    private static readonly string Hash = Some.Hash('b');

    private static readonly Delivery Waiting = Some.Published with
    {
        Number = 3,
        Files = [new DeliveryFile("d.PTT", 8000, 8, Some.Hash('a')), new DeliveryFile("d.json", 300, null, Hash)],
    };

    [Test]
    public void What_load_writes_is_an_acceptance_at_its_own_time()
    {
        var answer = Accepted(
            $$"""{"permit":"kainuu","kind":"base","number":3,"manifestSha256":"{{Hash}}","records":8,"time":"2026-11-24T06:00:00Z","state":"loaded"}"""
                + "\n");

        Assert.That(
            (answer.Source, answer.At, answer.Seen),
            Is.EqualTo((ReceiptSource.Accepted, new DateTimeOffset(2026, 11, 24, 6, 0, 0, TimeSpan.Zero), Now)));
    }

    [TestCase("2036-11-24T06:00:00Z", TestName = "A_time_to_come_is_not_believed")]
    [TestCase("2020-11-24T06:00:00Z", TestName = "A_time_before_the_delivery_is_not_believed")]
    [TestCase("yesterday", TestName = "A_time_that_is_none_is_not_believed")]
    public void A_time_that_cannot_be_is_not_believed(string time) =>
        Assert.That(
            Accepted($$"""{"number":3,"manifestSha256":"{{Hash}}","time":"{{time}}"}"""),
            Has.Property("At").EqualTo(Now).And.Property("Source").EqualTo(ReceiptSource.Accepted));

    [Test]
    public void An_empty_acceptance_says_enough_by_its_name() => Assert.That(Accepted("").Source, Is.EqualTo(ReceiptSource.Accepted));

    [TestCase("""{"number":3}""", "manifestSha256")]
    [TestCase("""{"number":3,"manifestSha256":"0000"}""", "manifestSha256")]
    [TestCase("""{"number":4,"manifestSha256":"HASH"}""", "number")]
    [TestCase("""{"number":"3","manifestSha256":"HASH"}""", "number")]
    [TestCase("""{"number":3,"manifestSha256":"HASH","permit":"evil"}""", "permit")]
    [TestCase("""{"number":3,"manifestSha256":"HASH","kind":"changes"}""", "kind")]
    [TestCase("""{"number":99999999999999,"manifestSha256":"HASH"}""", "number")]
    [TestCase("""{"number":3,"manifestSha256":"\uD800"}""", "manifestSha256")]
    [TestCase("""[[[[[[[[1]]]]]]]]""", "JSON")]
    [TestCase("""ok 010190-900X""", "JSON")]
    public void An_acceptance_of_something_else_is_unclear_and_nothing_of_it_is_repeated(string content, string told)
    {
        var answer = Accepted(content.Replace("HASH", Hash, StringComparison.Ordinal));

        Assert.That(answer.Source, Is.EqualTo(ReceiptSource.Unclear));
        Assert.That(answer.Reason, Does.StartWith("d.OK").And.Contain(told).And.Not.Contain("010190").And.Not.Contain("evil"));
    }

    [TestCase("""{"state":"refused","reason":"gap: 002 follows"}""", "gap: 002 follows")]
    [TestCase("""{"state":"refused"}""", "no reason was given")]
    [TestCase("""{"reason":{"a":1}}""", "no reason was given")]
    [TestCase("Disk full\r\nsecond line", "Disk full")]
    [TestCase("", "no reason was given")]
    [TestCase("010190-900X on tuntematon", "(number) on tuntematon")]
    public void A_refusal_gives_its_reason(string content, string reason)
    {
        var answer = Read(ReceiptKind.Refused, Encoding.UTF8.GetBytes(content));

        Assert.That((answer.Source, answer.Reason), Is.EqualTo((ReceiptSource.Refused, reason)));
    }

    [Test]
    public void A_refusal_in_another_character_set_is_read_all_the_same() =>
        Assert.That(Read(ReceiptKind.Refused, Encoding.Latin1.GetBytes("Levy täynnä")).Reason, Is.EqualTo("Levy täynnä"));

    private static string Line => $$"""{"number":3,"manifestSha256":"{{Hash}}"}""";

    private static readonly (string Name, Func<string, byte[]> Write)[] Tools =
    [
        ("byte order mark and CR LF", text => Encoding.UTF8.GetBytes($"\uFEFF{text}\r\n")),
        ("UTF-16 LE", text => Encoding.Unicode.GetBytes($"\uFEFF{text}\r\n")),
        ("UTF-16 BE", text => Encoding.BigEndianUnicode.GetBytes($"\uFEFF{text}\r\n")),
        ("UTF-16 without a mark", text => Encoding.Unicode.GetBytes(text)),
        ("1A at the end", text => Encoding.UTF8.GetBytes($"{text}\r\n\u001A")),
        ("empty lines", text => Encoding.UTF8.GetBytes($"{text}\r\n\r\n")),
    ];

    [Test]
    public void A_receipt_is_read_whatever_tool_wrote_it([Range(0, 5)] int tool)
    {
        var accepted = Read(ReceiptKind.Accepted, Tools[tool].Write(Line));
        var blank = Read(ReceiptKind.Accepted, Tools[tool].Write(""));
        var refused = Read(ReceiptKind.Refused, Tools[tool].Write("""{"reason":"gap"}"""));
        var text = Read(ReceiptKind.Refused, Tools[tool].Write("gap"));

        Assert.That((accepted.Source, blank.Source), Is.EqualTo((ReceiptSource.Accepted, ReceiptSource.Accepted)), Tools[tool].Name);
        Assert.That((refused.Source, refused.Reason, text.Reason), Is.EqualTo((ReceiptSource.Refused, "gap", "gap")), Tools[tool].Name);
    }

    [Test]
    public void A_receipt_that_an_older_version_recorded_as_unclear_has_another_mark_now_that_it_is_read() =>
        Assert.That(Read(ReceiptKind.Accepted, Tools[0].Write(Line)).Digest, Does.EndWith(" as text").And.StartWith("d.OK "));

    [TestCase(ReceiptKind.Accepted, "HALF", 0.0, null)]
    [TestCase(ReceiptKind.Accepted, "HALF", 1.9, null)]
    [TestCase(ReceiptKind.Accepted, "HALF", -1.0, null)]
    [TestCase(ReceiptKind.Accepted, "HALF", 2.1, ReceiptSource.Unclear)]
    [TestCase(ReceiptKind.Accepted, "HALF", -120.0, null)]
    [TestCase(ReceiptKind.Accepted, "HALF", -181.0, ReceiptSource.Unclear)]
    [TestCase(ReceiptKind.Accepted, "", 0.0, null)]
    [TestCase(ReceiptKind.Accepted, "", 3.0, ReceiptSource.Accepted)]
    [TestCase(ReceiptKind.Accepted, "", -60.0, ReceiptSource.Accepted)]
    [TestCase(ReceiptKind.Accepted, "\r\n", -60.0, ReceiptSource.Accepted)]
    [TestCase(ReceiptKind.Accepted, "WHOLE", 0.0, ReceiptSource.Accepted)]
    [TestCase(ReceiptKind.Refused, "disk", 0.0, null)]
    [TestCase(ReceiptKind.Refused, "disk full", 3.0, ReceiptSource.Refused)]
    [TestCase(ReceiptKind.Refused, """{"reason":"x"}""", 0.0, ReceiptSource.Refused)]
    [TestCase(ReceiptKind.Accepted, null, 0.0, null)]
    [TestCase(ReceiptKind.Accepted, null, 3.0, ReceiptSource.Unclear)]
    public void A_file_that_may_be_growing_is_waited_for_and_judged_when_it_has_settled(
        ReceiptKind kind,
        string? text,
        double minutesAgo,
        ReceiptSource? expected)
    {
        var content = text?.Replace("HALF", Line[..20], StringComparison.Ordinal).Replace("WHOLE", Line, StringComparison.Ordinal);

        Assert.That(ReadYoung(kind, content is null ? null : Encoding.UTF8.GetBytes(content), minutesAgo)?.Source, Is.EqualTo(expected));
    }

    [Test]
    public void A_name_that_does_not_say_what_it_means_is_unclear_and_its_codes_are_not_repeated()
    {
        var answer = ReceiptAnswer.Read(
            new ReceiptFile("d", ReceiptKind.Misnamed, null) { FileName = "d.OK - 010190-900X" },
            Waiting,
            Now
        )!;

        Assert.That(answer.Source, Is.EqualTo(ReceiptSource.Unclear));
        Assert.That(answer.Reason, Does.Contain("expected d.OK or d.ERR").And.Contain("\".OK - (number)\"").And.Not.Contain("010190"));
    }

    [Test]
    public void What_cannot_be_read_is_reported() =>
        Assert.That(
            Read(ReceiptKind.Accepted, null),
            Has.Property("Source").EqualTo(ReceiptSource.Unclear).And.Property("Reason").Contains("cannot be read"));

    [Test]
    public void The_same_file_has_the_same_mark_and_another_one_another()
    {
        var first = Accepted("").Digest;
        Assert.That(Accepted("").Digest, Is.EqualTo(first));
        Assert.That(first, Is.Not.EqualTo(Read(ReceiptKind.Refused, []).Digest));
        Assert.That(Read(ReceiptKind.Refused, [1]).Digest, Is.Not.EqualTo(Read(ReceiptKind.Refused, [2]).Digest));
    }

    // NUnit1027 misreads FsCheck's own parameters.
#pragma warning disable NUnit1027
    [SeededProperty(MaxTest = 2000)]
    public bool Whatever_is_written_is_read_without_a_failure(byte[] content, bool accepted)
    {
        ArgumentNullException.ThrowIfNull(content);
        var answer = Read(accepted ? ReceiptKind.Accepted : ReceiptKind.Refused, content);
        return answer.Source != ReceiptSource.Accepted || ForeignText.Clean(content).Length == 0;
    }
#pragma warning restore NUnit1027

    private static DeliveryReceipt Accepted(string content) => Read(ReceiptKind.Accepted, Encoding.UTF8.GetBytes(content));

    private static DeliveryReceipt Read(ReceiptKind kind, byte[]? content) =>
        ReceiptAnswer.Read(new ReceiptFile("d", kind, content), Waiting, Now)!;

    private static DeliveryReceipt? ReadYoung(ReceiptKind kind, byte[]? content, double minutesAgo) =>
        ReceiptAnswer.Read(new ReceiptFile("d", kind, content) { Modified = Now.AddMinutes(-minutesAgo) }, Waiting, Now);
}
