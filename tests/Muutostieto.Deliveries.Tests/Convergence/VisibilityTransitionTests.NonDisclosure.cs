using Muutostieto.Records.Model;

namespace Muutostieto.Deliveries.Tests.Convergence;

/// <summary>Non-disclosure orders: set, lifted, and both, beside moves.</summary>
public sealed partial class VisibilityTransitionTests
{
    [Test]
    public void An_order_set_and_lifted_looks_like_having_been_elsewhere()
    {
        var other = events.Born("205");
        _ = chain.Changes();
        events.Protect(resident);
        events.Lift(resident);
        events.Move(other, "091");
        life.Enter(other, "XCM", (state, record) =>
        {
            events.Move(state, record, "205");
            record.Set(record.IndexOf("204"), "muuttopv", "20200101");
        });

        var records = chain.Changes();
        Assert.That(records.Select(Form), Is.EqualTo(hasRight ? new[] { "XCG0", "XCG0", "XXX1" } : ["XXX1", "XXX1"]));
        if (!hasRight)
        {
            Assert.That(Shape(records[0]), Is.EqualTo(Shape(records[1])), "the two are alike");
        }
    }

    [Test]
    public void An_order_is_a_leaving_line_like_any_other_or_a_mask()
    {
        var other = events.Born("205");
        _ = chain.Changes();
        events.Protect(resident);
        events.Emigrate(other);

        var records = chain.Changes();
        Assert.That(records.Select(Form), Is.EqualTo(hasRight ? new[] { "XCG0", "XXX0" } : ["XXX0", "XXX0"]));
        if (!hasRight)
        {
            Assert.That(Shape(records[0]), Is.EqualTo(Shape(records[1])), "the two are alike");
        }

        events.ChangeAddress(resident);
        events.ChangeEmail(resident);
        Assert.That(Notified(), Is.Empty, "that a protected person has moved shows in no line");
    }

    [Test]
    public void An_address_of_the_same_window_as_the_order_is_not_delivered()
    {
        events.ChangeAddress(resident);
        events.Protect(resident);

        Assert.That(Notified(), Is.EqualTo(new[] { hasRight ? "XCG0" : "XXX0" }));
    }

    [Test]
    public void Order_and_move_in_one_record()
    {
        events.MoveAndProtect(resident, "290");
        events.MoveAndProtect(stranger, "290");

        Assert.That(Notified(), Is.EqualTo(hasRight ? new[] { "XCG0", "XXX1" } : ["XXX0"]));
    }

    [Test]
    public void Order_and_move_out_in_one_record_is_a_leaving_line()
    {
        events.MoveAndProtect(resident, "091");

        Assert.That(Notified(), Is.EqualTo(new[] { "XXX0" }));
    }

    [Test]
    public void A_lifted_order_brings_everything_back()
    {
        events.ChangeEmail(resident);
        events.Protect(resident);
        _ = chain.Changes();
        events.Extend(resident);
        Assert.That(Notified(), Is.EqualTo(hasRight ? new[] { "XCG0" } : []));

        events.ChangeAddress(resident);
        events.MoveAndLift(resident, "290");
        events.ChangeEmail(resident);
        var records = chain.Changes();
        Assert.That(records.Select(Form), Is.EqualTo(hasRight ? new[] { "XCG0", "XO10" } : ["XXX1"]));
        Assert.That(
            Json(records[0]),
            hasRight
                ? Does.Contain("\"ryhma\":\"101\",\"muutos\":\"3\",\"katu_fi\":\"Katu").And.Not.Contain("***")
                : Does.Not.Contain("***"));
    }

    [Test]
    public void A_lifted_order_of_a_person_without_an_address_takes_the_mask_away()
    {
        events.Protect(resident);
        _ = chain.Changes();
        life.Enter(resident, "XCF", LifeEvents.EndAll);
        events.Lift(resident);

        var records = chain.Changes();
        Assert.That(records.Select(Form), Is.EqualTo(new[] { hasRight ? "XCG0" : "XXX1" }));
        Assert.That(
            Json(records[0]),
            hasRight ? Does.Contain("\"ryhma\":\"101\",\"muutos\":\"4\",\"katu_fi\":\"***") : Does.Not.Contain("***"));
    }

    [Test]
    public void A_lifted_order_gives_back_an_address_whose_end_is_known_already()
    {
        life.Enter(resident, "XCF", (state, record) =>
            record.Set(record.Copy(state.Groups, state.Groups.IndexOf("101"), ChangeAttribute.Changed), "loppupv", "20270101"));
        events.Protect(resident);
        _ = chain.Changes();
        events.Lift(resident);

        Assert.That(Notified(), Is.EqualTo(new[] { hasRight ? "XCG0" : "XXX1" }));
    }

    [Test]
    public void Order_set_lifted_and_set_again()
    {
        events.Protect(resident);
        events.ChangeAddress(resident);
        events.Lift(resident);
        events.Protect(resident, LifeEvents.Indefinitely);

        Assert.That(Notified(), Is.EqualTo(hasRight ? new[] { "XCG0", "XCG0", "XCG0" } : ["XXX0"]));
    }

