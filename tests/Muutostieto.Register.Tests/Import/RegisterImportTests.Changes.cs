using Muutostieto.Records;
using Muutostieto.Records.Model;
using Muutostieto.Register.Import;
using Muutostieto.Register.Sqlite;
using Muutostieto.Register.Tests.Support;

namespace Muutostieto.Register.Tests.Import;

public sealed partial class RegisterImportTests
{
    private const string InSotkamo = "204176520260201";

    [Test]
    public void A_change_makes_a_new_version_of_the_person_and_an_entry_as_it_came()
    {
        Import(Line(Some.Code(1), "00311", InKajaani));

        var result = Changes(Change(Some.Code(1), InSotkamo, "0033" + "2"));

        using var register = Open();
        var version = register.Find(Some.Code(1), register.LatestKey())!;
        Assert.Multiple(() =>
        {
            Assert.That(
                (result.Records, result.Changed, result.Added, result.NoteCount, result.LatestKey.Value),
                Is.EqualTo((1L, 1L, 0L, 0L, 2L)));
            Assert.That(version.Municipality, Is.EqualTo("765"));
            Assert.That(register.Find(Some.Code(1), new JournalKey(1))!.Municipality, Is.EqualTo("205"));
            Assert.That(GroupsOf(Some.Code(1)), Is.EqualTo(new[] { "003", "204" }));
            Assert.That(
                Text(register.ReadJournal(new JournalKey(1), new JournalKey(2)).Single().Record),
                Is.EqualTo(
                    $$"""{"hetu":"{{Some.Code(1)}}","tapahtuma":"XCF","rekisterointipv":"20260302","muutostyyppi":"0","rooli":"1","ryhmat":[{"ryhma":"204","muutos":"1","kuntanumero":"765","muuttopv":"20260201"},{"ryhma":"003","muutos":"3","sukupuoli":"2"}]}"""
                ));
        });
    }

    [Test]
    public void A_base_line_leaves_its_supplementary_groups_in_the_journal_alone()
    {
        Import(Line(Some.Code(1), "00311", Address(0), Address(1)));

        using var register = Open();
        Assert.That(GroupsOf(Some.Code(1)), Is.EqualTo(new[] { "003", "101" }));
        Assert.That(Text(register.ReadJournal(default, register.LatestKey()).Single().Record), Does.Contain("\"muutos\":\"0\""));
    }

    [Test]
    public void Every_record_is_an_entry_even_one_that_changes_nothing()
    {
        Import(Line(Some.Code(1), "00311"));

        var result = Changes(Change(Some.Code(1), Address(0)), Change(Some.Code(1), Address(0)));

        Assert.That((result.Changed, result.LatestKey.Value), Is.EqualTo((2L, 3L)));
        Assert.That(GroupsOf(Some.Code(1)), Is.EqualTo(new[] { "003" }));
    }

    [Test]
    public void Who_is_born_comes_into_being_and_who_is_unknown_is_noted_by_line()
    {
        var result = Changes(
            Change(Some.Code(9), "00311"),
            Change(Some.Code(1), "00311").Replace("XCF2026030201", "XSS2026030215", StringComparison.Ordinal),
            Change(Some.Code(1), InKajaani));

        using var register = Open();
        Assert.Multiple(() =>
        {
            Assert.That(
                (result.Records, result.Added, result.Changed, result.Skipped, result.LatestKey.Value),
                Is.EqualTo((3L, 1L, 1L, 1L, 2L)));
            Assert.That(register.Find(Some.Code(9), register.LatestKey()), Is.Null);
            Assert.That(GroupsOf(Some.Code(1)), Is.EqualTo(new[] { "003", "204" }));
            Assert.That(
                result.Notes.Single().ToString(),
                Does.EndWith("line 1: the person is not in the register; the line is passed over"));
            Assert.That(result.Notes.Single().ToString(), Does.Not.Contain(Some.Code(9)));
        });
    }

    [Test]
    public void A_changed_code_is_known_ever_after_and_so_is_the_old_one()
    {
        Import(Line(Some.Code(1), "00311", InKajaani));
        Changes(
            Change(Some.Code(1), $"0011{Some.Code(2)}1", $"0013{Some.Code(1)}2"),
            Change(Some.Code(1), "00332"),
            Change(Some.Code(2), InSotkamo));

        using var register = Open();
        var version = register.Find(Some.Code(1), register.LatestKey())!;
        Assert.That(
            (version.PersonId, version.IdentityCode, version.Municipality, register.Status().Persons),
            Is.EqualTo((1L, Some.Code(2), "765", 1L)));
        Assert.That(register.Find(Some.Code(2), new JournalKey(1))!.IdentityCode, Is.EqualTo(Some.Code(1)));
    }

    [Test]
    public void A_change_of_code_that_the_base_had_already_finds_the_person_by_the_new_one()
    {
        Import(Line(Some.Code(2), "00311"));

        Assert.That(Changes(Change(Some.Code(1), $"0011{Some.Code(2)}1", $"0013{Some.Code(1)}2")).Changed, Is.EqualTo(1));
        using var register = Open();
        Assert.That(register.Find(Some.Code(1), register.LatestKey())!.IdentityCode, Is.EqualTo(Some.Code(2)));
    }

