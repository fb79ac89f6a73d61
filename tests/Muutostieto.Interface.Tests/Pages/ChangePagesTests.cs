using System.Text.Json;
using Muutostieto.Deliveries.Tests.Convergence;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Interface.Pages;
using Muutostieto.Interface.Tests.Support;
using Muutostieto.Register;
using Muutostieto.Register.Buildings;
using Muutostieto.Register.Sqlite;

namespace Muutostieto.Interface.Tests.Pages;

[Parallelizable(ParallelScope.Self)]
public sealed class ChangePagesTests
{
    private static readonly string[] Area = ["205", "290"];
    private LifeRegister life = null!;
    private LifeEvents events = null!;

    [SetUp]
    public void MakeRegister()
    {
        life = new LifeRegister();
        events = new LifeEvents(life);
    }

    [TearDown]
    public void RemoveRegister() => life.Dispose();

    [Test]
    public void Nothing_new_is_an_empty_page_that_is_up_to_date()
    {
        _ = events.Born("205");
        var (json, page) = Scene().Page(life.Now, 10);
        Assert.That(json.GetProperty("muutokset").GetArrayLength(), Is.Zero);
        Assert.That((page.IsUpToDate, page.To, page.Answer.Content.Count), Is.EqualTo((true, life.Now, 0L)));
    }

    [Test]
    public void Entries_of_buildings_at_the_end_are_no_more_pages()
    {
        var before = life.Now;
        _ = events.Born("205");
        life.Commit();
        using (var writer = SqliteRegister.OpenWrite(life.Path))
        using (var transaction = writer.Begin())
        {
            var house = new NewBuildingVersion { Code = "900000759J", Municipality = "205", Document = "{}"u8.ToArray(), Dwellings = [] };
            _ = transaction.Buildings.Append(new NewBuildingEntry("XRA", "20260105", "0", "1", "{}"u8.ToArray(), house));
            transaction.Commit();
        }

        var head = life.Reader.LatestKey();
        var (json, page) = Scene().Page(before, 10);
        Assert.That((Elements(json).Count(), page.To, page.IsUpToDate), Is.EqualTo((1, head, true)));
        (json, page) = Scene().Page(new JournalKey(head.Value - 1), 10);
        Assert.That((Elements(json).Count(), page.To, page.IsUpToDate), Is.EqualTo((0, head, true)));
    }

    [Test]
    public void A_page_ends_before_it_has_a_person_too_many()
    {
        var from = life.Now;
        for (var born = 0; born < 7; born++)
        {
            var person = events.Born("205");
            events.ChangeAddress(person);
            _ = events.Born("091");
        }

        var sizes = new List<int>();
        for (var isLast = false; !isLast;)
        {
            var (json, page) = Scene().Page(from, 3);
            sizes.Add(Elements(json).Select(element => element.GetProperty("henkilotunnus").GetString()).Distinct().Count());
            (from, isLast) = (page.To, page.IsUpToDate);
        }

        Assert.That(sizes, Is.EqualTo(new[] { 3, 3, 1 }));
    }

    [Test]
    public void A_page_covers_so_many_entries_at_most_whomever_they_concern()
    {
        for (var born = 0; born < 5; born++)
        {
            _ = events.Born("091");
        }

        var body = new System.Buffers.ArrayBufferWriter<byte>();
        var terms = PageScene.Terms(NonDisclosureRight.None, Area);
        var pages = new ChangePages(life.Reader, life.Reader, Mapped.Catalog, terms, new OrdersInForce(), new PageLimits { Entries = 2 });
        var page = pages.Make(default, null, new DateOnly(2026, 6, 1), body, CancellationToken.None).Answer;
        Assert.That((page.To.Value, page.IsUpToDate, page.Answer.Elements), Is.EqualTo((2L, false, 0)));
    }

