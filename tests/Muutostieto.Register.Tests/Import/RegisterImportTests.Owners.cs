using Muutostieto.Records;
using Muutostieto.Register.Tests.Support;

namespace Muutostieto.Register.Tests.Import;

/// <summary>Which person a record concerns: a former code names a person only when exactly one has it and nothing contradicts.</summary>
public sealed partial class RegisterImportTests
{
    [TestCase(false)]
    [TestCase(true)]
    public void A_whole_person_under_a_former_code_is_another_person(bool isBase)
    {
        Import(Line(Some.Code(1), "00312", InKajaani));
        Changes(Change(Some.Code(1), $"0013{Some.Code(1)}2", $"0011{Some.Code(2)}1"));

        _ = isBase ? Import(Line(Some.Code(1), "00311", InKajaani)) : Changes(Line(Some.Code(1), "00311", InKajaani));

        using var register = Open();
        var latest = register.LatestKey();
        Assert.Multiple(() =>
        {
            Assert.That(
                (register.Find(Some.Code(2), latest)!.PersonId, register.Find(Some.Code(1), latest)!.PersonId),
                Is.EqualTo((1L, 2L)));
            Assert.That(register.Status().Living, Is.EqualTo(2));
            Assert.That(
                Text(register.At(1, latest)!.Document),
                Does.Not.Contain(Some.Code(1)),
                "the former code names the newcomer alone from now on");
            Assert.That(
                Text(register.ReadJournal(new JournalKey(2), new JournalKey(3)).Single().Record),
                Does.Contain($$"""{"ryhma":"001","muutos":"4","hetu":"{{Some.Code(1)}}","voimassaolo":"2"}"""));
            Assert.That(register.EverHeldBy(Some.Code(1), register.LatestKey()), Is.EqualTo(new[] { 1, 2 }));
        });
    }

    [Test]
    public void Two_persons_of_a_base_with_a_common_former_code_stay_two()
    {
        string[] lines =
        [
            Line(Some.Code(1), $"0011{Some.Code(1)}1", $"0011{Some.Code(9)}2"),
            Line(Some.Code(2), $"0011{Some.Code(2)}1", $"0011{Some.Code(9)}2"),
        ];

        Assert.That((Import(lines).Added, Import([.. lines, "\r\n"]).Unchanged), Is.EqualTo((2L, 2L)));
        using var register = Open();
        Assert.That(register.Find(Some.Code(9), register.LatestKey()), Is.Null);
    }

    [TestCase(1, 2)]
    [TestCase(2, 1)]
    public void A_former_code_that_is_the_code_in_force_of_another_line_of_the_base_stays_that_persons(int first, int second)
    {
        var lines = new Dictionary<int, string>
        {
            [1] = Line(Some.Code(1), $"0011{Some.Code(1)}1", $"0011{Some.Code(2)}2"),
            [2] = Line(Some.Code(2), $"0011{Some.Code(2)}1"),
        };

        foreach (var _ in new[] { 1, 2 })
        {
            Import(lines[first], lines[second]);
            using var register = Open();
            Assert.That(register.Status().Persons, Is.EqualTo(2));
            Assert.That(register.Find(Some.Code(2), register.LatestKey())!.IdentityCode, Is.EqualTo(Some.Code(2)));
            Assert.That(Text(register.Find(Some.Code(1), register.LatestKey())!.Document), Does.Not.Contain(Some.Code(2)));
        }
    }

    [Test]
    public void A_change_under_a_former_code_of_one_person_is_that_persons_and_of_two_a_fault()
    {
        Import(
            Line(Some.Code(1), "00311", $"0011{Some.Code(8)}2", $"0011{Some.Code(9)}2"),
            Line(Some.Code(2), "00311", $"0011{Some.Code(9)}2"));

        Assert.That(Changes(Change(Some.Code(8), InSotkamo)).Changed, Is.EqualTo(1));
        var failure = Assert.Throws<MuutostietoException>(() => Changes(Change(Some.Code(1), InKajaani), Change(Some.Code(9), InSotkamo)))!;

        using var register = Open();
        Assert.That(
            failure.Message,
            Does.Contain("changes.MTT line 2:").And.Contain("former code of several persons").And.Not.Contain(Some.Code(9)));
        Assert.That(register.Find(Some.Code(1), register.LatestKey())!.Municipality, Is.EqualTo("765"), "nothing was imported");
    }

    [Test]
    public void Persons_who_exchange_codes_in_one_file_are_a_fault_and_by_way_of_a_third_code_two_persons()
    {
        Import(Line(Some.Code(1), "00311"), Line(Some.Code(2), "00312"));
        string Rekey(int from, int to) => Change(Some.Code(from), $"0013{Some.Code(from)}2", $"0011{Some.Code(to)}1");

        var failure = Assert.Throws<MuutostietoException>(() => Changes(Rekey(1, 2), Rekey(2, 1)))!;
        var result = Changes(Rekey(1, 3), Rekey(2, 1), Rekey(3, 2));

        using var register = Open();
        Assert.That(failure.Message, Does.Contain("changes.MTT line 1:").And.Contain("in force of another person"));
        Assert.That((result.Changed, result.Merged), Is.EqualTo((3L, 0L)));
        Assert.That(
            (register.Find(Some.Code(1), register.LatestKey())!.PersonId, register.Find(Some.Code(2), register.LatestKey())!.PersonId),
            Is.EqualTo((2L, 1L)));
    }

