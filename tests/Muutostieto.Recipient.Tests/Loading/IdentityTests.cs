using Muutostieto.Recipient.Tests.Support;
using Muutostieto.Records.Model;
using static Muutostieto.Recipient.Tests.Support.People;

namespace Muutostieto.Recipient.Tests.Loading;

public sealed class IdentityTests
{
    private DeliveryFolder folder = null!;

    [SetUp]
    public void MakeFolder() => folder = new DeliveryFolder();

    [TearDown]
    public void RemoveFolder() => folder.Dispose();

    [Test]
    public void A_changed_code_keeps_the_person_and_late_lines_under_the_old_one_find_it()
    {
        var result = Load([Full(1)], [Rekeyed(1, 5)], [Renamed(1, "Myöhäinen")], [Renamed(5, "Oikea")]);
        Assert.That(
            (result.Refusal, Persons().Single(), Former().Single(), Names().Single()),
            Is.EqualTo(((string?)null, $"{Code(5)}", $"{Code(1)}", "Oikea")));
    }

    [Test]
    public void A_code_changed_twice_is_found_under_both_old_ones()
    {
        Load([Full(1)], [Rekeyed(1, 5)], [Rekeyed(5, 6)], [Renamed(1, "Ensin")], [Renamed(5, "Sitten")]);
        Assert.That((Persons().Single(), Names().Single()), Is.EqualTo((Code(6), "Sitten")));
        Assert.That(Former(), Is.EquivalentTo(new[] { Code(1), Code(5) }));
    }

    [Test]
    public void A_passivated_code_that_is_restored_is_in_force_again()
    {
        Load([Full(1)], [Rekeyed(1, 5)], [Rekeyed(5, 1)], [Renamed(1, "Taas")]);
        Assert.That((Persons().Single(), Former().Single(), Names().Single()), Is.EqualTo((Code(1), Code(5), "Taas")));
    }

