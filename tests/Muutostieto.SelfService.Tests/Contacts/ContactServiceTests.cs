using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Applications;
using Muutostieto.SelfService.Contacts;
using Muutostieto.SelfService.Tests.Support;

namespace Muutostieto.SelfService.Tests.Contacts;

[TestFixture(false)]
[TestFixture(true)]
public sealed class ContactServiceTests(bool isInDatabase)
{
    private static readonly ContactContent Someone =
        new() { Kind = ContactKind.Billing, Name = " Testi Henkilö ", Email = "testi@yliopisto.example", Phone = "+358 9 000" };

    private Scene scene = null!;
    private ContactService service = null!;

    [SetUp]
    public void Begin()
    {
        scene = new Scene(isInDatabase: isInDatabase);
        service = new ContactService(scene.Store, scene.Clock);
    }

    [TearDown]
    public void End() => scene.Dispose();

    [Test]
    public void A_contact_is_added_changed_and_removed_by_its_recipient_alone()
    {
        var added = service.Add(Scene.Customer, Someone);
        Assert.That(added.Content, Is.EqualTo(Someone with { Name = "Testi Henkilö" }));
        var changed = service.Change(Scene.Colleague, added.Number, added.Version, Someone with { Phone = null });
        Assert.That(
            () => service.Change(Scene.Customer, added.Number, added.Version, Someone),
            Throws.TypeOf<ChangedMeanwhileException>().With.Property("By").EqualTo(Scene.Colleague.Name));
        Assert.That(() => service.Remove(Scene.Stranger, added.Number, changed.Version), Throws.TypeOf<AccessRefusedException>());
        Assert.That(service.All(Scene.FirstOperator).Single().Content.Phone, Is.Null);
        service.Remove(Scene.Customer, added.Number, changed.Version);
        Assert.That(service.List(Scene.Customer), Is.Empty);
    }

    [Test]
    public void What_is_missing_or_too_much_is_refused()
    {
        var refused = Assert.Throws<RefusedInputException>(
            () => service.Add(Scene.Customer, new ContactContent { Kind = (ContactKind)7, Email = "x", Phone = "a" }))!;
        Assert.That(refused.Faults.Select(fault => fault.Field), Is.EqualTo(new[] { "kind", "name", "email", "phone" }));
        for (var i = 0; i < ContactService.MostOfRecipient; i++)
        {
            _ = service.Add(Scene.Customer, Someone);
        }

        Assert.That(() => service.Add(Scene.Colleague, Someone), Throws.TypeOf<RefusedInputException>());
    }
}