    [Test]
    public void Who_has_died_stays_in_sight_however_long_ago()
    {
        var person = events.Born("205");
        events.Die(person);
        var from = life.Now;
        events.CorrectDeath(person);
        Assert.That(
            Elements(Scene().Page(from, 10).Json).Single().Sequence(),
            Is.EqualTo(new[] { "KUOLINPAIVA KORJATTAVA", "KUOLINPAIVA KORJATTU" }));

        from = life.Now;
        events.CancelDeath(person);
        var again = Elements(Scene().Page(from, 10).Json).ToList();
        Assert.That(again[0].Sequence(), Is.EqualTo(new[] { "KOTIKUNTA MUUTETTU" }), "a client that has the dead lets go of the person");
        Assert.That(again[1].Sequence(), Does.Contain("HENKILON_NIMI LISATTY").And.Contain("KOTIKUNTA LISATTY"));
    }

    [TestCase(NonDisclosureRight.Section37, "091")]
    [TestCase(NonDisclosureRight.None, null)]
    public void Who_leaves_gets_the_municipality(NonDisclosureRight right, string? municipality)
    {
        var person = events.Born("205");
        var from = life.Now;
        events.Move(person, "091");
        var left = Elements(Scene(right).Page(from, 10).Json).Single();
        Assert.That(left.Sequence(), Is.EqualTo(new[] { "KOTIKUNTA MUUTETTU" }));
        Assert.That(
            left.Group("KOTIKUNTA").TryGetProperty("kuntakoodi", out var code) ? code.GetString() : null,
            Is.EqualTo(municipality));
    }

    [Test]
    public void An_order_looks_like_leaving_without_the_right()
    {
        var (moved, hidden) = (events.Born("205"), events.Born("205"));
        var from = life.Now;
        events.Move(moved, "091");
        events.Protect(hidden);
        var left = Elements(Scene(NonDisclosureRight.None).Page(from, 10).Json).ToList();
        Assert.That(left, Has.Count.EqualTo(2));
        Assert.That(left[0].GetProperty("tietoryhmat").GetRawText(), Is.EqualTo(left[1].GetProperty("tietoryhmat").GetRawText()));
    }

    [TestCase(NonDisclosureRight.None)]
    [TestCase(NonDisclosureRight.OrderOnly)]
    [TestCase(NonDisclosureRight.Section37)]
    public void Where_anybody_lived_before_is_for_the_right_alone(NonDisclosureRight right)
    {
        var (mover, fled) = (events.Born("205"), events.Born("205"));
        var (codes, from) = (new[] { life.Current(mover).IdentityCode, life.Current(fled).IdentityCode }, life.Now);
        events.MoveAndProtect(fled, "290");
        events.Lift(fled);
        events.Move(mover, "290");
        var scene = new PageScene(life, PageScene.Terms(right));
        var changes = Elements(scene.Page(from, 10, codes).Json).SelectMany(element => element.Sequence());
        var state = scene.Base(life.Now, codes).GetProperty("perustiedot").EnumerateArray().SelectMany(element => element.Sequence());

        var times = right == NonDisclosureRight.Section37 ? 2 : 0;
        Assert.That(changes, Has.Exactly(times).EqualTo("EDELLINEN_KOTIKUNTA MUUTETTU"));
        Assert.That(state, Has.Exactly(times).EqualTo("EDELLINEN_KOTIKUNTA"));
    }

    [Test]
    public void Who_comes_under_an_order_after_a_page_is_masked_in_it_already()
    {
        var person = events.Born("205");
        var from = life.Now;
        events.ChangeAddress(person);
        events.ChangeEmail(person);
        for (var other = 0; other < 3; other++)
        {
            _ = events.Born("205");
        }

        events.Protect(person);

        // The scene searches each answer for the addresses.
        Assert.That(Elements(Scene(NonDisclosureRight.Section37).Page(from, 1).Json), Is.Empty);
        Assert.That(
            Elements(Scene(NonDisclosureRight.None).Page(from, 1).Json).Single().Sequence(),
            Is.EqualTo(new[] { "KOTIKUNTA MUUTETTU" }));
        var code = life.Current(person).IdentityCode;
        var late = Scene(NonDisclosureRight.Section37).Base(from, [code]).GetProperty("perustiedot")[0];
        Assert.That(late.Group("VAKINAINEN_KOTIMAINEN_OSOITE").TryGetProperty("turvakiellonAlaisetKentat", out _), Is.True);
        Assert.That(Scene(NonDisclosureRight.None).Base(from, [code]).GetProperty("perustiedot").GetArrayLength(), Is.Zero);
    }

