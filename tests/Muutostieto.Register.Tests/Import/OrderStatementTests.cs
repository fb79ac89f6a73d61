using Muutostieto.Records.State;
using Muutostieto.Register.Tests.Support;

namespace Muutostieto.Register.Tests.Import;

/// <summary>
/// Every way in which a record may speak of a non-disclosure order, with every kind of record, over every order that a person and those
/// merged with that person may have: what the register has afterwards is what was stated, and never less than what silence leaves.
/// </summary>
public sealed class OrderStatementTests
{
    private const string Long = "20300101";
    private const string Short = "20270101";
    private static readonly string?[] Known = [null, Short, Long, OrderEnd.UntilFurtherNotice, "00000100", "20290000"];

    /// <summary>What a record may say: nothing, each attribute, a correction.</summary>
    private static readonly string[] Statements = ["", "0", "1", "3", "4", "5", "6", "56"];

    private static readonly string[] Ends = ["20280101", OrderEnd.UntilFurtherNotice, "00000000"];

    private static readonly string?[][] Others = [[], [null], [Short], [OrderEnd.UntilFurtherNotice], [Long, "20310000"]];

    private ImportScene scene = null!;

    [SetUp]
    public void SetUp() => scene = new ImportScene();

    [TearDown]
    public void TearDown() => scene.Dispose();

    [Test]
    public void An_order_is_what_was_stated_and_never_lost_or_shortened_by_silence()
    {
        var (number, before, changes, bases, expected) = (
            0,
            new List<string>(),
            new List<string>(),
            new List<string>(),
            new List<(string Code, string? End, string What)>());
        foreach (var (statement, end, own, others, form) in All())
        {
            var code = Some.Code(++number);
            before.Add(ImportScene.Person(code, OrderGroups(own is null ? "" : "1", own ?? "")));
            var groups = OrderGroups(statement, end).ToList();
            foreach (var other in others)
            {
                var otherCode = Some.Code(++number);
                before.Add(ImportScene.Person(otherCode, OrderGroups(other is null ? "" : "1", other ?? "")));
                groups.Add(ImportScene.Code('3', otherCode, '2'));
            }

            if (others.Length > 0)
            {
                groups.Add(ImportScene.Code('1', code, '1'));
            }

            (form == "base" ? bases : changes).Add(
                form == "change" ? ImportScene.Change(code, [.. groups]) : ImportScene.Person(code, [.. groups]));
            expected.Add(
                (
                    code,
                    Expected(statement, end, own, others),
                    $"{form} 015{statement} {end}, own {own}, others {string.Join(' ', others.Select(other => other ?? "none"))}"));
        }

        scene.Base([.. before]);
        scene.Base([.. bases]);
        scene.Changes([.. changes]);

        Assert.That(expected, Has.Count.GreaterThan(1300));
        using var register = scene.Open();
        var wrong = expected
            .Where(person => Day(register.Find(person.Code, register.LatestKey())!.NonDisclosureEnd) != Day(person.End))
            .Select(person =>
                $"{person.What}: expected {person.End}, is {register.Find(person.Code, register.LatestKey())!.NonDisclosureEnd}");
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void What_the_register_knows_of_an_order_its_entries_say()
    {
        var (number, before, changes) = (0, new List<string>(), new List<string>());
        foreach (var (statement, end, own, others, form) in All().Where((_, at) => at % 7 == 0))
        {
            if (form == "base")
            {
                continue;
            }

            var code = Some.Code(++number);
            before.Add(ImportScene.Person(code, OrderGroups(own is null ? "" : "1", own ?? "")));
            var groups = OrderGroups(statement, end).ToList();
            foreach (var other in others)
            {
                before.Add(ImportScene.Person(Some.Code(++number), OrderGroups(other is null ? "" : "1", other ?? "")));
                groups.Add(ImportScene.Code('3', Some.Code(number), '2'));
            }

            changes.Add(form == "change" ? ImportScene.Change(code, [.. groups]) : ImportScene.Person(code, [.. groups]));
        }

        scene.Base([.. before]);
        scene.Changes([.. changes]);
        scene.AssertEntriesSayTheWholeChange();
    }

    [TestCase(true)]
    [TestCase(false)]
    public void An_order_that_a_supplementary_group_brings_is_entered_as_added(bool isWhole)
    {
        scene.Base(ImportScene.Person(Some.Code(1), "00311"));
        scene.Changes(
            isWhole
                ? ImportScene.Person(Some.Code(1), ImportScene.Order('0', Short))
                : ImportScene.Change(Some.Code(1), ImportScene.Order('0', Short)));

        using var register = scene.Open();
        Assert.That(
            System.Text.Encoding.UTF8.GetString(register.ReadJournal(new JournalKey(1), register.LatestKey()).Single().Record.Span),
            Does.Contain($$"""{"ryhma":"015","muutos":"1","paattymispv":"{{Short}}"}""").And.Not.Contain("\"muutos\":\"0\""));
        Assert.That(scene.OrderOf(Some.Code(1)), Is.EqualTo(Short));
    }

    [Test]
    public void A_merger_that_ends_the_order_of_the_one_who_stays_leaves_that_of_the_other()
    {
        scene.Base(
            ImportScene.Person(Some.Code(1), ImportScene.Order('1', Short)),
            ImportScene.Person(Some.Code(2), ImportScene.Order('1')));
        scene.Changes(
            ImportScene.Change(
                Some.Code(1),
                ImportScene.Code('0', Some.Code(1), '1'),
                ImportScene.Code('3', Some.Code(2), '2'),
                ImportScene.Order('4', Short)));
        Assert.That(scene.OrderOf(Some.Code(1)), Is.EqualTo(OrderEnd.UntilFurtherNotice));

        scene.Changes(ImportScene.Change(Some.Code(1), ImportScene.Order('4')));
        Assert.That(scene.OrderOf(Some.Code(2)), Is.Null, "the source's next word ends it");
    }

    private static IEnumerable<(string Statement, string End, string? Own, string?[] Others, string Form)> All() =>
        from statement in Statements
        from end in statement.Length == 0 ? Ends[..1] : Ends
        from own in Known
        from others in Others
        from form in new[] { "base", "new", "change" }
        where form != "base" || (others.Length == 0 && statement is "" or "0" or "1")
        where form != "base" || others.Length == 0
        select (statement, end, own, others, form);

    private static string? Expected(string statement, string end, string? own, string?[] others)
    {
        var stated = statement is "" or "4" or "5" ? null : end;
        return others.Length > 0 ? others.Append(stated).Aggregate(own, OrderEnd.Longest)
            : statement.Length == 0 ? own
            : statement == "0" ? OrderEnd.Longest(own, stated)
            : stated;
    }

    private static string[] OrderGroups(string statement, string end) => statement switch
    {
        "" => [],
        "56" => [ImportScene.Order('5', Short), ImportScene.Order('6', end)],
        _ => [ImportScene.Order(statement[0], end)],
    };

    private static string? Day(string? end) => end is null ? null : OrderEnd.LastDay(end == "00000000" ? "" : end);
}
