using Muutostieto.Deliveries.Tests.Support;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;

namespace Muutostieto.Deliveries.Tests.Convergence;

/// <summary>Relations do not reveal where a protected person lives: every field that <c>groups.json</c> marks, for every right, as orders
/// begin and end.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class RelationTests
{
    /// <summary>Each field that reveals another person's residence.</summary>
    public static IEnumerable<string> Fields =>
        Layouts.Catalog.Groups.Where(spec => spec.IsNewest).SelectMany(spec => spec.Residences.Select(one => $"{spec.Code}.{one.Name}"));

    [Test]
    public void The_layouts_mark_what_is_known_to_tell_it() =>
        Assert.That(Fields, Is.EquivalentTo(new[] { "305.asuminen", "305.asuminen_alkupv", "305.asuminen_loppupv", "307.kunta" }));

    [Test]
    public void A_marked_field_is_empty_while_the_other_person_is_protected(
        [ValueSource(nameof(Fields))] string marked,
        [Values] bool hasRight)
    {
        using var life = new LifeRegister();
        var events = new LifeEvents(life);
        using var chain = new Chain(life, Some.Terms with { NonDisclosureRight = Some.Right(hasRight) });
        var (child, mother) = (events.Born("205"), events.Born("091"));
        life.Enter(child, "XBO", (_, record) => Relate(record, marked, life.Current(mother).IdentityCode));
        Assert.That(Notified(chain.Base(), marked), Is.True, "before the order");

        events.Protect(mother);
        Assert.That(Notified(chain.Changes(), marked), Is.False, "the order's line empties it");
        Assert.That(Notified(chain.Base(), marked), Is.False, "a base during the order");
        events.Lift(mother);
        Assert.That(
            Notified(chain.Changes(), marked),
            Is.EqualTo(!marked.EndsWith("loppupv", StringComparison.Ordinal)),
            "after the order what is in force comes again, what has an end does not");
    }

    /// <summary>
    /// The other person of a protected person's home gives the address away, as that of the other one is not hidden. A guardian's
    /// municipality does not to a recipient who may know the person's own.
    /// </summary>
    [Test]
    public void A_marked_field_is_empty_while_the_records_own_person_is_protected(
        [ValueSource(nameof(Fields))] string marked)
    {
        var isOpen = marked == "307.kunta";
        using var life = new LifeRegister();
        var events = new LifeEvents(life);
        using var chain = new Chain(life, Some.Terms with { NonDisclosureRight = NonDisclosureRight.Section37 });
        var (child, mother) = (events.Born("205"), events.Born("091"));
        life.Enter(child, "XBO", (_, record) => Relate(record, marked, life.Current(mother).IdentityCode));
        Assert.That(Notified(chain.Base(), marked), Is.True, "before the order");

        events.Protect(child);
        var order = chain.Changes();
        Assert.That(order, Has.Some.Matches<Record>(record => record!.IndexOf("015") >= 0));
        Assert.That(Notified(order, marked), Is.False, "the order's line empties it");
        Assert.That(order.Any(record => record.IndexOf(marked[..3]) >= 0), Is.EqualTo(!isOpen), "what the recipient has is replaced");
        Assert.That(Notified(chain.Base(), marked), Is.EqualTo(isOpen), "a base during the order");

        events.Lift(child);
        Assert.That(
            Notified(chain.Changes(), marked),
            Is.EqualTo(!isOpen && !marked.EndsWith("loppupv", StringComparison.Ordinal)),
            "after the order what is in force comes again, what has an end does not");
    }

    [Test]
    public void A_protected_person_who_moves_to_a_guardian_makes_no_line()
    {
        using var life = new LifeRegister();
        var events = new LifeEvents(life);
        using var chain = new Chain(life, Some.Terms with { NonDisclosureRight = NonDisclosureRight.Section37 });
        var (child, mother) = (events.Born("205"), events.Born("091"));
        life.Enter(child, "XBO", (_, record) =>
            LifeEvents.Set(record, "305", '1', ("hetu", life.Current(mother).IdentityCode), ("laji", "1"), ("alkupv", "20260501")));
        events.Protect(child);
        _ = chain.Base();

        life.Enter(child, "XCM", (_, record) =>
            LifeEvents.Set(
                record,
                "305",
                '3',
                ("hetu", life.Current(mother).IdentityCode),
                ("laji", "1"),
                ("alkupv", "20260501"),
                ("asuminen", "2"),
                ("asuminen_alkupv", "20260601")));
        Assert.That(chain.Changes(), Has.None.Matches<Record>(record => record!.IndexOf("305") >= 0));
    }

    [Test]
    public void The_code_that_the_other_person_had_before_counts_too([Values] bool hasRight)
    {
        using var life = new LifeRegister();
        var events = new LifeEvents(life);
        using var chain = new Chain(life, Some.Terms with { NonDisclosureRight = Some.Right(hasRight) });
        var (child, mother) = (events.Born("205"), events.Born("091"));
        life.Enter(child, "XBO", (_, record) => Relate(record, "305.asuminen", life.Current(mother).IdentityCode));
        events.ChangeCode(mother);
        events.Protect(mother);

        Assert.That(Notified(chain.Base(), "305.asuminen"), Is.False);
    }

    [Test]
    public void The_other_guardians_group_does_not_tell_it_either([Values] bool hasRight)
    {
        using var life = new LifeRegister();
        var events = new LifeEvents(life);
        using var chain = new Chain(life, Some.Terms with { NonDisclosureRight = Some.Right(hasRight) });
        var (child, mother, father) = (events.Born("205"), events.Born("091"), events.Born("091"));
        events.Protect(mother);
        life.Enter(child, "XBO", (_, record) => Relate(record, "305.asuminen", life.Current(father).IdentityCode));
        Assert.That(Notified(chain.Base(), "305.asuminen"), Is.True);

        life.Enter(child, "XBO", (_, record) => Relate(record, "305.asuminen", life.Current(mother).IdentityCode));
        Assert.That(Notified(chain.Changes(), "305.asuminen"), Is.False);
        Assert.That(Notified(chain.Base(), "305.asuminen"), Is.False);
    }

    [Test]
    public void An_order_for_one_guardian_empties_what_the_group_of_the_other_tells([Values] bool hasRight)
    {
        using var life = new LifeRegister();
        var events = new LifeEvents(life);
        using var chain = new Chain(life, Some.Terms with { NonDisclosureRight = Some.Right(hasRight) });
        var (child, mother, father) = (events.Born("205"), events.Born("091"), events.Born("091"));
        life.Enter(child, "XBO", (_, record) =>
        {
            Relate(record, "305.asuminen", life.Current(father).IdentityCode);
            LifeEvents.Set(record, "305", '1', ("hetu", life.Current(mother).IdentityCode), ("laji", "1"), ("alkupv", "20260501"));
        });
        Assert.That(Notified(chain.Base(), "305.asuminen"), Is.True);

        events.Protect(mother);
        Assert.That(chain.Changes(), Has.Some.Matches<Record>(record => record!.IndexOf("305") >= 0), "the order's line empties it");
        events.Lift(mother);
        Assert.That(Notified(chain.Changes(), "305.asuminen"), Is.True);
    }

    [Test]
    [Pairwise]
    public void A_held_order_covers_the_residence_of_a_person_missing_from_the_register(
        [ValueSource(nameof(Fields))] string marked, [Values('0', '1', '3', '6')] char attribute, [Values] bool hasRight)
    {
        using var life = new LifeRegister();
        var events = new LifeEvents(life);
        using var chain = new Chain(life, Some.Terms with { NonDisclosureRight = Some.Right(hasRight) });
        var (child, unknown) = (events.Born("205"), events.NextCode());
        life.Enter(child, "XBO", (_, record) => Relate(record, marked, unknown));
        Assert.That(Notified(chain.Base(), marked), Is.True);

        life.Hold(unknown, attribute);
        Assert.That(
            chain.Changes(),
            Has.Some.Matches<Record>(record => record!.IndexOf(marked[..3]) >= 0),
            "the held order's line empties it");
        Assert.That(Notified(chain.Base(), marked), Is.False);
        life.Hold(unknown, '4');
        Assert.That(Notified(chain.Changes(), marked), Is.True);
    }

    [Test]
    public void A_protected_person_who_comes_to_have_the_code_that_a_relation_named_is_covered([Values] bool hasRight)
    {
        using var life = new LifeRegister();
        var events = new LifeEvents(life);
        using var chain = new Chain(life, Some.Terms with { NonDisclosureRight = Some.Right(hasRight) });
        var (child, mother, code) = (events.Born("205"), events.Born("091"), events.NextCode());
        life.Enter(child, "XBO", (_, record) => Relate(record, "307.kunta", code));
        events.Protect(mother);
        Assert.That(Notified(chain.Base(), "307.kunta"), Is.True);

        life.Enter(mother, "XAZ", (state, record) =>
        {
            LifeEvents.Set(record, "001", '1', ("hetu", code), ("voimassaolo", "1"));
            LifeEvents.Set(record, "001", '3', ("hetu", state.IdentityCode), ("voimassaolo", "2"));
        });
        Assert.That(chain.Changes(), Has.Some.Matches<Record>(record => record!.IndexOf("307") >= 0));
        Assert.That(Notified(chain.Base(), "307.kunta"), Is.False);
    }

    [Test]
    public void Of_a_person_missing_from_the_register_it_passes_and_is_counted()
    {
        using var life = new LifeRegister();
        var events = new LifeEvents(life);
        using var chain = new Chain(life, Some.Terms);
        var child = events.Born("205");
        life.Enter(child, "XBO", (_, record) => Relate(record, "305.asuminen", events.NextCode()));

        Assert.That(Notified(chain.Base(), "305.asuminen"), Is.True);
        Assert.That(life.Night().UnknownRelations, Is.EqualTo(1));
    }

    [Test]
    public void Who_shares_a_dwelling_with_a_protected_person_is_counted_by_dwelling_and_by_address()
    {
        using var life = new LifeRegister();
        var events = new LifeEvents(life);
        var (hidden, same, sameStreet, protectedToo) = (events.Born("205"), events.Born("205"), events.Born("205"), events.Born("205"));
        var home = life.StateOf(hidden).Groups;
        foreach (var (person, code) in new[] { (same, "909"), (sameStreet, "101"), (protectedToo, "101") })
        {
            life.Enter(person, "XCM", (_, record) => record.Copy(home, home.IndexOf(code), ChangeAttribute.Added));
        }

        Assert.That(life.Night().SharingDwelling, Is.Zero);
        events.Protect(hidden);
        events.Protect(protectedToo);
        Assert.That(life.Night().SharingDwelling, Is.EqualTo(2));
        events.Lift(hidden);
        events.Lift(protectedToo);
        Assert.That(life.Night().SharingDwelling, Is.Zero);
    }

    private static bool Notified(IEnumerable<Record> records, string marked) =>
        records.Any(record =>
            Enumerable
                .Range(0, record.GroupCount)
                .Any(group => record.Spec(group).Code == marked[..3] && record.Text(group, marked[4..]).Length > 0));

    internal static void Relate(Record record, string marked, string other, char attribute = '1')
    {
        var spec = Layouts.Catalog.Newest(marked[..3])!;
        if (spec.Clarifies.Count > 0)
        {
            LifeEvents.Set(record, spec.Clarifies[0], attribute, ("alkupv", "20260501"));
        }

        var group = record.Add(spec, (byte)attribute);
        var field = spec.Field(marked[4..])!;
        record.Set(group, field.ResidenceOf!, other);
        record.Set(group, "alkupv", "20260501");
        record.Set(group, field.Name, field.Kind == FieldKind.Date ? "20260520" : field.Length == 3 ? "290" : "2");
    }
}
