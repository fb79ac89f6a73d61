using Muutostieto.Deliveries.Tests.Support;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Records.Model;

namespace Muutostieto.Deliveries.Tests.Convergence;

/// <summary>
/// Relations do not reveal where a protected person lives, be it the record's own or the other one: every field that <c>groups.json</c>
/// marks, in every attribute, for every permit. The one without the order has records with a street. All cases of a permit share a chain,
/// each with a child and a guardian of its own.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class OwnRelationTests
{
    private const string Attributes = "013456";

    [Test]
    public void A_marked_field_is_empty_during_the_order_and_comes_again_after([Values] PermitKind kind, [Values] bool isOwn)
    {
        using var scene = new Scene(kind, isOwn, "1");
        scene.Relate(one => (one.Attribute, one.Value));
        Assert.That(scene.Shown(scene.Chain.Base()), Is.EqualTo(scene.Named(_ => true)), "before the order");

        scene.Protect();
        Assert.That(scene.Shown(scene.Chain.Changes()).Intersect(scene.Named(scene.IsCovered)), Is.Empty, "the order's line");
        Assert.That(scene.Shown(scene.Chain.Base()), Is.EqualTo(scene.Named(one => !scene.IsCovered(one))), "a base during the order");

        scene.Lift();
        Assert.That(
            scene.Shown(scene.Chain.Changes()).Intersect(scene.Named(scene.IsCovered)),
            Is.EqualTo(scene.Named(one => scene.IsCovered(one) && !one.IsEnd)),
            "after the order what is in force comes again, what has an end does not");
    }

    [Test]
    public void What_an_entry_of_any_attribute_says_during_an_order_is_empty([Values] PermitKind kind, [Values] bool isOwn)
    {
        using var scene = new Scene(kind, isOwn, Attributes);
        scene.Relate(one => ('1', one.Value));
        scene.Protect();
        _ = scene.Chain.Base();
        scene.Relate(one => (one.Attribute, one.OtherValue));

        Assert.That(scene.ShownOther(scene.Chain.Changes()), Is.EqualTo(scene.Named(one => !scene.IsCovered(one))));
    }

    [Test]
    [Pairwise]
    public void What_was_true_during_an_order_stays_hidden_after_it(
        [Values] PermitKind kind,
        [Values] bool isOwn,
        [Values(0, 1, 2)] int deliveriesBetween)
    {
        using var scene = new Scene(kind, isOwn, Attributes);
        _ = scene.Chain.Base();
        scene.Protect();
        scene.Relate(one => ('1', one.OtherValue));
        scene.Relate(one => ('3', one.Value));
        _ = deliveriesBetween == 2 ? scene.Chain.Changes() : [];
        scene.Lift();
        _ = deliveriesBetween > 0 ? scene.Chain.Changes() : [];
        scene.Relate(one => (one.Attribute, one.OtherValue));
        scene.Relate(one => ('3', one.Value));

        Assert.That(scene.ShownOther(scene.Chain.Changes()).Intersect(scene.Named(scene.IsCovered)), Is.Empty, "changes");
        Assert.That(scene.ShownOther(scene.Chain.Base()), Is.Empty, "a base");
    }

    /// <summary>A recipient by changes would keep what a fresh base has no more.</summary>
    [Test]
    public void Who_becomes_one_with_a_person_who_had_been_protected_is_covered_too([Values] PermitKind kind, [Values] bool isOwn)
    {
        using var scene = new Scene(kind, isOwn, "1");
        scene.Relate(one => (one.Attribute, one.Value));
        var duplicates = scene.Cases.Select(one => (one, Duplicate: scene.Events.Born("205"))).ToList();
        foreach (var (_, duplicate) in duplicates)
        {
            scene.Events.Protect(duplicate);
            scene.Events.Lift(duplicate);
        }

        Assert.That(scene.Shown(scene.Chain.Base()), Is.EqualTo(scene.Named(_ => true)));
        foreach (var (one, duplicate) in duplicates)
        {
            scene.Events.Merge(scene.Concerned(one), duplicate);
        }

        _ = scene.Chain.Changes();
        Assert.That(
            scene.Shown(scene.Chain.Base()),
            Is.EqualTo(scene.Named(one => !one.IsEnd)),
            "the residence that has ended");
    }

    /// <summary>What is tried with one field.</summary>
    /// <param name="Marked">Group and field.</param>
    /// <param name="Attribute">Of the entry.</param>
    /// <param name="Child">Whose record it is.</param>
    /// <param name="Guardian">The other person.</param>
    private sealed record Case(string Marked, char Attribute, long Child, long Guardian)
    {
        internal string Value => Marked switch { "305.asuminen" => "2", "307.kunta" => "290", _ => "20290520" };

        internal string OtherValue => Marked switch { "305.asuminen" => "3", "307.kunta" => "765", _ => "20290522" };

        internal bool IsEnd => Marked.EndsWith("loppupv", StringComparison.Ordinal);

        public override string ToString() => $"{Marked} attribute {Attribute}";
    }

    private sealed class Scene : IDisposable
    {
        private readonly LifeRegister life = new();
        private readonly NonDisclosureRight right;
        private readonly bool isOwn;

        internal Scene(PermitKind kind, bool isOwn, string attributes)
        {
            this.isOwn = isOwn;
            var terms = Some.TermsOf(kind);
            right = terms.NonDisclosureRight;
            Events = new LifeEvents(life);
            Chain = new Chain(life, terms);
            Cases =
            [
                .. RelationTests.Fields.SelectMany(marked =>
                    attributes.Select(attribute => new Case(marked, attribute, Events.Born("205"), Events.Born("765")))),
            ];
        }

        internal LifeEvents Events { get; }

        internal Chain Chain { get; }

        internal IReadOnlyList<Case> Cases { get; }

        internal long Concerned(Case one) => isOwn ? one.Child : one.Guardian;

        /// <summary>Where a guardian lives tells of the child the municipality alone, which the right of 37 § includes.</summary>
        internal bool IsCovered(Case one) => !isOwn || one.Marked != "307.kunta" || right != NonDisclosureRight.Section37;

        internal void Relate(Func<Case, (char Attribute, string Value)> entry)
        {
            foreach (var one in Cases)
            {
                life.Enter(one.Child, "XBO", (_, record) =>
                {
                    RelationTests.Relate(record, one.Marked, life.Current(one.Guardian).IdentityCode, entry(one).Attribute);
                    record.Set(record.GroupCount - 1, one.Marked[4..], entry(one).Value);
                });
            }
        }

        internal void Protect()
        {
            foreach (var one in Cases)
            {
                Events.Protect(Concerned(one));
            }
        }

        internal void Lift()
        {
            foreach (var one in Cases)
            {
                Events.Lift(Concerned(one));
            }
        }

        internal IEnumerable<string> Named(Func<Case, bool> which) => [.. Cases.Where(which).Select(one => one.ToString())];

        /// <summary>The cases whose field holds anything.</summary>
        internal IEnumerable<string> Shown(List<Record> records) => Named(one => Values(records, one).Any(text => text.Length > 0));

        /// <summary>The cases whose field holds the second value.</summary>
        internal IEnumerable<string> ShownOther(List<Record> records) => Named(one => Values(records, one).Contains(one.OtherValue));

        private IEnumerable<string> Values(List<Record> records, Case one)
        {
            var code = life.Current(one.Child).IdentityCode;
            return records
                .Where(record => record.Text(HeaderField.IdentityCode) == code)
                .SelectMany(record => Enumerable
                    .Range(0, record.GroupCount)
                    .Where(group => record.Spec(group).Code == one.Marked[..3])
                    .Select(group => record.Text(group, one.Marked[4..])));
        }

        public void Dispose()
        {
            Chain.Dispose();
            life.Dispose();
        }
    }
}