    [Test]
    public void The_order_of_one_duplicate_is_an_order_of_the_person()
    {
        Import(
            Line(Some.Code(1), "00311", InKajaani),
            Line(Some.Code(2), "00311", "015120300101", InKajaani),
            Line(Some.Code(3), "00311", "015120290101", InKajaani));

        Changes(Change(Some.Code(1), $"0010{Some.Code(1)}1", $"0013{Some.Code(2)}2", $"0013{Some.Code(3)}2"));

        using var register = Open();
        Assert.That(register.Find(Some.Code(1), register.LatestKey())!.NonDisclosureEnd, Is.EqualTo("20300101"));
    }

    [Test]
    public void A_full_record_that_is_silent_about_an_order_does_not_end_it()
    {
        Import(Line(Some.Code(1), "00311", "015120300101", InKajaani));
        Import(Line(Some.Code(2), "00311", "015120310101", InKajaani));

        var notes = new[] { Import(Line(Some.Code(1), "00312", InKajaani)), Changes(Line(Some.Code(2), "00312", InKajaani)) }
            .Select(result => result.Notes.Single().Finding.Kind).ToList();

        using var register = Open();
        Assert.Multiple(() =>
        {
            Assert.That(notes, Is.EqualTo(new[] { "order-kept", "order-kept" }));
            Assert.That(
                new[] { 1, 2 }.Select(number => register.Find(Some.Code(number), register.LatestKey())!.NonDisclosureEnd),
                Is.EqualTo(new[] { "20300101", "20310101" }));
            Assert.That(
                Text(register.ReadJournal(new JournalKey(2), register.LatestKey()).First().Record),
                Does.Contain("015"),
                "the entry says what holds, so that recipients know it too");
        });
    }

    [Test]
    public void A_change_file_is_entered_once_however_often_it_is_imported()
    {
        Import(Line(Some.Code(1), "00311", InKajaani));
        var first = Changes(Change(Some.Code(1), "00312"));
        var again = Changes(Change(Some.Code(1), "00312"));

        Assert.Multiple(() =>
        {
            Assert.That((first.Changed, again.Changed, again.LatestKey), Is.EqualTo((1L, 0L, first.LatestKey)));
            Assert.That(again.Notes.Single().Finding.Kind, Is.EqualTo("imported-before"));
        });
    }

    [Test]
    public void Duplicates_become_one_person()
    {
        Import(Line(Some.Code(1), "00311", InKajaani), Line(Some.Code(2), "00311", InKajaani), Line(Some.Code(3), "00311", InKajaani));

        var result = Changes(Change(Some.Code(1), $"0010{Some.Code(1)}1", $"0013{Some.Code(2)}2", $"0013{Some.Code(3)}2"));

        using var register = Open();
        var latest = register.LatestKey();
        Assert.Multiple(() =>
        {
            Assert.That((result.Changed, result.Merged, latest.Value), Is.EqualTo((1L, 2L, 6L)));
            Assert.That(
                new[] { 1, 2, 3 }.Select(number => register.Find(Some.Code(number), latest)!.PersonId),
                Is.EqualTo(new[] { 1, 1, 1 }));
            Assert.That(register.Find(Some.Code(3), new JournalKey(3))!.PersonId, Is.EqualTo(3));
            Assert.That(register.At(2, latest)!.MergedInto, Is.EqualTo(1));
            Assert.That(register.Status().Municipalities["205"], Is.EqualTo(1));
            Assert.That(result.Notes.Single().Finding.Kind, Is.EqualTo("merged"));
        });
    }

    [Test]
    public void A_code_that_is_said_to_be_wrong_merges_no_one()
    {
        Import(Line(Some.Code(1), "00311"), Line(Some.Code(2), "00311"));

        Changes(Change(Some.Code(1), $"0015{Some.Code(2)}2", $"0016{Some.Code(3)}2"));

        using var register = Open();
        Assert.That(register.Find(Some.Code(2), register.LatestKey())!.PersonId, Is.EqualTo(2));
        Assert.That(register.Find(Some.Code(3), register.LatestKey())!.PersonId, Is.EqualTo(1));
    }

    [Test]
    public void A_correction_may_be_parted_by_a_continuation_line()
    {
        Import(Line(Some.Code(1), "4011" + "seppä".PadLeft(9).PadRight(39)));

        Changes(
            Change(Some.Code(1), "4015" + "seppä".PadLeft(9).PadRight(39)),
            Change(Some.Code(1), "4016" + "maalari".PadLeft(11).PadRight(39)).Replace("2026030201", "20260302J1", StringComparison.Ordinal)
        );

        using var register = Open();
        Assert.That(register.LatestKey().Value, Is.EqualTo(2));
        Assert.That(Text(register.Find(Some.Code(1), new JournalKey(2))!.Document), Does.Contain("maalari").And.Not.Contain("seppä"));
    }