    [Test]
    public void Order_lifted_and_set_again()
    {
        events.Protect(resident);
        _ = chain.Changes();
        events.Lift(resident);
        events.ChangeAddress(resident);
        events.Protect(resident);

        Assert.That(Notified(), Is.EqualTo(hasRight ? new[] { "XCG0", "XCG0" } : []));
    }

    [Test]
    public void New_code_of_a_protected_person()
    {
        events.Protect(resident);
        _ = chain.Changes();
        events.ChangeCode(resident);
        Assert.That(Notified(), Is.EqualTo(hasRight ? new[] { "XAZ0" } : []));

        events.Lift(resident);
        Assert.That(Notified(), Is.EqualTo(new[] { hasRight ? "XCG0" : "XXX1" }));
    }

    [Test]
    public void Former_addresses_are_delivered_of_those_who_never_were_protected()
    {
        var street = LifeEvents.Value(life.StateOf(resident), "101", "katu_fi");
        events.ChangeAddress(resident);
        Remember(resident, street, '3');
        Assert.That(Notified(), Is.EqualTo(new[] { "XCM0", "XCF0" }));

        events.Protect(resident);
        events.Lift(resident);
        _ = chain.Changes();
        Remember(resident, street, '3');
        Remember(resident, street, '4');
        Remember(resident, street, '5');
        Assert.That(Notified(), Is.Empty);
    }

    [Test]
    public void An_address_from_the_time_of_a_duplicate_s_order_is_not_delivered_of_the_merged_person()
    {
        events.Protect(stranger);
        events.ChangeAddress(stranger);
        var hidden = LifeEvents.Value(life.StateOf(stranger), "101", "katu_fi");
        events.Lift(stranger);
        events.Merge(resident, stranger);
        _ = chain.Changes();
        Remember(resident, hidden, '3');

        Assert.That(Notified(), Is.Empty);
    }

    [Test]
    public void A_correction_of_an_address_from_the_time_of_an_order_corrects_only_what_is_known()
    {
        events.Protect(resident);
        events.ChangeAddress(resident);
        var hidden = LifeRegister.Read(life.Current(resident));
        events.ChangeAddress(resident);
        events.Lift(resident);
        _ = chain.Changes();
        life.Enter(resident, "XMF", (state, record) =>
        {
            record.Copy(hidden, hidden.IndexOf("101"), ChangeAttribute.ToBeCorrected);
            var right = record.Copy(state.Groups, state.Groups.IndexOf("101"), ChangeAttribute.Corrected);
            record.Set(right, "alkupv", "20260502");
        });
        life.Enter(resident, "XMF", (state, record) =>
        {
            record.Copy(state.Groups, state.Groups.IndexOf("101"), ChangeAttribute.ToBeCorrected);
            record.Set(record.Copy(hidden, hidden.IndexOf("101"), ChangeAttribute.Corrected), "loppupv", "20260501");
        });

        var records = chain.Changes();
        Assert.That(
            records.Select(record => string.Concat(Enumerable.Range(0, record.GroupCount).Select(group => (char)record.Attribute(group)))),
            Is.EqualTo(new[] { "3", "4" }));
    }

    [Test]
    public void An_order_that_is_lifted_twice_shows_to_no_one_without_the_right()
    {
        life.Enter(resident, "XCG", (_, record) => LifeEvents.Set(record, "015", '4', ("paattymispv", "20250101")));
        life.Enter(resident, "XCG", (state, record) =>
        {
            LifeEvents.Set(record, "015", '4', ("paattymispv", "20250101"));
            record.Copy(state.Groups, state.Groups.IndexOf("101"), ChangeAttribute.Changed);
        });

        Assert.That(Notified(), Is.EqualTo(hasRight ? new[] { "XCG0", "XCG0" } : ["XXX0"]));
    }

    [Test]
    public void The_temporary_and_foreign_addresses_of_a_protected_person_stay_hidden_with_what_clarifies_them()
    {
        events.Protect(resident);
        foreach (var code in new[] { "102", "103", "104", "105" })
        {
            life.Enter(resident, "XCM", (_, record) =>
            {
                LifeEvents.Set(
                    record,
                    code,
                    '1',
                    (
                        code is "102" ? "katu_fi"
                        : code is "103" ? "osoite_fi"
                        : "lahiosoite",
                        $"Piilo{code} kuja"),
                    ("alkupv", "20260501"));
                if (code is "104" or "105")
                {
                    LifeEvents.Set(record, "452", '0', ("teksti", $"Maa{code} muinainen"));
                }
            });
        }

        Assert.That(Notified(), Is.EqualTo(new[] { hasRight ? "XCG0" : "XXX0" }));
        _ = chain.Base();
        events.Lift(resident);
        Assert.That(Notified(), Is.EqualTo(new[] { hasRight ? "XCG0" : "XXX1" }));
    }
}
