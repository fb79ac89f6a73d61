using System.Text;
using Muutostieto.Records;
using Muutostieto.Records.Checking;
using Muutostieto.Records.Fixed;
using Muutostieto.Records.Model;
using Muutostieto.Register.Import;
using Muutostieto.Register.Sqlite;
using Muutostieto.Register.Tests.Support;

namespace Muutostieto.Register.Tests.Import;

[TestFixture]
public sealed partial class RegisterImportTests
{
    private const string InKajaani = "204120520200101";

    private TemporaryFolder folder = null!;

    [SetUp]
    public void MakeRegister()
    {
        folder = new TemporaryFolder();
        using var loader = SqliteRegister.Create(folder.File("register.db"), Some.Origin, Some.Clock);
        loader.Complete();
    }

    [TearDown]
    public void RemoveFolder() => folder.Dispose();

    [Test]
    public void A_base_line_makes_a_person()
    {
        var result = Import(
            Line(Some.Code(1), "00312", "0041" + "Ahl".PadRight(100) + "Åsa".PadRight(100) + "00000000 ", "015120300101", InKajaani));

        using var register = Open();
        var version = register.Find(Some.Code(1), register.LatestKey())!;
        Assert.Multiple(() =>
        {
            Assert.That(
                (result.Records, result.Added, result.Replaced, result.Unchanged, result.NoteCount),
                Is.EqualTo((1L, 1L, 0L, 0L, 0L)));
            Assert.That(version.Municipality, Is.EqualTo("205"));
            Assert.That(version.Alive, Is.True);
            Assert.That(version.NonDisclosureEnd, Is.EqualTo("20300101"));
            Assert.That(
                Text(version.Document),
                Is.EqualTo(
                    $$"""{"hetu":"{{Some.Code(1)}}","ryhmat":[{"ryhma":"003","muutos":"1","sukupuoli":"2"},"""
                        + $$"""{"ryhma":"004","muutos":"1","sukunimi":"Ahl","etunimet":"Åsa"},"""
                        + $$"""{"ryhma":"015","muutos":"1","paattymispv":"20300101"},"""
                        + $$"""{"ryhma":"204","muutos":"1","kuntanumero":"205","muuttopv":"20200101"}]}"""
                ));
        });
    }

    [Test]
    public void The_journal_keeps_the_record()
    {
        Import(Line(Some.Code(1), "00312"));

        using var register = Open();
        var entry = register.ReadJournal(default, register.LatestKey()).Single();
        Assert.Multiple(() =>
        {
            Assert.That((entry.Event, entry.RegistrationDay, entry.Type, entry.Role), Is.EqualTo(("XXX", "20260102", "1", "1")));
            Assert.That(
                Text(entry.Record),
                Is.EqualTo(
                    $$"""{"hetu":"{{Some.Code(1)}}","tapahtuma":"XXX","rekisterointipv":"20260102","muutostyyppi":"1","rooli":"1","ryhmat":[{"ryhma":"003","muutos":"1","sukupuoli":"2"}]}"""
                ));
        });
    }

    [Test]
    public void Groups_are_put_in_order_and_clarifying_ones_follow_what_they_clarify()
    {
        Import(Line(Some.Code(1), InKajaani, "002198", "4520" + "kieli".PadRight(30), "00311"));

        Assert.That(GroupsOf(Some.Code(1)), Is.EqualTo(new[] { "002", "452", "003", "204" }));
    }

    [TestCase("013120260101", false, null)]
    [TestCase("015100000000", true, "99990000")]
    [TestCase("015199990000", true, "99990000")]
    public void Death_and_the_order_come_from_their_groups(string group, bool alive, string? end)
    {
        Import(Line(Some.Code(1), group));

        using var register = Open();
        var version = register.Find(Some.Code(1), register.LatestKey())!;
        Assert.That((version.Alive, version.NonDisclosureEnd, version.Municipality), Is.EqualTo((alive, end, "")));
    }

