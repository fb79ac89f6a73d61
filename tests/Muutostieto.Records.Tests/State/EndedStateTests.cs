using Muutostieto.Records.Model;
using Muutostieto.Records.State;

namespace Muutostieto.Records.Tests.State;

/// <summary>Ended data is in no state, whichever record it came with.</summary>
public sealed class EndedStateTests
{
    /// <summary>Each group with an end day and each form of a record with it.</summary>
    public static IEnumerable<TestCaseData> Tellings =>
        from spec in Layouts.Catalog.Groups
        where spec.IsNewest && spec.Field("loppupv") is not null && spec.Clarifies.Count == 0
        from telling in new[] { "11", "01", "03", "06" }
        select new TestCaseData(spec.Code, telling[0], telling[1]);

    [TestCaseSource(nameof(Tellings))]
    public void An_ended_instance_enters_the_state_only_of_a_group_that_keeps_ended_ones(string code, char type, char attribute)
    {
        foreach (
            var (end, hasEnded) in new[]
            {
                ("20260531", true),
                ("20260601", true),
                ("20260602", false),
                ("99990000", false),
                ("        ", false),
                ("x", false),
                ("2025", false),
            })
        {
            var state = new PersonState();
            state.Apply(Of(code, type, attribute, end));
            var spec = Layouts.Catalog.Newest(code)!;
            var isIn = spec.IsOnlyEnded ? end.StartsWith("202606", StringComparison.Ordinal) || hasEnded : !hasEnded || spec.KeepsEnded;
            Assert.That(state.Groups.IndexOf(code) >= 0, Is.EqualTo(isIn), end);
        }
    }

    [TestCase('6', "", false)]
    [TestCase('6', "20260501", true)]
    [TestCase('3', "", false)]
    public void What_is_known_once_it_has_ended_leaves_the_state_when_it_has_not(char attribute, string end, bool stays)
    {
        var state = new PersonState();
        state.Apply(Of("913", '1', '1', "20260531"));
        state.Apply(Of("913", '0', attribute, end));
        Assert.That(state.Groups.IndexOf("913") >= 0, Is.EqualTo(stays));
    }

    [Test]
    public void What_clarifies_a_head_in_force_and_has_ended_does_not_enter_the_state()
    {
        var record = Of("306", '1', '1', "");
        foreach (var (kunta, end) in new[] { ("205", "20260501"), ("290", "") })
        {
            var holder = record.Add(Layouts.Catalog.Newest("307")!, ChangeAttribute.Added);
            record.Set(holder, "kunta", kunta);
            record.Set(holder, "loppupv", end);
        }

        var state = new PersonState();
        state.Apply(record);
        Assert.That(state.Groups.Text(state.Groups.IndexOf("307"), "kunta"), Is.EqualTo("290"));
        Assert.That(state.Groups.IndexOf("307", state.Groups.IndexOf("307") + 1), Is.LessThan(0));
    }

    [Test]
    public void What_ends_by_date_leaves_the_state_by_a_change_that_says_so()
    {
        var record = Of("102", '1', '1', "20260610");
        record.Copy(Of("306", '1', '1', ""), 0, ChangeAttribute.Added);
        var holder = record.Add(Layouts.Catalog.Newest("307")!, ChangeAttribute.Added);
        record.Set(holder, "kunta", "205");
        record.Set(holder, "loppupv", "20260611");
        var state = new PersonState();
        state.Apply(record);
        Assert.That(state.EarliestEnd, Is.EqualTo("20260610"));

        foreach (var (day, groups) in new[] { ("20260609", 0), ("20260610", 1), ("20260611", 2), ("20260612", 0) })
        {
            var change = new Record();
            change.Set(HeaderField.Type, "0");
            change.Set(HeaderField.Registered, day);
            Assert.That(state.AddEnded(change), Is.EqualTo(groups > 0), day);
            Assert.That(change.GroupCount, Is.EqualTo(groups), day);
            state.Apply(change);
        }

        Assert.That(state.EarliestEnd, Is.Null);
        Assert.That(state.Groups.IndexOf("306"), Is.GreaterThanOrEqualTo(0));
        Assert.That(state.Groups.GroupCount, Is.EqualTo(1));
    }

    private static Record Of(string code, char type, char attribute, string end)
    {
        var record = new Record();
        record.Set(HeaderField.IdentityCode, "010190-900X");
        record.Set(HeaderField.Registered, "20260601");
        record.Set(HeaderField.Type, [(byte)type]);
        var group = record.Add(Layouts.Catalog.Newest(code)!, (byte)attribute);
        record.Set(group, "alkupv", "20260101");
        record.Set(group, "loppupv", end);
        return record;
    }
}
