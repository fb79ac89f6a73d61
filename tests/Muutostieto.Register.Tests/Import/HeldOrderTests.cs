using Muutostieto.Records;
using Muutostieto.Records.Model;
using Muutostieto.Records.State;
using Muutostieto.Register.Sqlite;
using Muutostieto.Register.Tests.Support;

namespace Muutostieto.Register.Tests.Import;

/// <summary>A non-disclosure statement of a person not in the register yet is held, and comes into force when the person is
/// added.</summary>
public sealed class HeldOrderTests
{
    private static readonly string Unknown = Some.Code(9);
    private static readonly string Known = Some.Code(1);

    private ImportScene scene = null!;

    private static string Appears => ImportScene.Person(Unknown, "00311");

    private static string ChangesCode => ImportScene.Change(Known, ImportScene.Code('1', Unknown, '1'), ImportScene.Code('3', Known, '2'));

    private static string Ordered => ImportScene.Change(Unknown, ImportScene.Order('1', "20300101"));

    private RegisterFeed Feed
    {
        get
        {
            using var register = scene.Open();
            return register.Feed();
        }
    }

    [SetUp]
    public void SetUp()
    {
        scene = new ImportScene();
        scene.Base(ImportScene.Person(Known, "00311"));
    }

    [TearDown]
    public void TearDown() => scene.Dispose();

    [Test]
    public void An_order_of_an_unknown_person_is_held_counted_and_noted_without_the_code()
    {
        var result = scene.Changes(Ordered);

        Assert.Multiple(() =>
        {
            Assert.That((result.Held, result.Skipped, result.Records), Is.EqualTo((1L, 0L, 1L)));
            Assert.That(
                result.Notes.Single().Finding,
                Has.Property(nameof(Finding.Kind)).EqualTo("order-held").And.Property(nameof(Finding.Line)).EqualTo(1));
            Assert.That(result.Notes.Single().ToString(), Does.Not.Contain(Unknown));
            Assert.That(Feed.HeldStatements, Is.EqualTo(1));
        });
    }

    [Test]
    public void A_continuation_of_nothing_that_states_an_order_is_a_fault_with_its_line(
        [Values('0', '1', '3', '4', '5', '6')] char attribute)
    {
        var line = Ordered
            .Replace("0101|0151", $"J101|015{attribute}", StringComparison.Ordinal)
            .Replace("2026030201", "20260302J1", StringComparison.Ordinal);
        Assert.That(line, Does.Contain($"J101|015{attribute}"));

        Assert.That(
            () => scene.Changes(line),
            Throws
                .TypeOf<MuutostietoException>()
                .With.Message.Contains("line 1")
                .And.Message.Contains("non-disclosure")
                .And.Message.Not.Contain(Unknown));
        Assert.That(Feed.HeldStatements, Is.Zero);
    }

    [TestCase("0", "20300101")]
    [TestCase("1", "20300101")]
    [TestCase("3", "20300101")]
    [TestCase("6", "20300101")]
    [TestCase("4", null)]
    [TestCase("5", null)]
    [TestCase("1 3=20310101", "20310101")]
    [TestCase("1 3=20290101", "20290101")]
    [TestCase("1 4", null)]
    [TestCase("1 4 1=99990000", "99990000")]
    public void What_was_stated_is_applied_in_order_however_the_person_appears(string statements, string? end)
    {
        var lines = statements
            .Split(' ')
            .Select(one =>
                ImportScene.Change(Unknown, ImportScene.Order(one[0], one.Contains('=', StringComparison.Ordinal) ? one[2..] : "20300101")))
            .ToArray();
        Action<ImportScene>[] ways =
        [
            scene => scene.Changes([.. lines, Appears]),
            scene => scene.Changes([.. lines, ChangesCode]),
            scene =>
            {
                scene.Changes(lines);
                scene.Base(Appears);
            },
            scene =>
            {
                scene.Changes(lines);
                scene.Changes(Appears);
            },
            scene =>
            {
                scene.Changes(lines);
                scene.Changes(ChangesCode);
            },
            scene =>
            {
                foreach (var line in lines)
                {
                    scene.Changes(line);
                }
                scene.Base(ImportScene.Person(Known, ImportScene.Code('1', Known, '2'), ImportScene.Code('1', Unknown, '1')));
            },
        ];
        foreach (var way in ways)
        {
            scene.Dispose();
            SetUp();
            way(scene);
            Assert.That((scene.OrderOf(Unknown), Feed.HeldStatements), Is.EqualTo((end, 0L)), $"way {Array.IndexOf(ways, way) + 1}");
            scene.AssertEntriesSayTheWholeChange();
        }
    }

