using Muutostieto.Interface.Feed;
using Muutostieto.Interface.Tests.Support;
using Muutostieto.Records;

namespace Muutostieto.Interface.Tests.Feed;

/// <summary>What a feed enters, page by page, and what it refuses.</summary>
public sealed class FeedRunTests
{
    private const string Aino = FeedScene.Aino;
    private const string Eero = FeedScene.Eero;
    private const string Other = FeedScene.Other;

    [Test]
    public async Task A_malformed_element_is_refused_with_its_place_and_its_page_comes_once_the_source_is_right()
    {
        using var scene = await FeedScene.LoadedAsync().ConfigureAwait(false);
        var before = scene.Register.LatestKey();
        var good = FeedScene.Element(Aino, FeedScene.Name("Aune"));
        foreach (var (bad, place) in new[]
        {
            ("17", "muutokset[1]"),
            ("""{"henkilotunnus":"010190-900P","muutospv":"2026-06-07T21:00:00.000Z"}""", "muutokset[1].tietoryhmat"),
            ("""{"henkilotunnus":"010190-900P","muutospv":"yesterday","tietoryhmat":[]}""", "muutokset[1].muutospv"),
            (FeedScene.Element(Aino, "17"), "muutokset[1].tietoryhmat[0]"),
            (FeedScene.Element(Aino, """{"tietoryhma":"SUKUPUOLI","sukupuoli":{}}"""), "muutokset[1].tietoryhmat[0].sukupuoli"),
            (FeedScene.Element(Aino, """{"tietoryhma":"KOTIKUNTA","muutosattribuutti":"MUUTETTU","kuntakoodi":"20"}"""), "muutokset[1]"),
            (FeedScene.Element("not a code", FeedScene.Name("X")), "muutokset[1]"),
        })
        {
            var failure = await FeedScene.FailureAsync(() => scene.RunAsync(FeedScene.Page(11, good, bad))).ConfigureAwait(false);
            Assert.Multiple(() =>
            {
                Assert.That(failure.Kind, Is.EqualTo(FailureKind.Fault), bad);
                Assert.That(failure.Message, Does.Contain(place), bad);
                Assert.That(failure.Message, Does.Not.Contain(Aino).And.Not.Contain("Aune"), "no person is in a message");
                Assert.That(scene.Register.LatestKey(), Is.EqualTo(before), bad);
                Assert.That(scene.Register.Source()!.Key, Is.EqualTo(10), bad);
            });
        }

        var report = await scene.RunAsync(FeedScene.Page(11, good)).ConfigureAwait(false);
        Assert.Multiple(() =>
        {
            Assert.That(report.Counts.Changed, Is.EqualTo(1));
            Assert.That(scene.Texts(Aino, "004", "etunimet"), Is.EqualTo(new[] { "Aune" }));
            Assert.That(scene.Register.Source()!.Key, Is.EqualTo(11));
            Assert.That(scene.Register.SourceKeyAt(before), Is.EqualTo(10));
            Assert.That(scene.Register.SourceKeyAt(scene.Register.LatestKey()), Is.EqualTo(11));
        });
    }