    [Test]
    public void Every_oddity_is_reported_though_the_result_keeps_the_first_hundred()
    {
        var path = Write("changes.MTT", [.. Enumerable.Range(1, 250).Select(number => Change(Some.Code(number), "00311"))]);
        var lines = new List<long>();
        using var writer = SqliteRegister.OpenWrite(folder.File("register.db"));

        var result = new RegisterImport(Layouts.Catalog, onNote: note => lines.Add(note.Finding.Line)).Run(writer, [path]);

        Assert.That(lines, Is.EqualTo(Enumerable.Range(1, 250).Select(line => (long)line)));
        Assert.That((result.NoteCount, result.Notes.Count), Is.EqualTo((250L, 100)));
    }

    [Test]
    public void A_continuation_of_nothing_is_noted()
    {
        var result = Changes(Change(Some.Code(1), "00311").Replace("2026030201", "20260302J1", StringComparison.Ordinal));

        Assert.That((result.Skipped, result.Notes.Single().Finding.Kind), Is.EqualTo((1L, "continuation")));
    }

    [Test]
    public void Bases_come_before_changes_and_each_by_its_number()
    {
        var files = new[]
        {
            Write("1_20260105KAIREK_010.MTT", Change(Some.Code(1), "204128820260301")),
            Write("1_20260109KAIREK_009.MTT", Change(Some.Code(1), InSotkamo)),
            Write("1_PT260101KAIREK_011.PTT", Line(Some.Code(1), "00312", InKajaani)),
            Write("1_PT260102KAIREK_002.PTT", Line(Some.Code(1), "00311", "401" + "1".PadRight(40))),
        };

        var result = Run(files);

        using var register = Open();
        Assert.That((result.Added, result.Replaced, result.Changed), Is.EqualTo((1L, 1L, 2L)));
        Assert.That(
            Enumerable.Range(1, 4).Select(key => register.Find(Some.Code(1), new JournalKey(key))!.Municipality),
            Is.EqualTo(new[] { "", "205", "765", "288" }));
    }

    [TestCase("not a record")]
    [TestCase("{0}XCF202603020101|77711|")]
    [TestCase("{0}XCF202603020101|0037|")]
    [TestCase("{0}XCF202603022101|00311|")]
    [TestCase("120190-90  XCF202603020101|00311|")]
    [TestCase("{0}XCF202603020101|00112026-900   1|")]
    [TestCase("{0}XCF202603020101|20412 520200101|")]
    public void A_broken_change_is_named_and_nothing_of_any_file_is_imported(string line)
    {
        var good = Write("base.PTT", Line(Some.Code(1), "00311"));
        var bad = Write(
            "changes.MTT",
            Change(Some.Code(1), InKajaani),
            string.Format(System.Globalization.CultureInfo.InvariantCulture, line, Some.Code(1)) + "\r\n");

        var failure = Assert.Throws<MuutostietoException>(() => Run(bad, good))!;

        Assert.That(failure.Message, Does.Contain($"{bad} line 2:").And.Not.Contain(Some.Code(1)).And.Not.Contain("90-90"));
        using var register = Open();
        Assert.That(register.LatestKey(), Is.EqualTo(JournalKey.BeforeEverything));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void The_genuine_samples_are_imported_without_an_error(bool withBase)
    {
        if (Environment.GetEnvironmentVariable("MUUTOSTIETO_SAMPLES") is not { Length: > 0 } samples)
        {
            Assert.Ignore("MUUTOSTIETO_SAMPLES does not name the folder of genuine files.");
            return;
        }

        var changes = Directory.GetFiles(samples, "*.MTT");
        var notes = new List<ImportNote>();
        using var writer = SqliteRegister.OpenWrite(folder.File("register.db"));
        var result = new RegisterImport(Layouts.Catalog, onNote: notes.Add).Run(
            writer,
            [.. changes, .. withBase ? Directory.GetFiles(samples, "*.PTT") : []]);

        Assert.That(changes, Is.Not.Empty);
        Assert.That(
            result.Added + result.Replaced + result.Unchanged + result.Changed + result.Skipped + result.Held,
            Is.EqualTo(result.Records));
        Assert.That(result.Changed, Is.Positive);
        Assert.That(notes.Count(note => note.Finding.Kind == "unknown-person"), Is.EqualTo(result.Skipped));
        Assert.That(notes.Where(note => note.Finding.Line == 0 || note.Finding.Severity == Severity.Fault), Is.Empty);
    }

    private static string Change(string code, params string[] groups) =>
        $"{code}XCF2026030201{groups.Length:00}|{string.Concat(groups.Select(group => group + "|"))}\r\n";

    private static string Address(int attribute) =>
        $"101{attribute}" + "Tie".PadRight(200) + "1".PadRight(8) + "000 87100" + "20200101" + "00000000";

    private ImportResult Changes(params string[] lines) => Run(Write("changes.MTT", lines));
}
