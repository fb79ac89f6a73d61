using Muutostieto.Deliveries.Tests.Support;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Records.Model;

namespace Muutostieto.Deliveries.Tests.Convergence;

/// <summary>
/// A protected person's own record does not reveal through its relations where the person lives: every field that <c>groups.json</c> marks,
/// for every permit. The other person has no order, and has records with a street.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class OwnRelationTests
{
    private static IEnumerable<string> Fields => RelationTests.Fields;

    [Test]
    public void A_marked_field_is_empty_while_the_own_person_is_protected_and_comes_again_after(
        [ValueSource(nameof(Fields))] string marked,
        [Values] PermitKind kind)
    {
        using var scene = new Scene(kind, marked);
        scene.Relate('1');
        Assert.That(scene.Shown(scene.Chain.Base()), Is.Not.Empty, "before the order");

        scene.Events.Protect(scene.Child);
        var order = scene.Shown(scene.Chain.Changes());
        Assert.That(scene.IsCovered ? order : [], Is.Empty, "the order's line");
        Assert.That(scene.Shown(scene.Chain.Base()), scene.IsCovered ? Is.Empty : Is.Not.Empty, "a base during the order");
        scene.Events.Lift(scene.Child);
        var lift = scene.Shown(scene.Chain.Changes());
        Assert.That(
            scene.IsCovered ? lift : scene.Shown(scene.Chain.Base()),
            scene.IsCovered && marked.EndsWith("loppupv", StringComparison.Ordinal) ? Is.Empty : Is.Not.Empty,
            "after the order what is in force comes again, what has an end does not");
    }

    [Test]
    [Pairwise]
    public void What_an_entry_of_any_attribute_says_during_an_order_is_empty(
        [ValueSource(nameof(Fields))] string marked,
        [Values] PermitKind kind,
        [Values('0', '1', '3', '4', '5', '6')] char attribute)
    {
        using var scene = new Scene(kind, marked);
        scene.Relate('1');
        scene.Events.Protect(scene.Child);
        _ = scene.Chain.Base();
        scene.Relate(attribute, scene.OtherValue);

        Assert.That(scene.Shown(scene.Chain.Changes()), scene.IsCovered ? Is.Empty : Has.Some.EqualTo(scene.OtherValue));
    }

    [Test]
    [Pairwise]
    public void What_was_true_during_an_order_stays_hidden_after_it(
        [ValueSource(nameof(Fields))] string marked,
        [Values] PermitKind kind,
        [Values('0', '1', '3', '4', '5', '6')] char attribute,
        [Values(0, 1, 2)] int deliveriesBetween)
    {
        using var scene = new Scene(kind, marked);
        _ = scene.Chain.Base();
        scene.Events.Protect(scene.Child);
        scene.Relate('1', scene.OtherValue);
        scene.Relate('3', scene.Value);
        _ = deliveriesBetween == 2 ? scene.Chain.Changes() : [];
        scene.Events.Lift(scene.Child);
        _ = deliveriesBetween > 0 ? scene.Chain.Changes() : [];
        scene.Relate(attribute, scene.OtherValue);
        scene.Relate('3', scene.Value);

        Assert.That(
            scene.Shown(scene.Chain.Changes()),
            scene.IsCovered ? Has.None.EqualTo(scene.OtherValue) : Has.Some.EqualTo(scene.OtherValue));
        Assert.That(scene.Shown(scene.Chain.Base()), Has.None.EqualTo(scene.OtherValue));
    }

    [TestCase(PermitKind.Area)]
    [TestCase(PermitKind.AreaSection37)]
    public void The_relations_of_a_person_merged_with_one_who_was_protected_are_covered_too(PermitKind kind)
    {
        using var scene = new Scene(kind, "305.asuminen_loppupv");
        var duplicate = scene.Events.Born("205");
        scene.Relate('1');
        scene.Events.Protect(duplicate);
        scene.Events.Lift(duplicate);
        Assert.That(scene.Shown(scene.Chain.Base()), Is.Not.Empty);
        scene.Events.Merge(scene.Child, duplicate);
        _ = scene.Chain.Changes();

        Assert.That(scene.Shown(scene.Chain.Base()), Is.Empty);
    }

    private sealed class Scene : IDisposable
    {
        private readonly LifeRegister life = new();
        private readonly PermitKind kind;
        private readonly string marked;
        private readonly long other;

        internal Scene(PermitKind kind, string marked)
        {
            (this.kind, this.marked) = (kind, marked);
            Events = new LifeEvents(life);
            Chain = new Chain(life, Some.TermsOf(kind));
            (Child, other) = (Events.Born("205"), Events.Born("765"));
        }

        internal LifeEvents Events { get; }

        internal Chain Chain { get; }

        internal long Child { get; }

        /// <summary>Where a guardian lives tells the municipality alone, which the right of 37 § includes.</summary>
        internal bool IsCovered =>
            marked != "307.kunta" || Some.TermsOf(kind).NonDisclosureRight != NonDisclosureRight.Section37;

        internal string Value => marked switch { "305.asuminen" => "2", "307.kunta" => "290", _ => "20290520" };

        internal string OtherValue => marked switch { "305.asuminen" => "3", "307.kunta" => "765", _ => "20290522" };

        internal void Relate(char attribute, string? value = null) => life.Enter(Child, "XBO", (_, record) =>
        {
            RelationTests.Relate(record, marked, life.Current(other).IdentityCode, attribute);
            record.Set(record.GroupCount - 1, marked[4..], value ?? Value);
        });

        internal IEnumerable<string> Shown(IEnumerable<Record> records) =>
            records.SelectMany(record => Enumerable
                .Range(0, record.GroupCount)
                .Where(group => record.Spec(group).Code == marked[..3])
                .Select(group => record.Text(group, marked[4..]))
                .Where(text => text.Length > 0));

        public void Dispose()
        {
            Chain.Dispose();
            life.Dispose();
        }
    }
}
