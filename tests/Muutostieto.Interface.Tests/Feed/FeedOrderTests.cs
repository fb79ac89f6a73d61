using Muutostieto.Interface.Tests.Support;

namespace Muutostieto.Interface.Tests.Feed;

/// <summary>Non-disclosure orders as a source states them, or lets them be inferred by what it masks.</summary>
public sealed class FeedOrderTests
{
    private const string Aino = FeedScene.Aino;
    private const string Indefinitely = "99990000";
    private const string Masked = "turvakiellonAlaisetKentat";

    private const string Order = """{"tietoryhma":"TURVAKIELTO","muutosattribuutti":"LISATTY","turvakieltoAktiivinen":true}""";
    private const string BaseOrder = """{"tietoryhma":"TURVAKIELTO","turvakieltoAktiivinen":true}""";

    private const string Residence =
        """{"tietoryhma":"KOTIKUNTA","muutosattribuutti":"MUUTETTU","kuntakoodi":"205"}""";

    private const string MaskedResidence =
        $$"""{"tietoryhma":"KOTIKUNTA","muutosattribuutti":"MUUTETTU","{{Masked}}":["kuntakoodi","kuntaanMuuttopv"]}""";

    private const string MaskedAddress = $$"""{"tietoryhma":"VAKINAINEN_KOTIMAINEN_OSOITE","{{Masked}}":["katunimi"]}""";

    private static readonly string[] Ends =
    [
        """{"tietoryhma":"TURVAKIELTO","muutosattribuutti":"MUUTETTU","turvakieltoAktiivinen":false}""",
        """{"tietoryhma":"TURVAKIELTO","muutosattribuutti":"POISTETTU","turvakieltoAktiivinen":false}""",
        """{"tietoryhma":"TURVAKIELTO","muutosattribuutti":"POISTETTU","turvakieltoAktiivinen":true}""",
        """{"tietoryhma":"TURVAKIELTO","muutosattribuutti":"LISATTY","turvakieltoAktiivinen":false}""",
    ];

    [TestCaseSource(nameof(Ends))]
    public async Task An_order_ends_when_the_source_says_so(string end)
    {
        using var scene = await ProtectedAsync(Order).ConfigureAwait(false);
        _ = await scene.RunAsync(Page(12, end)).ConfigureAwait(false);
        Assert.That(scene.Find(Aino)!.NonDisclosureEnd, Is.Null);
    }

    [TestCaseSource(nameof(Ends))]
    public async Task An_order_that_ends_together_with_its_masks_is_not_presumed_to_go_on(string end)
    {
        const string Deleted = $$"""
            {"tietoryhma":"VAKINAINEN_KOTIMAINEN_OSOITE","muutosattribuutti":"POISTETTU","{{Masked}}":["katunimi"],"voimassaolevatTiedot":[]}
            """;
        using var scene = await ProtectedAsync(Order).ConfigureAwait(false);
        _ = await scene.RunAsync(Page(12, $"{end},{Deleted}")).ConfigureAwait(false);
        Assert.That(scene.Find(Aino)!.NonDisclosureEnd, Is.Null);
        Assert.That(scene.Register.SourceRemains().Presumed, Is.Zero);
    }

    [Test]
    public async Task An_order_ends_when_base_data_say_so()
    {
        using var scene = await ProtectedAsync(Order).ConfigureAwait(false);
        scene.Persons[Aino] = FeedScene.Resident("Aino", """{"tietoryhma":"TURVAKIELTO","turvakieltoAktiivinen":false}""");
        _ = await scene.LoadAsync(again: true).ConfigureAwait(false);
        Assert.That(scene.Find(Aino)!.NonDisclosureEnd, Is.Null);
    }

    [Test]
    public async Task Base_data_that_say_there_is_no_order_make_none()
    {
        using var scene = new FeedScene();
        scene.Persons[Aino] = FeedScene.Resident("Aino", """{"tietoryhma":"TURVAKIELTO","turvakieltoAktiivinen":false}""");
        _ = await scene.LoadAsync().ConfigureAwait(false);
        Assert.That(scene.Find(Aino)!.NonDisclosureEnd, Is.Null);
    }

