using Muutostieto.Deliveries.Tests.Convergence;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Records.Model;

namespace Muutostieto.Deliveries.Tests.Lists;

/// <summary>
/// The third setting of non-disclosure, case by case: the order and its end date are delivered, address and municipality are masked, and
/// nothing reveals that they changed.
/// </summary>
[Parallelizable(ParallelScope.Self)]
public sealed class OrderOnlyTests
{
    private LifeRegister life = null!;
    private LifeEvents events = null!;
    private ListScene scene = null!;
    private long person;

    [SetUp]
    public async Task SetUpAsync()
    {
        life = new LifeRegister();
        events = new LifeEvents(life);
        person = events.Born("205");
        life.Commit();
        scene = new ListScene(life, NonDisclosureRight.OrderOnly);
        _ = scene.Send(life.Current(person).IdentityCode + "L");
        _ = await scene.NightAsync();
    }

    [TearDown]
    public void TearDown()
    {
        scene.Dispose();
        life.Dispose();
    }

    [Test]
    public async Task An_order_that_is_set_masks_the_municipality_with_the_address()
    {
        events.Protect(person);

        Assert.That(await DeliveredLinesAsync(), Is.EqualTo(new[] { "XCG0 0151 20290101 1013 *** 2043 000" }));
    }

    [Test]
    public async Task Moves_under_an_order_are_not_delivered()
    {
        events.Protect(person);
        _ = await DeliveredLinesAsync();
        events.Move(person, "091");
        events.ChangeEmail(person);
        events.ChangeAddress(person);
        events.Emigrate(person);

        Assert.That(await DeliveredLinesAsync(), Is.Empty);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task What_is_left_of_an_entry_does_not_say_that_it_was_a_move(bool toAnotherMunicipality)
    {
        events.Protect(person);
        _ = await DeliveredLinesAsync();
        life.Enter(person, "XCM", (state, record) =>
        {
            LifeEvents.Set(record, "002", '3', ("kielikoodi", "sv"));
            if (toAnotherMunicipality)
            {
                events.Move(state, record, "091");
            }
            else
            {
                events.NewAddress(record, "205");
            }
        });

        Assert.That(await DeliveredLinesAsync(), Is.EqualTo(new[] { "XXX0 0023 sv" }));
    }

    [Test]
    public async Task An_order_that_is_extended_says_until_when()
    {
        events.Protect(person);
        _ = await DeliveredLinesAsync();
        events.Extend(person);

        Assert.That(await DeliveredLinesAsync(), Is.EqualTo(new[] { "XCG0 0153 20310101" }));
    }

    [Test]
    public async Task An_order_that_ends_brings_address_and_municipality_as_they_are_now()
    {
        events.Protect(person);
        events.Move(person, "091");
        _ = await DeliveredLinesAsync();
        events.Lift(person);
        Assert.That(await DeliveredLinesAsync(), Is.EqualTo(new[] { "XCG0 0154 20290101 2043 091 1013 Katu 9091 091" }));

        events.Protect(person);
        _ = await DeliveredLinesAsync();
        events.MoveAndLift(person, "765");
        Assert.That(await DeliveredLinesAsync(), Is.EqualTo(new[] { "XCG0 0154 20290101 2043 765 1013 Katu 9091 765" }));
    }

    [Test]
    public async Task A_move_before_the_order_in_the_same_window_is_not_delivered()
    {
        events.Move(person, "091");
        events.Protect(person);

        Assert.That(await DeliveredLinesAsync(), Is.EqualTo(new[] { "XCG0 0151 20290101 1013 *** 2043 000" }));
    }

    [Test]
    public async Task A_full_record_and_a_base_have_both_masks_also_of_a_person_without_a_municipality()
    {
        var other = events.Born("205");
        events.Protect(other);
        life.Enter(other, "XCF", (_, record) => LifeEvents.Set(record, "204", '4', ("kuntanumero", "205"), ("muuttopv", "20200101")));
        Assert.That(LifeEvents.Value(life.StateOf(other), "204", "kuntanumero"), Is.Empty);
        life.Commit();
        _ = scene.Send(life.Current(other).IdentityCode + "L");
        Assert.That(await DeliveredLinesAsync(), Has.Some.StartsWith("XXX1").And.Some.Contains("0151 20290101 1011 *** 2041 000"));

        events.Protect(person);
        _ = await scene.Engine.FinishAsync(scene.Engine.Engine.Planner.RequestedBase(scene.Permit));
        Assert.That(Notified(), Has.All.Contains("0151 20290101 1011 *** 2041 000"));
    }

    [Test]
    public async Task A_municipality_of_the_time_of_an_order_is_not_delivered_when_it_is_corrected_afterwards()
    {
        events.Protect(person);
        events.Move(person, "091");
        events.Move(person, "765");
        events.Lift(person);
        _ = await DeliveredLinesAsync();
        life.Enter(person, "XCF", (_, record) =>
        {
            LifeEvents.Set(record, "204", '5', ("kuntanumero", "091"), ("muuttopv", "20260501"));
            LifeEvents.Set(record, "204", '6', ("kuntanumero", "765"), ("muuttopv", "20260502"));
        });

        Assert.That(await DeliveredLinesAsync(), Is.EqualTo(new[] { "XCF0 2043 765" }));
    }

    /// <summary>What a week brings: event, type, and of each group code, attribute and first value; of streets their kind only.</summary>
    private async Task<string[]> DeliveredLinesAsync()
    {
        life.Commit();
        _ = await scene.NightAsync();
        scene.Load();
        return Notified();
    }

    /// <summary>CSV, which has all groups; and the fixed-width file says the same of its own.</summary>
    private string[] Notified()
    {
        var files = scene.Engine.FilesOf(scene.Engine.Published(ListScene.Id)[^1]);
        var all = new MemoryRecipient(fromCsv: true).Records(files).Where(record => !record.IsOpaque).ToList();
        var told = all.Select(Show).ToArray();
        foreach (var record in all)
        {
            for (var group = record.GroupCount - 1; group >= 0; group--)
            {
                if (record.Spec(group).IsOwn)
                {
                    record.RemoveAt(group);
                }
            }
        }

        Assert.That(
            new MemoryRecipient(fromCsv: false).Records(files).Where(record => !record.IsOpaque).Select(Show),
            Is.EqualTo(all.Where(record => record.GroupCount > 0).Select(Show)), "fixed width says the same, without groups of our own");
        return told;
    }

    private static string Show(Record record)
    {
        var shown = record.Text(HeaderField.Event) + (char)record.Type;
        for (var group = 0; group < record.GroupCount; group++)
        {
            var spec = record.Spec(group);
            var value = spec.Code is "101"
                ? record.Text(group, "katu_fi")[..Math.Min(record.Text(group, "katu_fi").Length, 3)] is "***"
                    ? "***"
                    : record.Text(group, "katu_fi")[..4]
                : spec.Code == "909"
                    ? record.Text(group, "kuntanumero")
                    : record.Text(group, spec.Fields[0].Name);
            shown += $" {spec.Code}{(char)record.Attribute(group)} {value}".TrimEnd();
        }

        return shown;
    }
}
