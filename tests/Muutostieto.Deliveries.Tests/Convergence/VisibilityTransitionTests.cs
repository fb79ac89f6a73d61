using System.Text;
using Muutostieto.Deliveries.Tests.Support;
using Muutostieto.Records.Json;
using Muutostieto.Records.Model;

namespace Muutostieto.Deliveries.Tests.Convergence;

/// <summary>
/// What a window's entries become, case by case, without and with the right of 37 §. The chain compares both forms with a fresh base and
/// searches them for what is protected, each time; here is said which lines there are.
/// </summary>
[Parallelizable(ParallelScope.Self)]
[TestFixture(false)]
[TestFixture(true)]
public sealed partial class VisibilityTransitionTests(bool hasRight)
{
    private LifeRegister life = null!;
    private LifeEvents events = null!;
    private Chain chain = null!;
    private long resident;
    private long stranger;

    [SetUp]
    public void MakeRegister()
    {
        life = new LifeRegister();
        events = new LifeEvents(life);
        chain = new Chain(life, Some.Terms with { Municipalities = ["205", "290"], NonDisclosureRight = Some.Right(hasRight) });
        resident = events.Born("205");
        stranger = events.Born("091");
        _ = chain.Base();
    }

    [TearDown]
    public void RemoveRegister()
    {
        chain.Dispose();
        life.Dispose();
    }

    [Test]
    public void Out_in_out_is_nothing()
    {
        events.Move(stranger, "205");
        events.ChangeEmail(stranger);
        events.Move(stranger, "765");

        Assert.That(Notified(), Is.Empty);
    }

    [Test]
    public void In_out_in_is_one_full_record()
    {
        events.ChangeEmail(resident);
        events.Move(resident, "091");
        events.Move(resident, "290");
        events.ChangeEmail(resident);

        Assert.That(Notified(), Is.EqualTo(new[] { "XXX1" }));
    }

    [Test]
    public void Who_gets_a_code_and_moves_out_and_back_is_known_by_the_old_one_though_no_record_says_it()
    {
        GiveCode();
        events.Move(resident, "091");
        events.Move(resident, "290");

        Assert.That(Notified(), Is.EqualTo(new[] { "XXX1" }));
    }

    [Test]
    public void An_entry_under_a_former_code_names_the_person_by_the_code_in_force()
    {
        var former = life.StateOf(resident).IdentityCode;
        GiveCode();
        _ = Notified();
        life.Enter(resident, "XCF", (_, record) =>
        {
            record.Set(HeaderField.IdentityCode, former);
            LifeEvents.Set(record, "003", '3', ("sukupuoli", "1"));
        });

        Assert.That(
            chain.Changes().Single().Text(HeaderField.IdentityCode),
            Is.EqualTo(life.StateOf(resident).IdentityCode).And.Not.EqualTo(former));
    }

    [Test]
    public void Moved_abroad_and_back_is_one_full_record()
    {
        events.Emigrate(resident);
        events.Move(resident, "205");

        Assert.That(Notified(), Is.EqualTo(new[] { "XXX1" }));
    }

    [Test]
    public void Moved_out_is_one_leaving_line_and_then_nothing()
    {
        events.ChangeAddress(resident);
        events.Emigrate(resident);
        Assert.That(Notified(), Is.EqualTo(new[] { "XXX0" }));

        events.ChangeEmail(resident);
        Assert.That(Notified(), Is.Empty);
    }

    [Test]
    public void Moved_and_died_is_a_leaving_line()
    {
        events.Move(resident, "091");
        events.Die(resident);

        Assert.That(Notified(), Is.EqualTo(new[] { "XXX0" }));
    }

    [Test]
    public void Moved_in_and_died_is_a_full_record_with_the_death()
    {
        events.Move(stranger, "205");
        events.Die(stranger);

        var records = chain.Changes();
        Assert.That(records.Select(Form), Is.EqualTo(new[] { "XXX1" }));
        Assert.That(records[0].IndexOf("013"), Is.GreaterThanOrEqualTo(0));
    }

    [Test]
    public void Born_and_moved_is_one_full_record()
    {
        var child = events.Born("205");
        events.Move(child, "290");
        Assert.That(Notified(), Is.EqualTo(new[] { "XXX1" }));

        _ = events.Born("205");
        events.Move(child, "091");
        events.Move(events.Born("205"), "091");
        Assert.That(Notified(), Is.EqualTo(new[] { "XXX1", "XXX0" }), "who was born and moved out was never seen");
    }

    [Test]
    public void New_code_in_the_week_of_a_move()
    {
        events.ChangeCode(resident);
        events.Move(resident, "290");
        Assert.That(Notified(), Is.EqualTo(new[] { "XAZ0", "XCM0" }));

        events.Move(resident, "091");
        events.ChangeCode(resident);
        Assert.That(Notified(), Is.EqualTo(new[] { "XXX0" }));

        events.ChangeCode(resident);
        events.Move(resident, "205");
        Assert.That(Notified(), Is.EqualTo(new[] { "XXX1" }));

        events.Move(resident, "091");
        events.ChangeCode(resident);
        events.Move(resident, "205");
        Assert.That(Notified(), Is.EqualTo(new[] { "XXX1" }));
    }

    [Test]
    public void Who_died_before_the_base_stays_unknown_until_revived()
    {
        events.Die(resident);
        _ = chain.Base();
        events.CorrectDeath(resident);
        events.ChangeEmail(resident);
        Assert.That(Notified(), Is.Empty);

        events.CancelDeath(resident);
        Assert.That(Notified(), Is.EqualTo(new[] { "XXX1" }));

        events.Die(resident);
        Assert.That(Notified(), Is.EqualTo(new[] { "XRK0" }));
    }