    [Test]
    public void A_person_is_replaced_by_current_or_former_code_and_keeps_the_id()
    {
        Import(Line(Some.Code(1), "00311", InKajaani));
        var result = Import(Line(Some.Code(2), $"0011{Some.Code(2)}1", $"0011{Some.Code(1)}2", "00312"));

        using var register = Open();
        Assert.Multiple(() =>
        {
            Assert.That((result.Added, result.Replaced), Is.EqualTo((0L, 1L)));
            Assert.That(register.Find(Some.Code(1), new JournalKey(2))!.IdentityCode, Is.EqualTo(Some.Code(2)));
            Assert.That(register.Find(Some.Code(2), new JournalKey(1))!.Municipality, Is.EqualTo("205"));
            Assert.That(register.Status().Persons, Is.EqualTo(1));
            Assert.That(GroupsOf(Some.Code(2)), Is.EqualTo(new[] { "001", "001", "003" }));
        });
    }

    /// <summary>What a check of the file calls a fault or an oddity, one of each kind of value.</summary>
    private static readonly object[] Odd =
    [
        new object[] { "00313", "group 003 (number 1 of its line), field sukupuoli" },
        new object[] { "013120230229", "group 013 (number 1 of its line), field kuolinpv" },
        new object[]
        {
            "1011" + new string(' ', 212) + "0010 " + new string('0', 16),
            "group 101 (number 1 of its line), field postinumero",
        },
        new object[] { "0011010190-900Y1", "group 001 (number 1 of its line), field hetu" },
        new object[] { "4520" + "teksti".PadRight(30), "group 452 is alone" },
        new object[] { "4011    " + "Sepp\u0085".PadRight(35), "group 401 (number 1 of its line), field ammatti: a control character" },
        new object[]
        {
            "0041" + "\u008aakki".PadRight(200) + "00000000 ",
            "group 004 (number 1 of its line), field sukunimi: a control character",
        },
        new object[]
        {
            "0041" + "A\u001fB".PadRight(200) + "00000000 ",
            "group 004 (number 1 of its line), field sukunimi: a control character",
        },
    ];