    [Test]
    public void Several_codes_merge_into_the_surviving_one()
    {
        var merge = Change(1, "XAZ")
            .With("001", '0', $"hetu={Code(1)}", "voimassaolo=1")
            .With("001", '3', $"hetu={Code(2)}", "voimassaolo=2")
            .With("004", '0', "sukunimi=Sukunimi1");
        var result = Load([Full(1), Full(2), Full(3)], [merge], [Renamed(2, "Yksi")], [Leaving(2)]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Refusal, Is.Null);
            Assert.That(Persons(), Is.EquivalentTo(new[] { Code(1), Code(3) }));
            Assert.That(Former(), Is.EqualTo(new[] { Code(2) }));
            Assert.That(
                Names(),
                Is.EquivalentTo(new[] { "Yksi", "Sukunimi3" }),
                "a leaving line under the code that went says nothing of the one who stays");
            Assert.That(DatabaseContents.Rows(folder.Database), Has.None.StartsWith(Code(2)));
        }
    }

    [Test]
    public void A_code_in_force_of_another_person_that_is_not_passivated_is_refused_and_the_two_stay_two()
    {
        var result = Load([Full(1), Full(2)], [Rekeyed(1, 2), Rekeyed(2, 1)]);
        Assert.That((result.Head, Persons().Length), Is.EqualTo(("base 001", 2)));
        Assert.That(result.Refusal, Does.Contain("line 1:").Or.Contain("line 2:").And.Not.Contain(Code(1)).And.Not.Contain(Code(2)));
    }

    [Test]
    public void Persons_who_exchange_codes_by_way_of_a_third_stay_two()
    {
        var result = Load(
            [Full(1), Full(2)],
            [
                Rekeyed(1, 3),
                Change(3, "XAZ").With("001", '4', $"hetu={Code(1)}", "voimassaolo=2"),
                Rekeyed(2, 1),
                Change(1, "XAZ").With("001", '4', $"hetu={Code(2)}", "voimassaolo=2"),
                Rekeyed(3, 2),
            ]);
        Assert.That(
            (result.Refusal, Rows("SELECT hetu, sukunimi FROM residents ORDER BY sukunimi")),
            Is.EqualTo(((string?)null, new[] { $"{Code(2)}|Sukunimi1", $"{Code(1)}|Sukunimi2" })));
    }

    [Test]
    public void A_code_of_a_person_who_has_left_goes_to_its_new_holder_and_who_comes_back_is_another_person()
    {
        Load([Full(1), Full(2)], [Leaving(2)], [Rekeyed(1, 2)], [Full(5)], [Renamed(2, "Uusi")]);
        Assert.That(
            Rows("SELECT hetu, sukunimi FROM residents ORDER BY sukunimi"),
            Is.EqualTo(new[] { $"{Code(5)}|Sukunimi5", $"{Code(2)}|Uusi" }));
    }

    [Test]
    public void Two_persons_with_a_common_former_code_stay_two_and_the_code_names_neither()
    {
        var result = Load([Full(1, "205", Code(9)), Full(2, "205", Code(9))], [Leaving(9)], [Renamed(9, "Kumpi")]);
        Assert.That((result.Head, Persons().Length, Names()), Is.EqualTo(("changes 001", 2, new[] { "Sukunimi1", "Sukunimi2" })));
    }

    [TestCase(1, 2)]
    [TestCase(2, 1)]
    public void A_former_code_that_is_in_force_of_another_line_of_the_base_stays_that_persons(int first, int second)
    {
        Record Line(int number) => number == 1 ? Full(1, "205", Code(2)) : Full(2);
        var result = Load([Line(first), Line(second)], [Renamed(2, "Oma")]);
        Assert.That(
            (result.Refusal, Rows("SELECT hetu, sukunimi FROM residents ORDER BY sukunimi")),
            Is.EqualTo(((string?)null, new[] { $"{Code(2)}|Oma", $"{Code(1)}|Sukunimi1" })));
    }

    [Test]
    public void A_whole_person_under_a_former_code_is_another_person_and_the_code_is_theirs()
    {
        Load([Full(1)], [Rekeyed(1, 5)], [Full(1)], [Renamed(1, "Toinen"), Renamed(5, "Ensimmäinen")]);
        Assert.That(
            (Rows("SELECT hetu, sukunimi FROM residents ORDER BY sukunimi"), Former()),
            Is.EqualTo((new[] { $"{Code(5)}|Ensimmäinen", $"{Code(1)}|Toinen" }, Array.Empty<string>())));
    }

    [Test]
    public void A_full_record_under_a_new_code_replaces_the_person_known_under_the_old_one()
    {
        folder.Base(Full(1).With("002", '1', "kielikoodi=fi"));
        folder.Load();
        var key = DatabaseContents.Query(folder.Database, "SELECT id FROM persons").Single();
        folder.Changes(Full(5, "290", Code(1)));
        folder.Changes(Renamed(1, "Myöhäinen"));
        folder.Load();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(DatabaseContents.Query(folder.Database, "SELECT id, hetu FROM persons"), Is.EqualTo(new[] { $"{key}|{Code(5)}" }));
            Assert.That(
                DatabaseContents.Query(folder.Database, "SELECT * FROM aidinkieli"),
                Is.Empty,
                "everything known before is replaced");
            Assert.That(Names(), Is.EqualTo(new[] { "Myöhäinen" }));
        }
    }

    [Test]
    public void A_full_record_under_a_former_code_that_was_given_by_mistake_is_another_person()
    {
        Load([Full(1, "205", Code(2))], [Full(2)]);
        Assert.That(
            (Persons().Order().ToArray(), Former()),
            Is.EqualTo((new[] { Code(1), Code(2) }.Order().ToArray(), Array.Empty<string>())));
    }

    [Test]
    public void A_former_code_that_is_deleted_finds_no_one()
    {
        var result = Load(
            [Full(1, "205", Code(2))],
            [Change(1).With("001", '4', $"hetu={Code(2)}", "voimassaolo=2")],
            [Renamed(2, "Kuka")]);
        Assert.That((result.Head, Former()), Is.EqualTo(("changes 001", Array.Empty<string>())));
    }

    [Test]
    public void A_former_code_that_a_person_not_visible_has_here_is_whose_the_delivery_says()
    {
        var result = Load(
            [Full(1), Full(2)],
            [Leaving(2)],
            [Change(1).With("001", '1', $"hetu={Code(2)}", "voimassaolo=2")],
            [Renamed(2, "Myöhäinen")]);
        Assert.That(
            (result.Refusal, Persons(), Former(), Names()),
            Is.EqualTo(((string?)null, new[] { Code(1) }, new[] { Code(2) }, new[] { "Myöhäinen" })));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void A_former_code_of_a_person_without_a_line_in_the_base_yet_is_whose_the_base_says(bool isThere)
    {
        Load([Full(1), Full(2), Full(3)]);
        folder.Base(isThere ? [Full(1, "205", Code(2)), Full(2), Full(3)] : [Full(1, "205", Code(2)), Full(3)]);
        folder.Changes(Renamed(2, "Myöhäinen"));
        Assert.That((folder.Load(accept: true).Refusal, Former()), Is.EqualTo(((string?)null, isThere ? [] : new[] { Code(2) })));
        Assert.That(Rows($"SELECT hetu FROM residents WHERE sukunimi = 'Myöhäinen'"), Is.EqualTo(new[] { Code(isThere ? 2 : 1) }));
    }

    [Test]
    public void Former_codes_of_a_visible_person_go_to_the_survivor_and_of_an_invisible_one_only_those_of_the_record()
    {
        Record Merging(int other) =>
            Change(1, "XAZ").With("001", '0', $"hetu={Code(1)}", "voimassaolo=1").With("001", '3', $"hetu={Code(other)}", "voimassaolo=2");
        Load([Full(1), Full(2, "205", Code(8)), Full(3, "205", Code(9))], [Leaving(3)], [Merging(2)], [Merging(3)]);
        Assert.That(Former(), Is.EquivalentTo(new[] { Code(2), Code(8), Code(3) }));
    }

    private static Record Rekeyed(int from, int to) =>
        Change(from, "XAZ")
            .With("001", '3', $"hetu={Code(from)}", "voimassaolo=2")
            .With("001", '1', $"hetu={Code(to)}", "voimassaolo=1")
            .With("004", '0', "sukunimi=Sukunimi");

    private Muutostieto.Recipient.Loading.LoadResult Load(Record[] start, params Record[][] changes)
    {
        folder.Base(start);
        foreach (var change in changes)
        {
            folder.Changes(change);
        }

        return folder.Load();
    }

    private string[] Rows(string sql) => DatabaseContents.Query(folder.Database, sql);

    private string[] Persons() => DatabaseContents.Query(folder.Database, "SELECT hetu FROM persons");

    private string[] Former() => DatabaseContents.Query(folder.Database, "SELECT hetu FROM former_codes");

    private string[] Names() => DatabaseContents.Query(folder.Database, "SELECT sukunimi FROM residents");
}