    [Test]
    public void Revived_and_died_again_in_one_window()
    {
        events.Die(resident);
        _ = chain.Base();
        events.CancelDeath(resident);
        events.Die(resident);

        Assert.That(Notified(), Is.EqualTo(new[] { "XXX1" }));
    }

    [Test]
    public void A_death_and_its_corrections_arrive()
    {
        events.Die(resident);
        events.CorrectDeath(resident);
        Assert.That(Notified(), Is.EqualTo(new[] { "XRK0", "XCF0" }));

        events.CorrectDeath(resident);
        events.CancelDeath(resident);
        Assert.That(Notified(), Is.EqualTo(new[] { "XCF0", "XCF0" }));
    }

    [Test]
    public void Municipality_merged_while_a_person_moves()
    {
        var neighbour = events.Born("290");
        _ = chain.Changes();
        events.Move(resident, "290");
        events.MergeMunicipality("290", "205");
        events.Move(neighbour, "091");
        events.Move(stranger, "205");

        Assert.That(chain.Changes(["205"]).Select(Form), Is.EqualTo(new[] { "XCM0", "XCF0", "XXX0", "XXX1" }));
    }

    [Test]
    public void Municipalities_merged_into_a_new_one_of_the_area()
    {
        events.MergeMunicipality("205", "766");
        events.Move(stranger, "766");

        Assert.That(chain.Changes(["766"]).Select(Form), Is.EqualTo(new[] { "XCF0", "XXX1" }));
    }

    [Test]
    public void Duplicates_merged_in_the_week_of_a_move()
    {
        var duplicate = events.Born("205");
        _ = chain.Changes();
        events.Move(resident, "290");
        events.Merge(resident, duplicate);
        events.ChangeEmail(resident);
        Assert.That(Notified(), Is.EqualTo(new[] { "XCM0", "XXX0", "XAZ0", "XO10" }));

        var another = events.Born("205");
        _ = chain.Changes();
        events.Move(stranger, "205");
        events.Merge(stranger, another);
        Assert.That(Notified(), Is.EqualTo(new[] { "XXX0", "XXX1" }), "the duplicate leaves before the other comes with its code");

        var elsewhere = events.Born("091");
        events.Merge(stranger, elsewhere);
        Assert.That(Notified(), Is.EqualTo(new[] { "XAZ0" }));
    }

    [Test]
    public void A_record_that_replaces_a_resident()
    {
        events.ChangeCode(resident);
        events.Replace(resident, "290");
        Assert.That(Notified(), Is.EqualTo(new[] { "XAZ0", "XXX1" }));

        events.Replace(resident, "205");
        events.Protect(resident);
        Assert.That(Notified(), Is.EqualTo(hasRight ? new[] { "XXX1", "XCG0" } : ["XXX0"]));
    }

    [Test]
    public void A_change_that_only_a_clarifying_text_tells_arrives()
    {
        life.Enter(resident, "XCF", (_, record) =>
        {
            LifeEvents.Set(record, "002", '1', ("kielikoodi", "98"));
            LifeEvents.Set(record, "452", '0', ("teksti", "romani"));
        });
        _ = chain.Changes();
        life.Enter(resident, "XCF", (_, record) =>
        {
            LifeEvents.Set(record, "002", '0', ("kielikoodi", "98"));
            LifeEvents.Set(record, "452", '0', ("teksti", "kaalo"));
        });

        Assert.That(Notified(), Is.EqualTo(new[] { "XCF0" }));
    }

    [Test]
    public void What_says_how_things_are_bears_the_day_of_the_last_entry()
    {
        life.Today = "20260602";
        events.Move(stranger, "205");
        events.Move(resident, "091");
        life.Today = "20260605";
        events.ChangeEmail(stranger);
        events.ChangeEmail(resident);

        Assert.That(chain.Changes().Select(record => record.Text(HeaderField.Registered)), Is.EqualTo(new[] { "20260605", "20260605" }));
    }

    [Test]
    public void An_address_that_ends_with_no_other_in_its_place_ends_for_the_recipient_too()
    {
        events.Protect(resident);
        events.Lift(resident);
        _ = chain.Changes();
        life.Enter(resident, "XCF", LifeEvents.EndAll);

        Assert.That(Notified(), Is.EqualTo(new[] { "XCF0" }));
    }

    private void Remember(long person, string street, char attribute) =>
        life.Enter(person, "XCF", (_, record) =>
            LifeEvents.Set(record, "101", attribute, ("katu_fi", street), ("alkupv", "20100101"), ("loppupv", "20110101")));

    private string[] Notified() => [.. chain.Changes().Select(Form)];

    private static string Form(Record record) => record.Text(HeaderField.Event) + (char)record.Type;

    private static string Json(Record record)
    {
        using var json = new JsonRecordWriter();
        return Encoding.UTF8.GetString(json.Write(record));
    }

    /// <summary>The record without what is the person's own: code, names and streets.</summary>
    private static string Shape(Record record)
    {
        var copy = new Record();
        copy.CopyFrom(record);
        copy.Set(HeaderField.IdentityCode, "");
        foreach (var (code, field) in new[] { ("004", "sukunimi"), ("101", "katu_fi"), ("101", "katu_sv"), ("909", "rakennustunnus") })
        {
            if (copy.IndexOf(code) is var group and >= 0)
            {
                copy.Set(group, field, "x");
            }
        }

        return Json(copy);
    }

    /// <summary>A new code, in a record without the code it replaces.</summary>
    private void GiveCode() =>
        life.Enter(resident, "XAZ", (_, record) => LifeEvents.Set(record, "001", '1', ("hetu", events.NextCode()), ("voimassaolo", "1")));
}