    [TestCaseSource(nameof(Odd))]
    public void What_a_check_says_of_a_line_the_import_says_in_the_same_words(string group, string place)
    {
        var path = Write("base.PTT", Line(Some.Code(1), "00311"), Line(Some.Code(2), group));
        var said = new List<Finding>();
        using (var reader = new FixedRecordReader(File.OpenRead(path), Layouts.Catalog, said.Add))
        {
            var check = new RecordContentCheck(Layouts.Catalog, said.Add);
            for (var record = new Record(); reader.Read(record); record = new Record())
            {
                check.Line(record, reader.Line);
            }

            check.Finish();
        }

        var notes = Run(path).Notes;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                notes.Select(note => (note.File, note.Finding.Line, note.Finding.Message)),
                Is.EquivalentTo(said.Select(finding => (path, finding.Line, finding.Message))));
            Assert.That(notes.Select(note => note.ToString()), Has.Some.Contains($"line 2: {place}"));
        }
    }

    [Test]
    public void Of_each_byte_of_80_to_9F_the_import_notes_where_it_is_and_that_Windows_1252_is_the_likely_reason()
    {
        var bytes = Enumerable.Range(0x80, 0x20).ToList();
        var notes = Import([
            .. bytes.Select((unit, at) => Line(Some.Code(at + 1), "0041" + $"{(char)unit}akki".PadRight(200) + "00000000 ")),
        ]).Notes;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(notes.Select(note => (note.Finding.Kind, note.Finding.Line)), Is.EqualTo(bytes.Select((_, at) =>
                ("control-character", at + 1L))));
            Assert.That(
                notes.Select(note => note.Finding.Message),
                Has.All.Contains("field sukunimi")
                    .And.All.Contains("letters and quotes in Windows-1252: was the file written in it?"));
        }
    }

    [Test]
    public void By_a_setting_what_a_check_calls_a_fault_refuses_the_file()
    {
        var path = Write("base.PTT", Line(Some.Code(1), "00311"), Line(Some.Code(2), "00313"));
        using (var writer = SqliteRegister.OpenWrite(folder.File("register.db")))
        {
            Assert.That(
                () => new RegisterImport(Layouts.Catalog) { RefusesFaults = true }.Run(writer, [path]),
                Throws
                    .TypeOf<MuutostietoException>()
                    .With.Message.Contains("base.PTT line 2: group 003 (number 1 of its line), field sukupuoli"));
        }

        using var register = Open();
        Assert.That(register.Status().Persons, Is.Zero);
    }

    [Test]
    public void A_base_of_the_same_persons_again_changes_nothing()
    {
        Import(Line(Some.Code(1), "00311"), Line(Some.Code(2), "00312"));
        var result = Import(Line(Some.Code(2), "00312"), Line(Some.Code(1), "00311"));

        Assert.That((result.Unchanged, result.LatestKey), Is.EqualTo((2L, new JournalKey(2))));
    }

    /// <summary>It would undo what the change files since have brought, which are passed over likewise.</summary>
    [Test]
    public void The_same_base_again_is_passed_over()
    {
        var file = Write("base.PTT", Line(Some.Code(1), "00311"));
        _ = Run(file);
        _ = Changes(Change(Some.Code(1), "00332"));
        var result = Run(file);

        using var register = Open();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((result.Records, result.IsFresh, result.LatestKey), Is.EqualTo((0L, false, new JournalKey(2))));
            Assert.That(result.Notes.Select(note => $"{note}"), Has.One.Contain("imported before"));
            Assert.That(Text(register.At(1, register.LatestKey())!.Document), Does.Contain("\"sukupuoli\":\"2\""));
        }
    }

    [Test]
    public void Of_two_lines_about_one_person_the_later_one_counts_and_is_noted()
    {
        var result = Import(Line(Some.Code(1), "00311"), Line(Some.Code(2), "00311"), Line(Some.Code(1), "00311", InKajaani));

        using var register = Open();
        Assert.That(register.Find(Some.Code(1), register.LatestKey())!.Municipality, Is.EqualTo("205"));
        Assert.That(
            result.Notes.Single().Finding,
            Has.Property(nameof(Finding.Line)).EqualTo(3).And.Property(nameof(Finding.Kind)).EqualTo("same-person"));
    }

    [Test]
    public void A_continuation_line_belongs_to_the_line_before_it()
    {
        Import(
            Line(Some.Code(1), "00311"),
            Line(Some.Code(1), InKajaani).Replace("2026010211", "20260102J1", StringComparison.Ordinal),
            Line(Some.Code(2), "00311"));

        Assert.That(GroupsOf(Some.Code(1)), Is.EqualTo(new[] { "003", "204" }));
        Assert.That(GroupsOf(Some.Code(2)), Is.EqualTo(new[] { "003" }));
    }

    [TestCase("not a record")]
    [TestCase("{0}XXX202601020101|00311|")]
    [TestCase("{0}XXX202601021101|77711|")]
    [TestCase("{0}XXX202601021101|0031|")]
    [TestCase("{0}XXX202601021102|00311|")]
    [TestCase("{0}XXX202601021101|00341|")]
    [TestCase("{0}XXX20260102J101|00311|")]
    [TestCase("{0}XXX202601021101|20412 520200101|")]
    [TestCase("{0}XXX202601021101|00112026-900   1|")]
    [TestCase("120190-90  XXX202601021101|00311|")]
    public void A_broken_line_is_named_and_nothing_is_imported(string line)
    {
        var lines = Enumerable.Range(1, 30).Select(number => Line(Some.Code(number), "00311")).ToArray();
        var broken = string.Format(System.Globalization.CultureInfo.InvariantCulture, line, Some.Code(99));
        lines[16] = broken + "\r\n";

        var failure = Assert.Throws<MuutostietoException>(() => Import(lines))!;

        using var register = Open();
        Assert.Multiple(() =>
        {
            Assert.That(failure.Kind, Is.EqualTo(FailureKind.Fault));
            Assert.That(failure.Message, Does.Contain(folder.File("base.PTT") + " line 17:"));
            Assert.That(failure.Message, Does.Not.Contain(Some.Code(99)).And.Not.Contain("90-90"));
            Assert.That(register.LatestKey(), Is.EqualTo(JournalKey.BeforeEverything));
            Assert.That(register.Status().Persons, Is.Zero);
        });
    }

    [Test]
    public void Every_fault_of_every_file_is_reported_at_once_and_the_good_file_is_not_imported_either()
    {
        var good = Write("good.PTT", Line(Some.Code(1), "00311"));
        var bad = Write("bad.PTT", "x\r\n", Line(Some.Code(2), "00311"), "y\r\n");

        var failure = Assert.Throws<MuutostietoException>(() => Run(good, bad))!;

        Assert.That(
            failure.Message,
            Does.Contain("2 faults; nothing was imported").And.Contain($"{bad} line 1:").And.Contain($"{bad} line 3:"));
        using var register = Open();
        Assert.That(register.LatestKey(), Is.EqualTo(JournalKey.BeforeEverything));
    }

    [Test]
    public void A_line_that_joins_two_persons_is_a_fault()
    {
        Import(Line(Some.Code(1), "00311"), Line(Some.Code(2), "00311"));

        var failure = Assert.Throws<MuutostietoException>(() => Import(Line(Some.Code(1), $"0011{Some.Code(2)}2")))!;

        Assert.That(failure.Message, Does.Contain("line 1:").And.Contain("two persons"));
    }

    [TestCase("3", "")]
    [TestCase("2", "there are 2 lines")]
    [TestCase(null, "not whole")]
    public void The_transport_lines_must_agree_with_what_is_between_them(string? count, string fault)
    {
        string[] lines =
        [
            "'''ED2'''A'B'202601050030'1'STX:INHOUSE'TYP:MUTPHT'NRQ:0'''\r\n",
            .. Enumerable.Range(1, 3).Select(number => Line(Some.Code(number), "00311")),
        ];
        if (count is not null)
        {
            lines = [.. lines, $"'''EOF'''{count}'\r\n"];
        }

        if (fault.Length == 0)
        {
            Assert.That(Import(lines).Added, Is.EqualTo(3));
        }
        else
        {
            Assert.That(Assert.Throws<MuutostietoException>(() => Import(lines))!.Message, Does.Contain(fault));
        }
    }

    [Test]
    public void An_unknown_municipality_is_a_fault_where_the_known_ones_are_given()
    {
        var path = Write("base.PTT", Line(Some.Code(1), "2041777" + "20200101"), Line(Some.Code(2), "204119820200101"));
        using var writer = SqliteRegister.OpenWrite(folder.File("register.db"));

        var failure = Assert.Throws<MuutostietoException>(() =>
            new RegisterImport(Layouts.Catalog, code => code == "205").Run(writer, [path])
        )!;

        Assert.That(failure.Message, Does.Contain("1 fault; nothing was imported").And.Contain("line 1:").And.Contain("municipality"));
        Assert.That(new RegisterImport(Layouts.Catalog).Run(writer, [path]).Added, Is.EqualTo(2));
    }

    [Test]
    public void A_file_that_is_not_there_is_named()
    {
        var failure = Assert.Throws<MuutostietoException>(() => Run(folder.File("missing.PTT")))!;

        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Usage));
        Assert.That(failure.Message, Does.Contain("missing.PTT"));
    }

    [Test]
    public void The_genuine_base_sample_is_imported()
    {
        if (Environment.GetEnvironmentVariable("MUUTOSTIETO_SAMPLES") is not { Length: > 0 } samples)
        {
            Assert.Ignore("MUUTOSTIETO_SAMPLES does not name the folder of genuine files.");
            return;
        }

        var files = Directory.GetFiles(samples, "*.PTT");
        var result = Run(files);

        Assert.That(files, Is.Not.Empty);
        Assert.That(result.Added, Is.Positive);
        Assert.That(result.Added + result.Replaced + result.Unchanged, Is.EqualTo(result.Records));
    }

    private static string Line(string code, params string[] groups) =>
        $"{code}XXX2026010211{groups.Length:00}|{string.Concat(groups.Select(group => group + "|"))}\r\n";

    private static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);

    private IRegister Open() => SqliteRegister.OpenRead(folder.File("register.db"));

    private string[] GroupsOf(string code)
    {
        using var register = Open();
        using var document = System.Text.Json.JsonDocument.Parse(register.Find(code, register.LatestKey())!.Document);
        return [.. document.RootElement.GetProperty("ryhmat").EnumerateArray().Select(group => group.GetProperty("ryhma").GetString()!)];
    }

    private ImportResult Import(params string[] lines) => Run(Write("base.PTT", lines));

    private ImportResult Run(params string[] paths)
    {
        using var writer = SqliteRegister.OpenWrite(folder.File("register.db"));
        return new RegisterImport(Layouts.Catalog).Run(writer, paths);
    }

    private string Write(string name, params string[] lines)
    {
        File.WriteAllText(folder.File(name), string.Concat(lines), Encoding.Latin1);
        return folder.File(name);
    }
}