    [Test]
    public void It_is_applied_once_and_the_sources_next_word_counts()
    {
        scene.Changes(Ordered, Appears, ImportScene.Change(Unknown, ImportScene.Order('4')));
        Assert.That(scene.OrderOf(Unknown), Is.Null);

        scene.Base(ImportScene.Person(Unknown, "00312"));
        Assert.That(scene.OrderOf(Unknown), Is.Null);
    }

    [TestCase("1", "20280101", "20300101")]
    [TestCase("1", "99990000", "99990000")]
    [TestCase("0", "20280101", "20300101")]
    public void Of_what_was_held_and_what_the_person_comes_with_the_longer_holds(string attribute, string end, string expected)
    {
        scene.Changes(Ordered, ImportScene.Person(Unknown, ImportScene.Order(attribute[0], end)));
        Assert.That(scene.OrderOf(Unknown), Is.EqualTo(expected));
    }

    [Test]
    public void A_held_end_ends_an_order_from_before_it_and_none_that_was_set_later()
    {
        scene.Changes(ImportScene.Change(Known, ImportScene.Order('1')), ImportScene.Change(Unknown, ImportScene.Order('4')), ChangesCode);
        Assert.That(scene.OrderOf(Unknown), Is.Null);

        scene.Dispose();
        SetUp();
        scene.Changes(ImportScene.Change(Unknown, ImportScene.Order('4')), ImportScene.Change(Known, ImportScene.Order('1')), ChangesCode);
        Assert.That(scene.OrderOf(Unknown), Is.EqualTo(OrderEnd.UntilFurtherNotice));
    }

    [Test]
    public void In_a_merger_what_was_held_only_lengthens()
    {
        scene.Base(ImportScene.Person(Some.Code(2), ImportScene.Order('1', "20280101")));
        scene.Changes(
            Ordered,
            ImportScene.Change(Known, ImportScene.Code('3', Some.Code(2), '2'), ImportScene.Code('1', Unknown, '1'), ImportScene.Order('4'))
        );
        Assert.That(scene.OrderOf(Known), Is.EqualTo("20300101"));
    }

    [Test]
    public void What_came_to_one_who_had_the_code_before_comes_also_to_one_who_has_it_now()
    {
        scene.Changes(Ordered, ImportScene.Change(Known, ImportScene.Code('3', Unknown, '2')));
        Assert.That((scene.OrderOf(Known), Feed.HeldStatements), Is.EqualTo(("20300101", 0L)));

        using var writer = SqliteRegister.OpenWrite(scene.Path);
        using var transaction = writer.Begin();
        Assert.That(transaction.HeldFor([Unknown]), Has.Count.EqualTo(1));
        transaction.Release(transaction.HeldFor([Unknown]), Unknown);
        Assert.That(transaction.HeldFor([Unknown]), Is.Empty);
    }

    [Test]
    public void An_order_whose_end_is_no_day_is_a_fault_with_its_line_and_nothing_is_held()
    {
        var failure = Assert.Throws<MuutostietoException>(() => scene.Changes(Ordered, ImportScene.Change(Unknown, "01512030 101")))!;

        Assert.That(failure.Message, Does.Contain("line 2:").And.Contain("015").And.Not.Contain(Unknown));
        Assert.That(Feed.HeldStatements, Is.Zero);
    }

    [Test]
    public void Whatever_is_not_about_an_order_is_passed_over_as_before()
    {
        var result = scene.Changes(ImportScene.Change(Unknown, "00312"));
        Assert.That((result.Skipped, result.Held, result.Notes.Single().Finding.Kind), Is.EqualTo((1L, 0L, "unknown-person")));
    }
}