    [Test]
    public void An_answer_is_made_again_when_an_order_is_entered_while_it_is_made()
    {
        var person = events.Born("205");
        var register = life.Reader;
        var (times, orders) = (0, new OrdersInForce());
        var made = ProtectedNow.Make(register, orders, register.LatestKey(), _ =>
        {
            if (++times == 1)
            {
                events.Protect(person);
                life.Commit();
            }

            return times;
        });
        Assert.That(made.Answer, Is.EqualTo(2));
        Assert.That(made.StillHolds(register, orders), Is.True);
        events.Lift(person);
        events.ChangeAddress(person);
        Assert.That(made.StillHolds(life.Reader, orders), Is.True, "an order's end hides no one more");
    }

    [Test]
    public void Codes_within_an_area_bring_only_whom_they_name()
    {
        var (one, other) = (events.Born("205"), events.Born("205"));
        var elsewhere = events.Born("091");
        var from = life.Now;
        events.ChangeAddress(one);
        events.ChangeAddress(other);
        events.ChangeAddress(elsewhere);
        string[] codes = [life.Current(one).IdentityCode, life.Current(elsewhere).IdentityCode, "unknown"];
        Assert.That(
            Elements(Scene().Page(from, 10, codes).Json).Select(element => element.GetProperty("henkilotunnus").GetString()),
            Is.EqualTo(new[] { codes[0] }));
    }

    [Test]
    public void A_list_is_asked_by_codes()
    {
        var terms = PageScene.Terms(NonDisclosureRight.None);
        var pages = new ChangePages(life.Reader, life.Reader, Mapped.Catalog, terms, new OrdersInForce(), new PageLimits());
        Assert.That(
            () => pages.Make(default, null, new DateOnly(2026, 6, 1), new System.Buffers.ArrayBufferWriter<byte>(), CancellationToken.None),
            Throws.ArgumentException);
    }

    [Test]
    public void The_last_key_of_a_day_is_before_all_that_was_registered_later()
    {
        life.Today = "20260601";
        _ = events.Born("205");
        life.Today = "20260603";
        _ = events.Born("205");
        life.Today = "20260602";
        _ = events.Born("205");
        var days = new DayKeys();
        long On(int day) => days.LastOf(new DateOnly(2026, 6, day), new DateOnly(2026, 6, 5), life.Reader, CancellationToken.None).Value;
        var before = life.Now.Value - 3;
        Assert.That(new[] { On(1), On(2), On(3), On(4) }, Is.EqualTo(new[] { before + 1, before + 1, before + 3, before + 3 }));
        life.Today = "20260605";
        _ = events.Born("205");
        Assert.That(new[] { On(4), On(5) }, Is.EqualTo(new[] { before + 3, before + 4 }));
    }

    [Test]
    public void The_keys_of_days_are_those_of_the_register_that_is_there()
    {
        using var longer = new LifeRegister { Today = "20260601" };
        using var restored = new LifeRegister { Today = "20260601" };
        var (events, others) = (new LifeEvents(longer), new LifeEvents(restored));
        _ = events.Born("205");
        longer.Today = "20260602";
        _ = events.Born("205");
        _ = others.Born("765");
        var days = new DayKeys();
        long On(int day, LifeRegister life) =>
            days.LastOf(new DateOnly(2026, 6, day), new DateOnly(2026, 6, 2), life.Reader, CancellationToken.None).Value;
        var end = longer.Now.Value;
        Assert.That((On(1, longer), On(2, longer)), Is.EqualTo((end - 1, end)));
        Assert.That((On(1, restored), On(2, restored)), Is.EqualTo((end - 1, end - 1)), "older");

        // Grown again, to the same length: other entries have the keys.
        _ = On(2, longer);
        _ = others.Born("765");
        Assert.That((On(1, restored), On(2, restored)), Is.EqualTo((end, end)));
    }