    [Test]
    public async Task An_order_does_not_end_by_silence_in_changes()
    {
        using var scene = await ProtectedAsync(Order).ConfigureAwait(false);
        _ = await scene.RunAsync(
            Page(12, """{"tietoryhma":"SUKUPUOLI","muutosattribuutti":"LISATTY","sukupuoli":"NAINEN"}"""), Page(13, Residence))
            .ConfigureAwait(false);
        Assert.That(scene.Find(Aino)!.NonDisclosureEnd, Is.EqualTo(Indefinitely));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task An_order_does_not_end_by_silence_in_base_data(bool byLoad)
    {
        using var scene = await ProtectedAsync(Order).ConfigureAwait(false);
        scene.Persons[Aino] = FeedScene.Resident("Aino");
        if (byLoad)
        {
            var report = await scene.LoadAsync(again: true).ConfigureAwait(false);
            Assert.That(report.Counts.OrdersKept, Is.EqualTo(1));
        }
        else
        {
            var found = await scene.VerifyAsync(repairs: true).ConfigureAwait(false);
            Assert.That(found.OrdersKept, Is.EqualTo(1));
        }

        Assert.That(scene.Find(Aino)!.NonDisclosureEnd, Is.EqualTo(Indefinitely));
    }

    [Test]
    public async Task A_mask_without_an_order_presumes_one_which_a_clear_residence_ends()
    {
        using var scene = await ProtectedAsync(MaskedResidence).ConfigureAwait(false);
        Assert.Multiple(() =>
        {
            Assert.That(scene.Find(Aino)!.NonDisclosureEnd, Is.EqualTo(Indefinitely));
            Assert.That(scene.Register.SourceRemains().Presumed, Is.EqualTo(1));
        });
        _ = await scene.RunAsync(
            Page(12, """{"tietoryhma":"SUKUPUOLI","muutosattribuutti":"LISATTY","sukupuoli":"NAINEN"}""")).ConfigureAwait(false);
        Assert.That(scene.Find(Aino)!.NonDisclosureEnd, Is.EqualTo(Indefinitely), "what shows no residence ends nothing");
        _ = await scene.RunAsync(Page(13, Residence)).ConfigureAwait(false);
        Assert.Multiple(() =>
        {
            Assert.That(scene.Find(Aino)!.NonDisclosureEnd, Is.Null);
            Assert.That(scene.Register.SourceRemains().Presumed, Is.Zero);
        });
    }

    [Test]
    public async Task A_mask_in_base_data_presumes_an_order_until_they_show_the_residence()
    {
        using var scene = new FeedScene();
        scene.Persons[Aino] = FeedScene.Resident("Aino", MaskedAddress);
        _ = await scene.LoadAsync().ConfigureAwait(false);
        Assert.That(scene.Find(Aino)!.NonDisclosureEnd, Is.EqualTo(Indefinitely));
        scene.Persons[Aino] = FeedScene.Resident("Aino");
        _ = await scene.LoadAsync(again: true).ConfigureAwait(false);
        Assert.That(scene.Find(Aino)!.NonDisclosureEnd, Is.Null);
    }

    [Test]
    public async Task A_clear_residence_never_ends_a_stated_order()
    {
        using var scene = await ProtectedAsync(MaskedResidence).ConfigureAwait(false);
        _ = await scene.RunAsync(Page(12, Order), Page(13, MaskedResidence), Page(14, Residence)).ConfigureAwait(false);
        Assert.That(scene.Find(Aino)!.NonDisclosureEnd, Is.EqualTo(Indefinitely));
        scene.Persons[Aino] = FeedScene.Resident("Aino", MaskedAddress, BaseOrder);
        _ = await scene.LoadAsync(again: true).ConfigureAwait(false);
        scene.Persons[Aino] = FeedScene.Resident("Aino");
        _ = await scene.LoadAsync(again: true).ConfigureAwait(false);
        Assert.That(scene.Find(Aino)!.NonDisclosureEnd, Is.EqualTo(Indefinitely));
    }

    [TestCase("", true)]
    [TestCase(Residence, false)]
    public async Task Becoming_one_with_a_presumed_person_ends_nothing_unless_the_residence_is_shown(string shown, bool isKept)
    {
        using var scene = await ProtectedAsync(MaskedResidence).ConfigureAwait(false);
        scene.Persons.Clear();
        _ = await scene.RunAsync(Merge(shown)).ConfigureAwait(false);
        Assert.Multiple(() =>
        {
            Assert.That(scene.Find(Aino)!.PersonId, Is.EqualTo(scene.Find(FeedScene.Eero)!.PersonId));
            Assert.That(scene.Find(Aino)!.NonDisclosureEnd, Is.EqualTo(isKept ? Indefinitely : null));
            Assert.That(scene.Register.SourceRemains().Presumed, Is.EqualTo(isKept ? 1 : 0));
        });
        _ = await scene.RunAsync(FeedScene.Page(13, FeedScene.Element(FeedScene.Eero, Residence))).ConfigureAwait(false);
        Assert.That(scene.Find(Aino)!.NonDisclosureEnd, Is.Null, "shown in the clear");
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Who_has_become_one_with_a_presumed_person_is_asked_for_and_what_is_shown_decides(bool isMasked)
    {
        using var scene = await ProtectedAsync(MaskedResidence).ConfigureAwait(false);
        scene.Persons.Clear();
        scene.Persons[FeedScene.Eero] = isMasked
            ? $$"""{"tietoryhma":"HENKILON_NIMI","etunimi":"Eero","sukunimi":"Koe"},{{MaskedAddress}}"""
            : FeedScene.Resident("Eero");
        scene.Calls.Clear();
        _ = await scene.RunAsync(Merge("")).ConfigureAwait(false);
        Assert.That(scene.Calls[^1], Does.StartWith("perustiedot ").And.Contain(FeedScene.Eero));
        Assert.That(scene.Find(Aino)!.NonDisclosureEnd, Is.EqualTo(isMasked ? Indefinitely : null));
    }

    [Test]
    public async Task A_stated_order_outlasts_a_merge_that_shows_the_residence()
    {
        using var scene = await ProtectedAsync(Order).ConfigureAwait(false);
        _ = await scene.RunAsync(FeedScene.Page(12, FeedScene.Element(FeedScene.Eero, MaskedResidence))).ConfigureAwait(false);
        _ = await scene.RunAsync(FeedScene.Page(13, FeedScene.Element(FeedScene.Eero, $"{CodeChange},{Residence}"))).ConfigureAwait(false);
        Assert.That(scene.Find(Aino)!.PersonId, Is.EqualTo(scene.Find(FeedScene.Eero)!.PersonId));
        Assert.That(scene.Find(Aino)!.NonDisclosureEnd, Is.EqualTo(Indefinitely));
        Assert.That(scene.Register.SourceRemains().Presumed, Is.Zero);
    }

    /// <summary>That Aino is Eero.</summary>
    private const string CodeChange = $$"""
        {"tietoryhma":"HENKILOTUNNUS_KORJAUS","voimassaolo":"AKTIIVI","muutosattribuutti":"LISATTY",
         "muutettuHenkilotunnus":"{{FeedScene.Eero}}","aktiivinenHenkilotunnus":"{{FeedScene.Eero}}",
         "edellisetHenkilotunnukset":["{{Aino}}"]},
        {"tietoryhma":"HENKILOTUNNUS_KORJAUS","voimassaolo":"PASSIIVI","muutosattribuutti":"MUUTETTU",
         "muutettuHenkilotunnus":"{{Aino}}","aktiivinenHenkilotunnus":"{{FeedScene.Eero}}",
         "edellisetHenkilotunnukset":["{{Aino}}"]}
        """;

    private static string Merge(string shown) =>
        FeedScene.Page(12, FeedScene.Element(FeedScene.Eero, shown.Length == 0 ? CodeChange : $"{CodeChange},{shown}"));

    private static string Page(long key, string groups) => FeedScene.Page(key, FeedScene.Element(Aino, groups));

    private static async Task<FeedScene> ProtectedAsync(string groups)
    {
        var scene = await FeedScene.LoadedAsync().ConfigureAwait(false);
        _ = await scene.RunAsync(Page(11, groups)).ConfigureAwait(false);
        Assert.That(scene.Find(Aino)!.NonDisclosureEnd, Is.EqualTo(Indefinitely));
        return scene;
    }
}
