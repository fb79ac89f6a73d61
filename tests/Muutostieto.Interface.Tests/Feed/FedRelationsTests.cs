using Muutostieto.Interface.Tests.Support;
using static Muutostieto.Interface.Tests.Support.FeedScene;

namespace Muutostieto.Interface.Tests.Feed;

/// <summary>What the source says of persons inside the relations of others.</summary>
public sealed class FedRelationsTests
{
    [Test]
    public async Task What_is_said_of_another_person_with_a_code_is_no_change_and_is_not_kept()
    {
        using var scene = new FeedScene();
        scene.Persons[Aino] = Resident("Aino", Guardian(Of("Eero")), Spouse(Of("Eero")));
        scene.Persons[Eero] = Resident("Eero");
        var load = await scene.LoadAsync().ConfigureAwait(false);
        Assert.That(load.Kept, Is.Empty);
        Assert.That(scene.Texts(Aino, "305", "hetu").Concat(scene.Texts(Aino, "904", "hetu")), Is.EqualTo(new[] { Eero, Eero }));
        Assert.That(scene.Texts(Aino, "451", "etunimet"), Is.Empty);

        scene.Persons[Aino] = Resident("Aino", Guardian(Of("Eetu")), Spouse($$"""{"henkilotunnus":"{{Eero}}"}"""));
        var found = await scene.VerifyAsync(repairs: false).ConfigureAwait(false);
        Assert.That((found.Different, found.NotShown), Is.EqualTo((0L, 0L)), "the name is another, or not there");
        var report = await scene.RunAsync(Page(
            11, Element(Eero, Name("Eetu")), Element(Aino, Spouse(Of("Eetu"), "MUUTETTU")))).ConfigureAwait(false);
        Assert.That(report.Kept, Is.Empty);
        Assert.That(scene.Texts(Aino, "904", "hetu"), Is.EqualTo(new[] { Eero }));
        Assert.That(scene.Texts(Eero, "004", "etunimet"), Is.EqualTo(new[] { "Eetu" }), "by the person's own record");

        static string Of(string name) =>
            $$"""
            {"henkilotunnus":"{{Eero}}","etunimet":"{{name}}","sukunimi":"Koe","etunimetUTF8":"{{name}}","sukunimiUTF8":"Koe",
             "syntymapv":{"arvo":"1990-01-01","tarkkuus":"PAIVA"},"sukupuoli":"MIES"}
            """;
    }

    [Test]
    public async Task Who_has_no_code_is_kept_where_the_group_has_a_place_for_the_names_and_as_it_came_where_it_has_none()
    {
        const string Nameless = """{"etunimet":"Ann","sukunimi":"Doe","syntymapv":{"arvo":"1980-02-02","tarkkuus":"PAIVA"}}""";
        using var scene = new FeedScene();
        scene.Persons[Aino] = Resident("Aino", Guardian(Nameless), Spouse(Nameless));
        var report = await scene.LoadAsync().ConfigureAwait(false);

        Assert.That(scene.Texts(Aino, "451", "etunimet"), Is.EqualTo(new[] { "Ann" }), "once: the guardian's");
        Assert.That(report.Kept, Is.EqualTo(new Dictionary<string, long> { ["AVIOLIITTO"] = 1 }));
        Assert.That(
            scene.Register.KeptOf(scene.Find(Aino)!.PersonId).Select(kept => kept.Json), Is.EqualTo(new[] { Spouse(Nameless) }));
    }

    private static string Guardian(string person) =>
        $$"""{"tietoryhma":"HUOLTAJA","huoltaja":{{person}},"huoltajanLaji":"LAKISAATEINEN_HUOLTAJA","huoltajanRooli":"ISA"}""";

    private static string Spouse(string person, string? word = null) =>
        $$"""{"tietoryhma":"AVIOLIITTO",{{(word is null ? "" : $"\"muutosattribuutti\":\"{word}\",")}}"puoliso":{{person}},"voimassaolo":"AKTIIVI"}""";
}
