using Muutostieto.Deliveries.Tests.Convergence;
using Muutostieto.Records.Model;

namespace Muutostieto.Deliveries.Tests.Lists;

/// <summary>A list whose recipient has no right to protected persons at all: they have no records while an order is in force.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class LeftOutTests
{
    private LifeRegister life = null!;
    private LifeEvents events = null!;
    private ListScene scene = null!;
    private long first;
    private long second;

    private string First => life.Current(first).IdentityCode;

    private string Second => life.Current(second).IdentityCode;

    [SetUp]
    public async Task SetUpAsync()
    {
        life = new LifeRegister();
        events = new LifeEvents(life);
        first = events.Born("205");
        second = events.Born("091");
        life.Commit();
        scene = new ListScene(life);
        _ = scene.Send(First + "L", Second + "L");
        _ = await scene.NightAsync();
        scene.Load();
    }

    [TearDown]
    public void TearDown()
    {
        scene.Dispose();
        life.Dispose();
    }

    [Test]
    public async Task An_order_makes_a_leaving_line_and_its_end_a_full_record()
    {
        events.Protect(first);
        Assert.That(await DeliveredLinesAsync(), Is.EqualTo(new[] { First + " XXX0" }));
        Assert.That(scene.Codes(), Is.EqualTo(new[] { Second }));
        events.Move(first, "765");
        Assert.That(await DeliveredLinesAsync(), Is.Empty);
        events.Lift(first);
        Assert.That(await DeliveredLinesAsync(), Is.EqualTo(new[] { First + " XXX1" }));
        Assert.That(scene.Codes(), Is.EqualTo(new[] { First, Second }.Order(StringComparer.Ordinal)));
    }

    [Test]
    public async Task Who_is_taken_off_while_protected_is_not_delivered_again_when_the_order_ends()
    {
        events.Protect(first);
        _ = scene.Send(First + "P");
        Assert.That(await DeliveredLinesAsync(), Is.Empty, "taken off in the same week: no line says so");
        events.Lift(first);
        Assert.That(await DeliveredLinesAsync(), Is.Empty);
        Assert.That(scene.Codes(), Is.EqualTo(new[] { Second }));
    }

    [Test]
    public async Task Who_is_put_on_while_protected_comes_when_the_order_ends()
    {
        var third = events.Born("765");
        events.Protect(third);
        life.Commit();
        var upload = scene.Send(life.Current(third).IdentityCode + "L");
        Assert.That(await DeliveredLinesAsync(), Is.Empty);
        Assert.That(scene.Refused(upload), Is.Empty);
        events.Lift(third);
        Assert.That(await DeliveredLinesAsync(), Is.EqualTo(new[] { life.Current(third).IdentityCode + " XXX1" }));
    }

    [Test]
    public async Task Who_is_merged_into_a_protected_person_leaves()
    {
        events.Protect(second);
        _ = await DeliveredLinesAsync();
        var gone = First;
        events.Merge(second, first);
        Assert.That(await DeliveredLinesAsync(), Is.EqualTo(new[] { gone + " XXX0" }));
        Assert.That(scene.Codes(), Is.Empty);
    }

    private async Task<string[]> DeliveredLinesAsync()
    {
        life.Commit();
        _ = await scene.NightAsync();
        scene.Load();
        return
        [
            .. new MemoryRecipient(fromCsv: false)
                .Records(scene.Engine.FilesOf(scene.Engine.Published(ListScene.Id)[^1]))
                .Where(record => !record.IsOpaque)
                .Select(record => $"{record.Text(HeaderField.IdentityCode)} {record.Text(HeaderField.Event)}{(char)record.Type}"),
        ];
    }
}