    [TestCase("""{"viimeisinKirjausavain":11,"ajanTasalla":true}""", "muutokset")]
    [TestCase("""{"viimeisinKirjausavain":11,"muutokset":[]}""", "ajanTasalla")]
    public async Task A_page_of_another_shape_is_refused(string page, string place)
    {
        using var scene = await FeedScene.LoadedAsync().ConfigureAwait(false);
        var failure = await FeedScene.FailureAsync(() => scene.RunAsync(page)).ConfigureAwait(false);
        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Fault));
        Assert.That(failure.Message, Does.Contain(place));
        Assert.That(scene.Register.Source()!.Key, Is.EqualTo(10));
    }

    [TestCase("11.5")]
    [TestCase("1e3")]
    [TestCase("-1")]
    [TestCase("-0")]
    [TestCase("9223372036854775808")]
    [TestCase("99999999999999999999999999")]
    [TestCase("\"0x0C\"")]
    [TestCase("\" 12\"")]
    [TestCase("\"\\u0031\\u0032\"")]
    [TestCase("\"\"")]
    [TestCase("null")]
    [TestCase("[12]")]
    public async Task A_key_of_an_odd_shape_is_refused(string key)
    {
        using var scene = await FeedScene.LoadedAsync().ConfigureAwait(false);
        var failure = await FeedScene.FailureAsync(() => scene.RunAsync(
            $$"""{"viimeisinKirjausavain":{{key}},"muutokset":[],"ajanTasalla":true}""")).ConfigureAwait(false);
        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Fault));
        Assert.That(failure.Message, Does.Contain("viimeisinKirjausavain: expected a number"));
        Assert.That(scene.Register.Source()!.Key, Is.EqualTo(10));
    }

    [TestCase(9, true)]
    [TestCase(10, false)]
    [TestCase(10, true)]
    public async Task A_key_that_goes_backwards_or_nowhere_is_refused(long key, bool isLast)
    {
        using var scene = await FeedScene.LoadedAsync().ConfigureAwait(false);
        var failure = await FeedScene.FailureAsync(
            () => scene.RunAsync(FeedScene.Page(key, isLast, FeedScene.Element(Aino, FeedScene.Name("Aune"))))).ConfigureAwait(false);
        Assert.Multiple(() =>
        {
            Assert.That(failure.Kind, Is.EqualTo(FailureKind.Integrity));
            Assert.That(failure.Remedy, Is.InstanceOf<FeedRemedy.LoadAgain>());
            Assert.That(scene.Texts(Aino, "004", "etunimet"), Is.EqualTo(new[] { "Aino" }));
        });
    }

    [Test]
    public async Task Pages_before_a_refused_one_are_kept()
    {
        using var scene = await FeedScene.LoadedAsync().ConfigureAwait(false);
        _ = await FeedScene.FailureAsync(() => scene.RunAsync(
            FeedScene.Page(11, false, FeedScene.Element(Aino, FeedScene.Name("Aune"))), FeedScene.Page(12, "17"))).ConfigureAwait(false);
        Assert.That(scene.Texts(Aino, "004", "etunimet"), Is.EqualTo(new[] { "Aune" }));
        Assert.That(scene.Register.Source()!.Key, Is.EqualTo(11));
    }

    [Test]
    public async Task Another_source_user_or_scope_is_refused()
    {
        using var scene = await FeedScene.LoadedAsync().ConfigureAwait(false);
        var right = scene.Source;
        foreach (var other in new[]
        {
            right with { Url = new Uri("http://localhost/other/api/v1") },
            right with { User = "oulu" },
            right with { Scope = new FeedScope(["205", "290"]) },
            right with { Scope = FeedScope.List },
        })
        {
            scene.Source = other;
            var failure = await FeedScene.FailureAsync(() => scene.RunAsync()).ConfigureAwait(false);
            Assert.That(failure.Kind, Is.EqualTo(FailureKind.Integrity));
            Assert.That(failure.Remedy, Is.InstanceOf<FeedRemedy.LoadAgain>());
        }

        scene.Source = right with { Url = new Uri("http://localhost/api/v1/"), Password = "changed" };
        _ = await scene.RunAsync().ConfigureAwait(false);
    }

    [Test]
    public async Task Changes_and_comparisons_need_a_load()
    {
        using var scene = new FeedScene();
        foreach (var call in new Func<Task>[] { () => scene.RunAsync(), () => scene.VerifyAsync(repairs: false) })
        {
            var failure = await FeedScene.FailureAsync(call).ConfigureAwait(false);
            Assert.That(failure.Kind, Is.EqualTo(FailureKind.Usage));
            Assert.That(failure.Remedy, Is.InstanceOf<FeedRemedy.Load>());
        }

        Assert.That(scene.Calls, Is.Empty);
    }

    [Test]
    public async Task A_second_load_must_be_wanted()
    {
        using var scene = await FeedScene.LoadedAsync().ConfigureAwait(false);
        scene.Calls.Clear();
        var failure = await FeedScene.FailureAsync(() => scene.LoadAsync()).ConfigureAwait(false);
        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Usage));
        Assert.That(failure.Remedy, Is.InstanceOf<FeedRemedy.LoadAgain>());
        Assert.That(scene.Calls, Is.Empty);
        scene.Persons[Aino] = FeedScene.Resident("Aune");
        var report = await scene.LoadAsync(again: true).ConfigureAwait(false);
        Assert.That((report.Counts.Replaced, report.Counts.Unchanged, report.Counts.Added), Is.EqualTo((1, 1, 0)));
        Assert.That(scene.Texts(Aino, "004", "etunimet"), Is.EqualTo(new[] { "Aune" }));
    }

    [Test]
    public async Task An_element_of_the_load_that_is_malformed_leaves_nothing_behind()
    {
        using var scene = new FeedScene();
        scene.Persons[Aino] = FeedScene.Resident("Aino");
        scene.Persons[Eero] = "17";
        var failure = await FeedScene.FailureAsync(() => scene.LoadAsync()).ConfigureAwait(false);
        Assert.That(failure.Message, Does.Contain("perustiedot[1].tietoryhmat[0]"));
        Assert.That((scene.Find(Aino), scene.Register.Source()), Is.EqualTo(((object?)null, (object?)null)));
    }

    [Test]
    public async Task What_the_mapping_does_not_know_is_kept_as_it_came_and_counted()
    {
        const string Group = """{"tietoryhma":"JOKU_MUU","sisalto":[1,{"a":"ä"}]}""";
        const string Field = """{"tietoryhma":"SYNTYMAKOTIKUNTA","kuntakoodi":"205","uusi":true}""";
        const string Value = """{"tietoryhma":"SIVIILISAATY","siviilisaaty":"UUSI_SAATY"}""";
        using var scene = new FeedScene();
        scene.Persons[Aino] = FeedScene.Resident("Aino", Group, Field, Value);
        scene.Persons[Eero] = FeedScene.Resident("Eero", Group, Group);
        var report = await scene.LoadAsync().ConfigureAwait(false);
        Assert.Multiple(() =>
        {
            Assert.That(report.Kept, Is.EqualTo(
                new Dictionary<string, long> { ["JOKU_MUU"] = 2, ["SIVIILISAATY"] = 1, ["SYNTYMAKOTIKUNTA"] = 1 }));
            Assert.That(
                scene.Register.KeptOf(scene.Find(Aino)!.PersonId).Select(kept => kept.Json),
                Is.EquivalentTo(new[] { Group, Field, Value }));
            Assert.That(scene.Texts(Aino, "008", "kuntanumero"), Is.EqualTo(new[] { "205" }), "what is known of it is entered");
        });

        const string Change = """{"tietoryhma":"JOKU_MUU","muutosattribuutti":"LISATTY"}""";
        report = await scene.RunAsync(FeedScene.Page(11, FeedScene.Element(Eero, Change), FeedScene.Element(Eero, Change)))
            .ConfigureAwait(false);
        Assert.Multiple(() =>
        {
            Assert.That(report.Kept, Is.EqualTo(new Dictionary<string, long> { ["JOKU_MUU"] = 2 }));
            Assert.That(
                scene.Register.KeptOf(scene.Find(Eero)!.PersonId).Select(kept => kept.Json), Is.EqualTo(new[] { Group, Change }));
            Assert.That(scene.Register.SourceRemains().Groups, Is.EqualTo(
                new Dictionary<string, long> { ["JOKU_MUU"] = 2, ["SIVIILISAATY"] = 1, ["SYNTYMAKOTIKUNTA"] = 1 }));
        });
    }

    [Test]
    public async Task Elements_of_one_person_are_entered_in_their_order()
    {
        using var scene = await FeedScene.LoadedAsync().ConfigureAwait(false);
        var report = await scene.RunAsync(FeedScene.Page(
            11,
            FeedScene.Element(Aino, FeedScene.Name("Aune")),
            FeedScene.Element(Eero, FeedScene.Name("Eetu")),
            FeedScene.Element(Aino, FeedScene.Name("Aura")))).ConfigureAwait(false);
        Assert.That(report.Counts.Changed, Is.EqualTo(3));
        Assert.That(scene.Texts(Aino, "004", "etunimet"), Is.EqualTo(new[] { "Aura" }));
        Assert.That(scene.Texts(Eero, "004", "etunimet"), Is.EqualTo(new[] { "Eetu" }));
    }

    [Test]
    public async Task A_person_seen_for_the_first_time_is_asked_for_when_no_changes_are_left()
    {
        using var scene = await FeedScene.LoadedAsync().ConfigureAwait(false);
        scene.Persons[Other] = FeedScene.Resident("Oili");
        scene.Calls.Clear();
        var report = await scene.RunAsync(
            FeedScene.Page(
                11,
                false,
                FeedScene.Element(Other, FeedScene.Name("Vanha")),
                FeedScene.Element("010190-903T", FeedScene.Name("Poissa"))),
            FeedScene.Page(12, FeedScene.Element(Other, FeedScene.Name("Oili")))).ConfigureAwait(false);
        Assert.Multiple(() =>
        {
            Assert.That(scene.Texts(Other, "004", "etunimet"), Is.EqualTo(new[] { "Oili" }));
            Assert.That(scene.Calls, Has.Count.EqualTo(3));
            Assert.That(scene.Calls[^1], Is.EqualTo("""perustiedot {"hetulista":["010190-902S","010190-903T"]}"""));
            Assert.That(report.Counts.Added, Is.EqualTo(1));
        });

        Assert.That(report.PassedOver, Is.EqualTo(1));
        scene.Calls.Clear();
        _ = await scene.RunAsync().ConfigureAwait(false);
        Assert.That(scene.Calls, Has.Count.EqualTo(1), "who is not shown is not asked for again");
    }

    [Test]
    public async Task Who_left_the_area_is_a_resident_no_more()
    {
        using var scene = await FeedScene.LoadedAsync().ConfigureAwait(false);
        _ = await scene.RunAsync(FeedScene.Page(
            11,
            FeedScene.Element(Aino, """{"tietoryhma":"KOTIKUNTA","muutosattribuutti":"MUUTETTU","kuntakoodi":"091"}""")))
            .ConfigureAwait(false);
        Assert.That(scene.Find(Aino)!.Municipality, Is.EqualTo("091"));
        Assert.That(scene.Find(Eero)!.Municipality, Is.EqualTo("205"));
    }

    [Test]
    public async Task A_code_is_changed_to_a_new_one_or_one_that_was_wrong_is_taken_away()
    {
        using var scene = await FeedScene.LoadedAsync().ConfigureAwait(false);
        _ = await scene.RunAsync(FeedScene.Page(11, FeedScene.Element(Aino, CodeChange(Aino, Other)))).ConfigureAwait(false);
        var aino = scene.Find(Other)!;
        Assert.Multiple(() =>
        {
            Assert.That(aino.IdentityCode, Is.EqualTo(Other));
            Assert.That(scene.Find(Aino)!.PersonId, Is.EqualTo(aino.PersonId), "the former code is still hers");
        });
        _ = await scene.RunAsync(FeedScene.Page(12, FeedScene.Element(Other, $$"""
            {"tietoryhma":"HENKILOTUNNUS_KORJAUS","muutosattribuutti":"POISTETTU","voimassaolo":"PASSIIVI",
             "muutettuHenkilotunnus":"{{Aino}}","aktiivinenHenkilotunnus":"{{Other}}","edellisetHenkilotunnukset":[]}
            """))).ConfigureAwait(false);
        Assert.That(scene.Find(Aino), Is.Null, "a code that was never hers names her no more");
    }

    [Test]
    public async Task Persons_who_are_one_are_merged()
    {
        using var scene = await FeedScene.LoadedAsync().ConfigureAwait(false);
        var report = await scene.RunAsync(FeedScene.Page(11, FeedScene.Element(Eero, CodeChange(Aino, Eero)))).ConfigureAwait(false);
        Assert.That(report.Counts.Merged, Is.EqualTo(1));
        Assert.That(scene.Find(Aino)!.PersonId, Is.EqualTo(scene.Find(Eero)!.PersonId));
        Assert.That(scene.Find(Aino)!.IdentityCode, Is.EqualTo(Eero));
    }

    [Test]
    public async Task A_list_is_what_is_asked_for_and_grows_with_codes_that_change()
    {
        using var scene = new FeedScene(FeedScope.List);
        var empty = await FeedScene.FailureAsync(() => scene.LoadAsync()).ConfigureAwait(false);
        Assert.That(empty.Remedy, Is.InstanceOf<FeedRemedy.AddToList>());
        scene.Source = scene.Source with { PersonsOfCall = 1 };
        scene.List(Aino, Eero, "010190-909_");
        scene.Persons[Aino] = FeedScene.Resident("Aino");
        scene.Persons[Eero] = FeedScene.Resident("Eero");
        scene.Calls.Clear();
        var report = await scene.LoadAsync().ConfigureAwait(false);
        Assert.Multiple(() =>
        {
            Assert.That(scene.Calls[0], Does.StartWith("2026-06-08"), "the key is asked for first");
            Assert.That(scene.Calls, Has.Count.EqualTo(4));
            Assert.That((report.Counts.Added, report.PassedOver), Is.EqualTo((2, 1)));
        });
        scene.Calls.Clear();
        _ = await scene.RunAsync(
            FeedScene.Page(11, false, FeedScene.Element(Aino, CodeChange(Aino, Other))),
            FeedScene.Page(12, FeedScene.Element(Other, FeedScene.Name("Aune")))).ConfigureAwait(false);
        Assert.Multiple(() =>
        {
            Assert.That(scene.Calls[0], Does.Contain(Aino).And.Contain(Eero).And.Not.Contain(Other));
            Assert.That(scene.Calls[1], Does.Contain(Aino).And.Contain(Eero).And.Contain(Other));
            Assert.That(scene.Texts(Other, "004", "etunimet"), Is.EqualTo(new[] { "Aune" }));
        });
    }

    [Test]
    public async Task Who_is_taken_off_the_list_is_withheld_and_comes_back_when_listed_again()
    {
        using var scene = new FeedScene(FeedScope.List);
        scene.List(Aino, Eero);
        scene.Persons[Aino] = FeedScene.Resident("Aino");
        scene.Persons[Eero] = FeedScene.Resident("Eero");
        _ = await scene.LoadAsync().ConfigureAwait(false);
        var changed = scene.Unlist(Aino);
        Assert.Multiple(() =>
        {
            Assert.That(changed, Is.EqualTo(1));
            Assert.That(scene.Register.SourceCodes(), Is.EqualTo(new[] { Eero }));
            Assert.That(scene.Find(Aino)!.Municipality, Is.EqualTo("000"));
            Assert.That(scene.Find(Aino)!.NonDisclosureEnd, Is.Not.Null, "an order that is set from now on is not fetched");
            Assert.That(scene.Find(Eero)!.Municipality, Is.EqualTo("205"));
        });
        scene.List(Aino);
        _ = await scene.LoadAsync(again: true).ConfigureAwait(false);
        Assert.That((scene.Find(Aino)!.Municipality, scene.Find(Aino)!.NonDisclosureEnd), Is.EqualTo(("205", (string?)null)));
    }

    [Test]
    public async Task Data_as_of_a_day_are_no_news_of_a_later_one()
    {
        using var scene = new FeedScene();
        scene.Persons[Aino] = FeedScene.Resident("Aino");
        _ = await scene.LoadAsync().ConfigureAwait(false);
        Assert.That(scene.Register.Feed().LastImport, Is.EqualTo(new DateTimeOffset(2026, 6, 8, 0, 0, 0, TimeSpan.FromHours(3))));
        _ = await scene.RunAsync().ConfigureAwait(false);
        Assert.That(scene.Register.Feed().LastImport, Is.EqualTo(new DateTimeOffset(2026, 6, 8, 9, 0, 0, TimeSpan.Zero)));
    }

    private static string CodeChange(string from, string to) => $$"""
        {"tietoryhma":"HENKILOTUNNUS_KORJAUS","voimassaolo":"AKTIIVI","muutosattribuutti":"LISATTY",
         "muutettuHenkilotunnus":"{{to}}","aktiivinenHenkilotunnus":"{{to}}","edellisetHenkilotunnukset":["{{from}}"]},
        {"tietoryhma":"HENKILOTUNNUS_KORJAUS","voimassaolo":"PASSIIVI","muutosattribuutti":"MUUTETTU",
         "muutettuHenkilotunnus":"{{from}}","aktiivinenHenkilotunnus":"{{to}}","edellisetHenkilotunnukset":["{{from}}"]}
        """;
}
