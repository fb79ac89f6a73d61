using Muutostieto.Records.Model;
using Muutostieto.Records.State;
using Muutostieto.Records.Tests.Support;

namespace Muutostieto.Records.Tests.State;

public sealed class PersonStatePropertyTests
{
    [SeededProperty(Arbitrary = [typeof(LifeGenerators)], MaxTest = 1500)]
    public void What_a_product_leaves_out_changes_nothing_of_the_rest(Life life, Leftover leftover)
    {
        var (whole, product) = (new PersonState(), new PersonState());
        foreach (var record in life.Changes.Prepend(life.First))
        {
            // From one record to the next: the product's state begins as what the product has of the whole one.
            product.Groups.CopyFrom(leftover.Of(whole.Groups));
            whole.Apply(record);
            product.Apply(leftover.Of(record));
            Assert.That(Filled(product.Groups), Is.EqualTo(Filled(leftover.Of(whole.Groups))));
        }
    }

    [SeededProperty(Arbitrary = [typeof(LifeGenerators)], MaxTest = 500)]
    public void The_state_is_in_order_whatever_happens(Life life)
    {
        var state = new PersonState();
        foreach (var record in life.Changes.Prepend(life.First))
        {
            state.Apply(record);
            InOrder(state.Groups);
        }
    }

    [SeededProperty(Arbitrary = [typeof(RecordGenerators)], MaxTest = 300)]
    public void No_record_makes_it_fail(Record[] records)
    {
        var state = new PersonState();
        foreach (var record in records)
        {
            state.Apply(record);
            InOrder(state.Groups);
        }
    }

    [SeededProperty(Arbitrary = [typeof(LifeGenerators)], MaxTest = 300)]
    public void A_base_line_of_a_state_gives_the_same_state(Life life)
    {
        var state = new PersonState();
        foreach (var record in life.Changes.Prepend(life.First))
        {
            state.Apply(record);
        }

        var line = Notified.Base();
        line.Set(HeaderField.IdentityCode, state.Groups[HeaderField.IdentityCode]);
        for (var group = 0; group < state.Groups.GroupCount; group++)
        {
            line.Copy(state.Groups, group, state.Groups.Attribute(group));
        }

        var again = new PersonState();
        again.Apply(line);

        Assert.That(Forms.Show(again.Groups), Is.EqualTo(Forms.Show(state.Groups)));
    }

    [Test]
    public void A_state_changed_a_thousand_times_takes_no_more_memory()
    {
        var state = Notified.State(["0041 sukunimi=Ahl", "1011 katu_fi=Tie; alkupv=20200101"]);
        var changes = new[]
        {
            Notified.Change("1011 katu_fi=Kuja; alkupv=20260101", "1013 katu_fi=Tie; alkupv=20200101; loppupv=20251231"),
            Notified.Change(
                "1014 katu_fi=Kuja; alkupv=20260101",
                "1015 katu_fi=Tie; alkupv=20200101; loppupv=20251231",
                "1016 katu_fi=Tie; alkupv=20200101"),
        };
        for (var round = 0; round < 10; round++)
        {
            state.Apply(changes[round % 2]);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 10_000; round++)
        {
            state.Apply(changes[round % 2]);
        }

        // What text that is never let go of would cost, is tens of bytes a field and change; a few short-lived objects are none of that.
        Assert.That(Notified.Groups(state), Has.Length.EqualTo(2));
        Assert.That((GC.GetAllocatedBytesForCurrentThread() - before) / 10_000, Is.LessThan(2_000));
    }

    private static void InOrder(Record state)
    {
        var head = "";
        var behind = new List<string>();
        for (var group = 0; group < state.GroupCount; group++)
        {
            var spec = state.Spec(group);
            if (spec.Clarifies.Count == 0)
            {
                Assert.That(string.CompareOrdinal(head, spec.Code), Is.LessThanOrEqualTo(0), "codes ascend");
                Assert.That(state.Attribute(group), Is.EqualTo(ChangeAttribute.Added));
                head = spec.Code;
                behind.Clear();
            }
            else
            {
                Assert.That(
                    behind.Append(head),
                    Has.Some.Matches<string>(code => spec.Clarifies.Contains(code)),
                    $"{spec} has something to clarify");
                behind.Add(spec.Code);
            }
        }
    }

    /// <summary>The groups that say something, as text: a product's group of which all fields are left out says nothing.</summary>
    private static string[] Filled(Record state)
    {
        var all = new PersonState(state);
        return [.. Notified.Groups(all).Where(group => group.Length > 4 || group.StartsWith("015", StringComparison.Ordinal))];
    }
}
