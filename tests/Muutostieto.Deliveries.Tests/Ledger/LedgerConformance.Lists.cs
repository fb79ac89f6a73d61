using Muutostieto.Deliveries.Ledger.Lists;
using Muutostieto.Records.Lists;

namespace Muutostieto.Deliveries.Tests.Ledger;

public abstract partial class LedgerConformance
{
    [Test]
    public void A_list_is_the_persons_that_its_changes_up_to_a_position_leave_on_it()
    {
        TakeIn("1.HTT", (7, true), (8, true));
        TakeIn("2.HTT", (7, false), (9, true));
        Reopen();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Ledger.ListPosition("kainuu"), Is.EqualTo(4));
            Assert.That(Ledger.ListMembers("kainuu", 0), Is.Empty);
            Assert.That(Ledger.ListMembers("kainuu", 2), Is.EquivalentTo(new[] { 7L, 8L }));
            Assert.That(Ledger.ListMembers("kainuu", 4), Is.EquivalentTo(new[] { 8L, 9L }));
            Assert.That(
                Ledger.ListChanges("kainuu", 1, 3).Select(change => (change.Position, change.Person, change.IsAdded)),
                Is.EqualTo(new[] { (2L, 8L, true), (3L, 7L, false) }));
            Assert.That(Ledger.ListPosition("helsinki"), Is.Zero, "each permit has a list of its own");
        }
    }

    [Test]
    public void The_same_file_of_a_list_is_taken_in_once()
    {
        var first = TakeIn("1.HTT", (7, true));
        var again = TakeIn("1.HTT", (8, true));
        Assert.That((again.Id, again.Added), Is.EqualTo((first.Id, 1)));
        Assert.That(Ledger.ListPosition("kainuu"), Is.EqualTo(1));
        Assert.That(Ledger.ListUploads("kainuu"), Has.Count.EqualTo(1));
    }

    [Test]
    public void A_change_of_a_list_that_changes_nothing_takes_no_position()
    {
        TakeIn("1.HTT", (7, true));
        var upload = TakeIn("2.HTT", (7, true), (9, false));
        Assert.That((upload.Added, upload.Removed, upload.Unchanged, upload.Persons), Is.EqualTo((0, 0, 2, 1)));
        Assert.That(Ledger.ListPosition("kainuu"), Is.EqualTo(1));
    }

    [Test]
    public void A_long_list_is_taken_in_with_each_change_under_its_own_position()
    {
        (long Person, bool IsAdded)[] all = [.. Enumerable.Range(1, 1300).Select(person => ((long)person, true))];
        var first = TakeIn("1.HTT", all);

        // Some come again, some go, and one goes and comes.
        var gone = all.Where(each => each.Person % 2 == 0).Select(each => (each.Person, false));
        var second = TakeIn("2.HTT", [.. gone, (7, false), (7, true), (5, true)]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((first.Added, first.Persons, first.Window), Is.EqualTo((1300, 1300, (0L, 1300L))));
            Assert.That(
                (second.Added, second.Removed, second.Unchanged, second.Persons, second.Window),
                Is.EqualTo((1, 651, 1, 650, (1300L, 1952L))));
            Assert.That(Ledger.ListMembers("kainuu", 1952), Is.EquivalentTo(Enumerable.Range(0, 650).Select(i => (2L * i) + 1)));
            Assert.That(Ledger.ListMembers("kainuu", 1300), Has.Count.EqualTo(1300));
            Assert.That(
                Ledger.ListChanges("kainuu", 0, 2000).Select(change => change.Position),
                Is.EqualTo(Enumerable.Range(1, 1952).Select(position => (long)position)));
            Assert.That(
                Ledger.ListChanges("kainuu", 1950, 1952).Select(change => (change.Person, change.IsAdded)),
                Is.EqualTo(new[] { (7L, false), (7L, true) }));
        }
    }

    [Test]
    public void An_answer_to_a_list_keeps_its_first_time()
    {
        var upload = TakeIn("1.HTT", (7, true));
        Ledger.MarkAnswered(upload.Id, Some.Time);
        Ledger.MarkAnswered(upload.Id, Some.Time.AddDays(1));
        Assert.That(Ledger.ListUploads("kainuu").Single().Answered, Is.EqualTo(Some.Time));
    }

    [Test]
    public void The_newest_lists_of_permits_come_first_with_the_beginning_of_their_refused_lines()
    {
        ListRefusal[] refused = [.. Enumerable.Range(1, 5).Select(line => new ListRefusal(line, ListFault.Unknown))];
        foreach (var (permit, name) in new[] { ("kainuu", "1.HTT"), ("helsinki", "2.HTT"), ("muu", "3.HTT"), ("kainuu", "4.HTT") })
        {
            _ = Ledger.TakeIn(
                new NewListUpload
                {
                    Permit = permit,
                    Name = name,
                    Sha256 = Some.Hash('a'),
                    Bytes = 1,
                    JournalKey = 1,
                    RegisterFingerprint = "m",
                    Lines = 5,
                    Refused = name == "4.HTT" ? refused : [],
                },
                Some.Time);
        }

        string[] both = ["kainuu", "helsinki"];
        Reopen();
        Assert.That(
            Ledger.NewestListUploads(both, 2, 40).Select(upload => (upload.Name, upload.Refused, upload.RefusedLines)),
            Is.EqualTo(new[]
            {
                ("4.HTT", Ledger.ListUploads("kainuu")[1].Refused[..40], 5),
                ("2.HTT", "[]", 0),
            }));
        Assert.That(Ledger.NewestListUploads(both, 9, 4000)[0], Is.EqualTo(Ledger.ListUploads("kainuu")[1]));
        Assert.That(Ledger.NewestListUploads(both, 9, 40), Has.Count.EqualTo(3));
        Assert.That(Ledger.NewestListUploads([], 9, 40), Is.Empty);
    }

    private ListUpload TakeIn(string name, params (long Person, bool IsAdded)[] changes) =>
        Ledger.TakeIn(
            new NewListUpload
            {
                Permit = "kainuu",
                Name = name,
                Sha256 = Some.Hash('a'),
                Bytes = 1,
                JournalKey = 1,
                RegisterFingerprint = "m",
                Lines = changes.Length,
                Changes = changes,
            },
            Some.Time);
}
