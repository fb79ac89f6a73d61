using Muutostieto.Extracts.Sampling;

namespace Muutostieto.Extracts.Tests.Sampling;

/// <summary>The draw of controls, compared with the rule as it is said: the plainest program for it.</summary>
public sealed class ControlDrawTests
{
    [SeededProperty(MaxTest = 300)]
    public void Controls_are_those_of_the_rule_whatever_the_order(int seed)
    {
        var random = new Random(seed);
        var each = random.Next(1, 5);
        var cases = Units(random, 1, random.Next(1, 12));
        var candidates = Units(random, 100, random.Next(0, 60));
        var expected = ByTheRule(each, cases, candidates);
        var (drawn, missing) = Draw(each, cases, candidates);

        Assert.That(drawn.Order(), Is.EqualTo(expected.Drawn.Order()));
        Assert.That(missing, Is.EqualTo(expected.Short));
        random.Shuffle(cases);
        random.Shuffle(candidates);
        Assert.That(Draw(each, cases, candidates).Drawn.Order(), Is.EqualTo(expected.Drawn.Order()));
    }

    [Test]
    public void A_case_takes_the_numbers_after_its_own_and_those_around_the_end_and_none_twice()
    {
        var draw = new ControlDraw(2);
        draw.AddCase(new SampleUnit(50, 1, 0), "n");
        draw.AddCase(new SampleUnit(60, 2, 0), "n");
        foreach (var number in new ulong[] { 10, 40, 55, 65 })
        {
            Assert.That(draw.AddCandidate(new SampleUnit(number, (long)number, 0), "n"), Is.True);
        }

        Assert.That(draw.AddCandidate(new SampleUnit(51, 51, 0), "m"), Is.False, "of no case's kind");
        Assert.That(draw.Draw().Select(unit => unit.Id), Is.EqualTo(new[] { 55L, 65, 10, 40 }));
        Assert.That(draw.Short, Is.Zero);
    }

    private static (List<long> Drawn, long Short) Draw(
        int each, (ulong Number, long Id, string Kind)[] cases, (ulong Number, long Id, string Kind)[] candidates)
    {
        var draw = new ControlDraw(each);
        foreach (var one in cases)
        {
            draw.AddCase(new SampleUnit(one.Number, one.Id, 0), one.Kind == "?" ? null : one.Kind);
        }

        foreach (var one in candidates.Where(one => one.Kind != "?"))
        {
            _ = draw.AddCandidate(new SampleUnit(one.Number, one.Id, 0), one.Kind);
        }

        return ([.. draw.Draw().Select(unit => unit.Id)], draw.Short);
    }

    private static (List<long> Drawn, long Short) ByTheRule(
        int each, (ulong Number, long Id, string Kind)[] cases, (ulong Number, long Id, string Kind)[] candidates)
    {
        var (drawn, missing) = (new List<long>(), 0L);
        foreach (var one in cases.OrderBy(one => one.Number).ThenBy(one => one.Id))
        {
            var taken = candidates
                .Where(other => one.Kind != "?" && other.Kind == one.Kind && !drawn.Contains(other.Id))
                .OrderBy(other => unchecked(other.Number - one.Number)).ThenBy(other => other.Id)
                .Take(each).Select(other => other.Id).ToList();
            drawn.AddRange(taken);
            missing += taken.Count < each ? 1 : 0;
        }

        return (drawn, missing);
    }

    private static (ulong Number, long Id, string Kind)[] Units(Random random, long first, int count) =>
    [
        .. Enumerable.Range(0, count).Select(index => (
            random.Next(3) == 0 ? (ulong)random.Next(4) : (ulong)random.NextInt64(),
            first + index,
            new[] { "a", "b", "c", "?" }[random.Next(4)])),
    ];
}
