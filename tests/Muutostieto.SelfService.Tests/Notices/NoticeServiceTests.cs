using Muutostieto.SelfService.Applications;
using Muutostieto.SelfService.Notices;
using Muutostieto.SelfService.Tests.Support;

namespace Muutostieto.SelfService.Tests.Notices;

[TestFixture(false)]
[TestFixture(true)]
public sealed class NoticeServiceTests(bool isInDatabase)
{
    [Test]
    public void A_notice_is_read_while_it_is_shown_and_changed_by_one_at_a_time()
    {
        using var scene = new Scene(isInDatabase: isInDatabase);
        var service = new NoticeService(scene.Store, scene.Clock);
        var content = new NoticeContent
        {
            Fi = "Huoltokatko",
            Sv = "Avbrott",
            En = "Outage",
            From = scene.Clock.Now.AddHours(1),
            To = scene.Clock.Now.AddHours(2),
        };
        var notice = service.Publish(Scene.FirstOperator, content);
        Assert.That(service.Current(Scene.Customer), Is.Empty);
        scene.Clock.Now += TimeSpan.FromMinutes(90);
        Assert.That(service.Current(Scene.Customer).Single().Content, Is.EqualTo(content));
        var changed = service.Change(Scene.SecondOperator, notice.Number, notice.Version, content with { To = null });
        Assert.That(
            () => service.Remove(Scene.FirstOperator, notice.Number, notice.Version), Throws.TypeOf<ChangedMeanwhileException>());
        scene.Clock.Now += TimeSpan.FromDays(1);
        Assert.That(service.Current(Scene.Customer), Has.Count.EqualTo(1));
        service.Remove(Scene.FirstOperator, notice.Number, changed.Version);
        Assert.That(service.All(Scene.FirstOperator), Is.Empty);
    }

    [Test]
    public void Each_language_is_needed_and_the_end_comes_after_the_beginning()
    {
        using var scene = new Scene(isInDatabase: isInDatabase);
        var refused = Assert.Throws<RefusedInputException>(() => new NoticeService(scene.Store, scene.Clock).Publish(
            Scene.FirstOperator, new NoticeContent { Fi = "a", From = scene.Clock.Now, To = scene.Clock.Now.AddDays(-1) }))!;
        Assert.That(refused.Faults.Select(fault => fault.Field), Is.EqualTo(new[] { "sv", "en", "to" }));
    }
}
