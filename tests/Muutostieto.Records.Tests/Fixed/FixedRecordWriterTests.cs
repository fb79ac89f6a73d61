using System.Buffers;
using System.Text;
using FsCheck;
using Muutostieto.Records.Fixed;
using Muutostieto.Records.Model;

namespace Muutostieto.Records.Tests.Fixed;

public sealed class FixedRecordWriterTests
{
    [Test]
    public void A_name_with_letters_outside_the_character_set_is_transliterated_flagged_and_counted()
    {
        var (line, counts) = Write("Šarić", "Ŋárbmo Łucja");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(line, Does.Contain("|0041Saric ".TrimEnd()).And.Contain("Nárbmo Lucja"));
            Assert.That(line, Does.EndWith("00000000" + "3|\r\n"), "both names are flagged");
            Assert.That(counts.Transliterated, Is.EqualTo(2));
        }
    }

    [Test]
    public void A_letter_and_its_mark_apart_become_the_one_letter_that_the_character_set_has()
    {
        var (line, counts) = Write("Ma\u0308ki", "A\u030Asa");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(line, Does.Contain("Mäki").And.Contain("Åsa"));
            Assert.That(counts.Transliterated, Is.Zero);
        }
    }

    [Test]
    public void A_text_too_long_is_cut_at_its_width_and_counted_and_shifts_nothing()
    {
        var (line, counts) = Write(new string('ä', 101), "Aino");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(line, Does.Contain($"|0041{new string('ä', 100)}Aino "));
            Assert.That(line, Has.Length.EqualTo(RecordHeader.Length + 1 + 213 + 1 + 2));
            Assert.That(counts.Shortened, Is.EqualTo(1));
        }
    }

    [TestCase(100, "a\u0308", 'a', TestName = "a mark of a letter that was cut")]
    [TestCase(100, "a\u0308e\u0301", 'a', TestName = "marks of letters that were cut")]
    [TestCase(99, "e\u0301a\u0308", 'é', TestName = "the mark of the last letter that has room")]
    [TestCase(99, "Ǆ\u0301", 'D', TestName = "the mark of a letter written with two, of which one has room")]
    public void A_combining_mark_after_a_cut_belongs_to_what_was_cut(int before, string tail, char last)
    {
        var (line, counts) = Write(new string('a', before) + tail, "Aino");
        var kept = line.Substring(RecordHeader.Length + 5, 100);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(kept, Is.EqualTo(new string('a', 99) + last));
            Assert.That(counts.Shortened, Is.EqualTo(1));
        }
    }

    [Test]
    public void Bars_and_line_breaks_in_a_value_become_spaces_and_are_counted()
    {
        var (line, counts) = Write("A|B", "C\r\nD\u0085E");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(line, Does.Contain("A B").And.Contain("C  D E"));
            Assert.That(counts.Cleaned, Is.EqualTo(2));
        }
    }

    [SeededProperty(MaxTest = 500)]
    public void Any_text_survives_or_is_transliterated_and_counted_and_never_moves_its_neighbours(NonNull<string> surname)
    {
        var text = surname.Get.TrimEnd(' ');
        var (line, counts) = Write(text, "Aino");
        var kept = line.Substring(RecordHeader.Length + 5, 100).TrimEnd(' ');

        using (Assert.EnterMultipleScope())
        {
            Assert.That(line.Substring(RecordHeader.Length + 105, 5), Is.EqualTo("Aino "));
            Assert.That(kept, Does.Not.Contain('?').Or.EqualTo(text).Or.Matches<string>(_ => text.Contains('?')));
            Assert.That(
                kept == text || counts.Transliterated + counts.Shortened + counts.Cleaned > 0 || text.Normalize() != text,
                $"changed without being counted");
        }
    }

    [TestCase("8")]
    [TestCase("202611150")]
    public void A_date_that_is_no_date_is_refused_by_group_and_field(string date)
    {
        var record = Forms.ReadFixed("010190-900XXRK202611160101|013120261115|\r\n").Single();
        record.Set(0, "kuolinpv", date);

        Assert.That(() => Forms.FixedLine(record), Throws.TypeOf<FormatException>().With.Message.Contains("group 013, kuolinpv"));
    }

    [Test]
    public void More_groups_than_a_line_can_count_are_refused()
    {
        var record = Forms.ReadFixed("010190-900XXRK202611160101|013120261115|\r\n").Single();
        for (var more = 0; more < RecordHeader.MostGroups; more++)
        {
            record.Add(Layouts.Catalog.Newest("003")!, ChangeAttribute.Added);
        }

        Assert.That(() => Forms.FixedLine(record), Throws.TypeOf<FormatException>().With.Message.Contains("99"));
    }

    [Test]
    public void Every_letter_of_the_table_stays_inside_the_character_set_and_is_never_a_question_mark()
    {
        for (var code = 0x100; code < 0x3000; code++)
        {
            if (Rune.IsValid(code))
            {
                var letters = Transliteration.Of(new Rune(code));
                Assert.That(letters.All(letter => letter is <= (char)0xFF and not '?' and not '|'), $"U+{code:X4}");
            }
        }
    }

    private static (string Line, WriteCounts Counts) Write(string surname, string firstNames)
    {
        var record = new Record();
        record.Set(HeaderField.IdentityCode, "010190-900X");
        record.Set(HeaderField.Event, "XXX");
        record.Set(HeaderField.Registered, "20261116");
        record.Set(HeaderField.Type, "1");
        record.Set(HeaderField.Role, "1");
        var group = record.Add(Layouts.Catalog.Newest("004")!, ChangeAttribute.Added);
        record.Set(group, "sukunimi", surname);
        record.Set(group, "etunimet", firstNames);
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new FixedRecordWriter(buffer);
        writer.Write(record);
        return (Encoding.Latin1.GetString(buffer.WrittenSpan), writer.Counts);
    }
}
