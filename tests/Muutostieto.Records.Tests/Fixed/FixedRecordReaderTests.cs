using System.Text;
using Muutostieto.Records.Model;

namespace Muutostieto.Records.Tests.Fixed;

public sealed class FixedRecordReaderTests
{
    private const string Death = "010190-900XXRK202611160101|013120261115|\r\n";

    [Test]
    public void Header_groups_and_fields_are_read()
    {
        var record = Forms.ReadFixed(Death).Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(record.Text(HeaderField.IdentityCode), Is.EqualTo("010190-900X"));
            Assert.That(record.Text(HeaderField.Event), Is.EqualTo("XRK"));
            Assert.That(record.Text(HeaderField.Registered), Is.EqualTo("20261116"));
            Assert.That(record.Type, Is.EqualTo(RecordType.Old));
            Assert.That(record.GroupCount, Is.EqualTo(1));
            Assert.That(record.Spec(0).Code, Is.EqualTo("013"));
            Assert.That(record.Attribute(0), Is.EqualTo(ChangeAttribute.Added));
            Assert.That(record.Text(0, "kuolinpv"), Is.EqualTo("20261115"));
        }
    }

    [TestCase(Death, null, TestName = "Sound")]
    [TestCase("010190-900XXRK202611160101|013120261115|\n", "line-end", TestName = "Lf_alone")]
    [TestCase("010190-900XXRK202611160101|013120261115|", "line-end", TestName = "No_line_end")]
    [TestCase("010190-900XXRK202611160101|013120261115\r\n", "last-bar", TestName = "Lost_last_bar")]
    [TestCase("010190-900XXRK202611160102|013120261115|\r\n", "group-count", TestName = "Wrong_count")]
    [TestCase("010190-900XXRK2026111601xx|013120261115|\r\n", "group-count", TestName = "No_count")]
    [TestCase("010190-900XXRK202611160101|777120261115|\r\n", "unknown-group", TestName = "Unknown_group")]
    [TestCase("010190-900XXRK202611160101|7|\r\n", "unknown-group", TestName = "Group_of_one_character")]
    [TestCase("010190-900XXRK202611160101||\r\n", "unknown-group", TestName = "Empty_group")]
    [TestCase("010190-900XXRK202611160101|0131202611155|\r\n", "group-length", TestName = "Group_too_long")]
    [TestCase("010190-900XXCF202611160101|4520viittomakieli|\r\n", "group-length", TestName = "Blanks_lost_at_the_end")]
    [TestCase("010190-900XXRK202611160101|013920261115|\r\n", "change-attribute", TestName = "Unknown_change_attribute")]
    [TestCase("010190-900XXRK202611160100\r\n", "last-bar", TestName = "Header_alone")]
    [TestCase("\r\n" + Death, "unreadable", TestName = "Empty_line")]
    [TestCase("what is this\r\n" + Death, "unreadable", TestName = "Line_that_is_no_record")]
    [TestCase(
        "'''ED2'''VRK:1:OVT'TIETO:2:OVT'202611160230'1'STX:INHOUSE'TYP:MUTPHT'NRQ:0'''\r\n" + Death + "'''EOF'''1'\r\n",
        null,
        TestName = "Envelope"
    )]
    [TestCase("010190-900X XX202611160101|013120261115|\r\n", null, TestName = "Blank_in_the_event")]
    [TestCase("010190-900XXRK        0101|013120261115|\r\n", null, TestName = "Blank_registration_day")]
    [TestCase("010190-900XXRK202611160101|0131        |\r\n", null, TestName = "Blank_date")]
    public void Whatever_is_tolerated_is_reported_and_comes_back_as_the_same_bytes(string file, string? finding)
    {
        var bytes = Encoding.Latin1.GetBytes(file);
        var findings = new List<Finding>();
        var json = Forms.Json(Forms.ReadFixed(bytes, findings));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(findings.Select(found => found.Kind), Is.EqualTo(finding is null ? Array.Empty<string>() : [finding]));
            Assert.That(Encoding.Latin1.GetString(Forms.Fixed(Forms.ReadJson(json))), Is.EqualTo(file));
        }
    }

    [Test]
    public void Any_byte_that_a_value_can_hold_comes_back()
    {
        var letters = new string([.. Enumerable.Range(0, 256).Where(code => code is not ('|' or '\r' or '\n')).Select(code => (char)code)]);
        foreach (var part in letters.Chunk(30))
        {
            var line = $"010190-900XXCF202611160101|4520{new string(part).PadRight(30)}|\r\n";

            Assert.That(Encoding.Latin1.GetString(Forms.Fixed(Forms.ReadJson(Forms.Json(Forms.ReadFixed(line))))), Is.EqualTo(line));
        }
    }

    [Test]
    public void The_old_layout_of_guardians_is_known_by_its_width()
    {
        var old = Forms.ReadFixed("010190-900XXBV201902160101|3051010180-910X03 1201901010000000000000000|\r\n").Single();
        var current = Forms.ReadFixed("010190-900XXBA202611160101|3051010180-910X112026111600000000100000000" + "00000000|\r\n").Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(old.Spec(0).Version, Is.EqualTo(1));
            Assert.That(old.Text(0, "laji"), Is.EqualTo("03"));
            Assert.That(current.Spec(0).Version, Is.EqualTo(2));
        }
    }

    [Test]
    public void A_line_longer_than_any_record_is_refused_instead_of_filling_the_memory()
    {
        var endless = new byte[300_000];
        Array.Fill(endless, (byte)'x');

        Assert.That(() => Forms.ReadFixed(endless), Throws.TypeOf<MuutostietoException>().With.Message.Contains("without a line end"));
    }
}