    [TestCase("0010", "1")]
    [TestCase("0011", "1")]
    public void A_code_in_force_of_another_that_is_not_passivated_merges_no_one(string attribute, string validity)
    {
        Import(Line(Some.Code(1), "00311"), Line(Some.Code(2), "00312"));

        var failure = Assert.Throws<MuutostietoException>(() => Changes(Change(Some.Code(1), $"{attribute}{Some.Code(2)}{validity}")))!;

        Assert.That(failure.Message, Does.Contain("line 1:"));
        using var register = Open();
        Assert.That(register.Find(Some.Code(2), register.LatestKey())!.PersonId, Is.EqualTo(2));
    }

    [Test]
    public void A_passivated_former_code_of_another_merges_no_one()
    {
        Import(Line(Some.Code(1), "00311"), Line(Some.Code(2), "00312", $"0011{Some.Code(9)}2"));

        Assert.That(Changes(Change(Some.Code(1), $"0013{Some.Code(9)}2")).Merged, Is.Zero);

        using var register = Open();
        Assert.That(register.FindAll(Some.Code(9), register.LatestKey()).Select(person => person.PersonId), Is.EqualTo(new[] { 1, 2 }));
    }

    [Test]
    public void A_former_code_that_was_given_to_another_merges_no_one_when_it_is_listed_again()
    {
        Import(Line(Some.Code(1), "00311"));
        Changes(Change(Some.Code(1), $"0013{Some.Code(1)}2", $"0011{Some.Code(2)}1"), Line(Some.Code(1), "00312"));

        Assert.That(Changes(Change(Some.Code(2), $"0010{Some.Code(2)}1", $"0010{Some.Code(1)}2")).Merged, Is.Zero);
        Assert.That(
            Changes(Change(Some.Code(2), $"0010{Some.Code(2)}1", $"0013{Some.Code(1)}2")).Merged,
            Is.EqualTo(1),
            "but a passivation merges");
    }

    [Test]
    public void A_former_code_that_is_deleted_names_no_one()
    {
        Import(Line(Some.Code(1), "00311", $"0011{Some.Code(9)}2"));

        Changes(Change(Some.Code(1), $"0014{Some.Code(9)}2"));

        using var register = Open();
        Assert.That(register.Find(Some.Code(9), register.LatestKey()), Is.Null);
        Assert.That(Changes(Change(Some.Code(9), InKajaani)).Skipped, Is.EqualTo(1));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void A_whole_person_who_replaces_another_keeps_the_former_codes_and_the_entry_says_them(bool isBase)
    {
        Import(Line(Some.Code(1), "00311", $"0011{Some.Code(9)}2"));
        string[] lines = [Line(Some.Code(1), "00312")];

        Assert.That((isBase ? Import(lines) : Changes(lines)).Replaced, Is.EqualTo(1));

        using var register = Open();
        Assert.That(
            Text(register.ReadJournal(new JournalKey(1), new JournalKey(2)).Single().Record),
            Does.Contain($$"""{"ryhma":"001","muutos":"1","hetu":"{{Some.Code(9)}}","voimassaolo":"2"}"""));
        Assert.That(Text(register.At(1, register.LatestKey())!.Document), Does.Contain(Some.Code(9)));
        if (isBase)
        {
            Assert.That(Import(Line(Some.Code(1), "00312"), "\r\n").Unchanged, Is.EqualTo(1), "said once, not with each base");
        }
    }

    [Test]
    public void Persons_who_merge_leave_their_former_codes_and_the_entry_says_them()
    {
        Import(Line(Some.Code(1), "00311"), Line(Some.Code(2), "00312", $"0011{Some.Code(9)}2"));

        Assert.That(Changes(Change(Some.Code(1), $"0013{Some.Code(2)}2")).Merged, Is.EqualTo(1));

        using var register = Open();
        Assert.That(Text(register.At(1, register.LatestKey())!.Document), Does.Contain(Some.Code(2)).And.Contain(Some.Code(9)));
    }

    [Test]
    public void A_headers_code_that_the_register_did_not_have_is_said_in_the_entry()
    {
        Import(Line(Some.Code(1), "00311"));

        Assert.That(Changes(Change(Some.Code(9), $"0010{Some.Code(1)}1")).Changed, Is.EqualTo(1));

        using var register = Open();
        Assert.That(Text(register.At(1, register.LatestKey())!.Document), Does.Contain(Some.Code(9)));
        Assert.That(Changes(Change(Some.Code(9), InKajaani)).Changed, Is.EqualTo(1));
    }
}