    [Test]
    public void A_day_that_has_not_come_keeps_no_later_day_from_its_key()
    {
        var days = new DayKeys();
        var before = life.Now.Value;
        Enter("20260601");
        Enter("20990101");
        Assert.That(On(1, today: 1), Is.EqualTo(before + 1), "of a later day, as far as is known");
        Enter("20260602");
        Enter("20260603");
        Assert.That(new[] { On(1, today: 3), On(2, today: 3), On(3, today: 3) }, Is.EqualTo(new[] { before + 2, before + 3, before + 4 }));
        Enter("20260604");
        Assert.That(On(3, today: 4), Is.EqualTo(before + 4));

        void Enter(string day)
        {
            life.Today = day;
            _ = events.Born("205");
        }

        long On(int day, int today) =>
            days.LastOf(new DateOnly(2026, 6, day), new DateOnly(2026, 6, today), life.Reader, CancellationToken.None).Value;
    }

    [TestCase(319705)]
    [TestCase(488446)]
    public void A_person_who_came_before_the_first_load_comes_whole(int seed) => A_first_load_after_the_key_loses_nothing(seed);

    /// <summary>Base data carry no key: a client asks for it before it loads, and gets what was entered meanwhile twice.</summary>
    [SeededProperty(MaxTest = 30, EndSize = 1_000_000)]
    public void A_first_load_after_the_key_loses_nothing(int seed)
    {
        using var register = new LifeRegister();
        var (random, happening) = (new Random(seed), new LifeEvents(register));
        List<long> persons = [happening.Born("205"), happening.Born("765"), happening.Born("290")];
        Happen(20);
        var scene = new PageScene(register, PageScene.Terms(Enum.GetValues<NonDisclosureRight>()[random.Next(2)], Area));
        var key = register.Now;
        Happen(random.Next(10));
        var client = new PageClient(Area);
        client.Load(scene.Base(register.Now), scene.Day);
        Happen(random.Next(10));
        for (var isLast = false; !isLast;)
        {
            var (json, page) = scene.Page(key, 3);
            isLast = client.Apply(json);
            key = page.To;
        }

        var fresh = new PageClient(Area);
        fresh.Load(scene.Base(key), scene.Day);
        static string[] Lines(PageClient of) =>
            [.. of.Persons().SelectMany(person => person.Value.Select(group => $"{person.Key} {group}"))];
        Assert.That(Lines(client), Is.EqualTo(Lines(fresh)), string.Join('\n', client.Applied));

        void Happen(int steps)
        {
            for (; steps > 0; steps--)
            {
                var person = persons[random.Next(persons.Count)];
                var isProtected = register.Current(person).NonDisclosureEnd is not null;
                switch (random.Next(7))
                {
                    case 0: persons.Add(happening.Born("205")); break;
                    case 1: happening.Move(person, new[] { "205", "290", "091" }[random.Next(3)]); break;
                    case 2: happening.ChangeEmail(person); break;
                    case 3 when !isProtected: happening.Protect(person); break;
                    case 3: happening.Lift(person); break;
                    case 4 when register.Current(person).Alive: happening.Die(person); break;
                    default: happening.ChangeAddress(person); break;
                }
            }
        }
    }

    private PageScene Scene(NonDisclosureRight right = NonDisclosureRight.Section37) => new(life, PageScene.Terms(right, Area));

    private static IEnumerable<JsonElement> Elements(JsonElement page) => page.GetProperty("muutokset").EnumerateArray();
}
