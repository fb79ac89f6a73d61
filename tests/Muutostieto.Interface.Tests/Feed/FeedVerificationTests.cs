using Muutostieto.Interface.Feed;
using Muutostieto.Interface.Tests.Support;
using Muutostieto.Register;

namespace Muutostieto.Interface.Tests.Feed;

/// <summary>A comparison with the source finds and enters what is different, and nothing else.</summary>
public sealed class FeedVerificationTests
{
    private const string Aino = FeedScene.Aino;
    private const string Eero = FeedScene.Eero;

    [Test]
    public async Task The_order_of_the_groups_is_no_difference()
    {
        using var scene = new FeedScene();
        const string Language = """{"tietoryhma":"ASIOINTIKIELI","kielikoodi":"sv"}""";
        scene.Persons[Aino] = FeedScene.Resident("Aino", Language);
        _ = await scene.LoadAsync().ConfigureAwait(false);
        scene.Persons[Aino] = $"{Language},{FeedScene.Resident("Aino")}";
        var found = await scene.VerifyAsync(repairs: false).ConfigureAwait(false);
        Assert.That((found.Checked, found.Different), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task A_register_that_is_as_its_source_has_no_differences([Values] bool repairs, [Values(null, 1)] int? sample)
    {
        using var scene = await FeedScene.LoadedAsync().ConfigureAwait(false);
        var before = scene.Register.LatestKey();
        var found = await scene.VerifyAsync(repairs, sample).ConfigureAwait(false);
        Assert.That(found, Is.EqualTo(new FeedVerification(sample ?? 2, 0, 0, 0, repairs)));
        Assert.That(scene.Register.LatestKey(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_person_who_differs_is_found_and_entered()
    {
        using var scene = await FeedScene.LoadedAsync().ConfigureAwait(false);
        scene.Persons[Aino] = FeedScene.Resident("Aune");
        var before = scene.Register.LatestKey();
        Assert.That(
            await scene.VerifyAsync(repairs: false).ConfigureAwait(false), Is.EqualTo(new FeedVerification(2, 1, 0, 0, false)));
        Assert.That(scene.Register.LatestKey(), Is.EqualTo(before), "a comparison enters nothing");
        Assert.That(
            await scene.VerifyAsync(repairs: true).ConfigureAwait(false), Is.EqualTo(new FeedVerification(2, 1, 0, 0, true)));
        Assert.Multiple(() =>
        {
            Assert.That(scene.Texts(Aino, "004", "etunimet"), Is.EqualTo(new[] { "Aune" }));
            Assert.That(Events(scene, before), Is.EqualTo(new[] { "XFV" }));
        });
        Assert.That(
            await scene.VerifyAsync(repairs: false).ConfigureAwait(false), Is.EqualTo(new FeedVerification(2, 0, 0, 0, false)));
    }

    [Test]
    public async Task A_person_whom_the_source_does_not_show_is_found_and_taken_out_of_the_area()
    {
        using var scene = await FeedScene.LoadedAsync().ConfigureAwait(false);
        scene.Persons.Remove(Eero);
        var before = scene.Register.LatestKey();
        Assert.That(
            await scene.VerifyAsync(repairs: false).ConfigureAwait(false), Is.EqualTo(new FeedVerification(2, 0, 1, 0, false)));
        Assert.That(
            await scene.VerifyAsync(repairs: true).ConfigureAwait(false), Is.EqualTo(new FeedVerification(2, 0, 1, 0, true)));
        Assert.Multiple(() =>
        {
            Assert.That(scene.Find(Eero)!.Municipality, Is.EqualTo("000"));
            Assert.That(scene.Find(Eero)!.NonDisclosureEnd, Is.Not.Null, "why the source does not show a person is not known");
            Assert.That(Events(scene, before), Is.EqualTo(new[] { "XFV" }));
        });
        Assert.That(
            await scene.VerifyAsync(repairs: false).ConfigureAwait(false), Is.EqualTo(new FeedVerification(1, 0, 0, 0, false)));
    }

    [Test]
    public async Task A_listed_person_whom_the_source_never_showed_is_no_difference()
    {
        using var scene = new FeedScene(FeedScope.List);
        scene.List(Aino, Eero, FeedScene.Other);
        scene.Persons[Aino] = FeedScene.Resident("Aino");
        scene.Persons[Eero] = FeedScene.Resident("Eero");
        _ = await scene.LoadAsync().ConfigureAwait(false);
        Assert.That(
            await scene.VerifyAsync(repairs: false).ConfigureAwait(false), Is.EqualTo(new FeedVerification(3, 0, 0, 0, false)));
        scene.Persons.Remove(Eero);
        Assert.That(
            await scene.VerifyAsync(repairs: true).ConfigureAwait(false), Is.EqualTo(new FeedVerification(3, 0, 1, 0, true)));
        Assert.That(
            await scene.VerifyAsync(repairs: false).ConfigureAwait(false), Is.EqualTo(new FeedVerification(3, 0, 0, 0, false)));
    }

    private static IEnumerable<string> Events(FeedScene scene, JournalKey from) =>
        [.. scene.Register.ReadJournal(from, scene.Register.LatestKey()).Select(entry => entry.Event)];
}
