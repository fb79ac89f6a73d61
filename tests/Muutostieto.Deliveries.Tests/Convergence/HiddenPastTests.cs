using Muutostieto.Deliveries.Tests.Support;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;

namespace Muutostieto.Deliveries.Tests.Convergence;

/// <summary>
/// What was in force at any moment of an order, and is in force no more, is in no delivery: every covered group, however it ended, for
/// every permit. The chain checks each delivery's bytes, and that changes equal a fresh base. All groups share a chain, each with a
/// resident of its own.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class HiddenPastTests
{
    /// <summary>Each group that an order covers.</summary>
    public static IEnumerable<string> Covered =>
        Layouts.Catalog.Groups.Where(spec => spec.IsNewest && spec.IsCovered).Select(spec => spec.Code);

    [Test]
    public void What_came_before_an_order_and_went_during_it_within_one_window_is_not_delivered(
        [Values('3', '4', '5')] char ending,
        [Values] PermitKind kind)
    {
        using var life = new LifeRegister();
        var events = new LifeEvents(life);
        using var chain = new Chain(life, Some.TermsOf(kind));
        var residents = ResidentOfEach(Covered, events);
        _ = chain.Base();
        foreach (var (code, resident) in residents)
        {
            life.Enter(resident, "XCM", (_, record) => Fill(record, code, "Piilo"));
            events.Protect(resident);
            life.Enter(resident, "XCM", (state, record) => Finish(state.Groups, record, code, ending));
            life.Enter(resident, "XCM", (_, record) => Fill(record, code, "Uusi"));
            events.Lift(resident);
        }

        AssertOfEach(life, residents, chain.Changes(), shown: "Uusi");
    }

    /// <summary>Each covered group that another clarifies, and that one.</summary>
    public static IEnumerable<(string Code, string Remark)> Clarified =>
        Layouts
            .Catalog.Groups.Where(spec => spec.IsNewest)
            .SelectMany(spec => spec.Clarifies.Where(code => Layouts.Catalog.Newest(code)!.IsCovered).Select(code => (code, spec.Code)));

    [Test]
    [Pairwise]
    public void A_remark_of_the_time_of_an_order_is_not_delivered_with_what_it_clarifies(
        [Values('3', '4', '5')] char ending,
        [Values] PermitKind kind,
        [Values] bool wholeWindow)
    {
        using var life = new LifeRegister();
        var events = new LifeEvents(life);
        using var chain = new Chain(life, Some.TermsOf(kind));
        var residents = ResidentOfEach(Clarified, events);
        foreach (var (groups, resident) in residents)
        {
            life.Enter(resident, "XCM", (_, record) => Fill(record, groups.Code, "Ennen"));
        }

        _ = chain.Base();
        foreach (var (groups, resident) in residents)
        {
            events.Protect(resident);
            life.Enter(resident, "XCM", (state, record) => Remark(state.Groups, record, groups, '1'));
        }

        _ = wholeWindow ? [] : chain.Changes();
        foreach (var (groups, resident) in residents)
        {
            events.Lift(resident);
            life.Enter(resident, "XCM", (state, record) => Remark(state.Groups, record, groups, ending));
        }

        AssertOfEach(life, residents, chain.Changes(), shown: "Ennen");
        AssertOfEach(life, residents, chain.Base(), shown: "Ennen");
    }

    [Test]
    public void What_is_entered_again_after_an_order_and_undone_in_one_window_is_not_delivered([Values] PermitKind kind)
    {
        using var life = new LifeRegister();
        var events = new LifeEvents(life);
        using var chain = new Chain(life, Some.TermsOf(kind));
        var residents = ResidentOfEach(Covered, events);
        foreach (var (code, resident) in residents)
        {
            events.Protect(resident);
            life.Enter(resident, "XCM", (_, record) => Fill(record, code, "Piilo"));
        }

        _ = chain.Base();
        foreach (var (code, resident) in residents)
        {
            life.Enter(resident, "XCM", (state, record) => Finish(state.Groups, record, code, '3'));
            events.Lift(resident);
        }

        _ = chain.Changes();
        foreach (var (code, resident) in residents)
        {
            life.Enter(resident, "XCM", (_, record) => Fill(record, code, "Piilo"));
            life.Enter(resident, "XCM", (state, record) => Finish(state.Groups, record, code, '4'));
        }

        AssertOfEach(life, residents, chain.Changes(), shown: "");
    }

    [Test]
    public void What_ended_by_its_date_during_an_order_is_not_delivered_at_the_lift([Values] PermitKind kind, [Values] bool night)
    {
        using var life = new LifeRegister();
        var events = new LifeEvents(life);
        using var chain = new Chain(life, Some.TermsOf(kind));
        var residents = ResidentOfEach(Covered, events);
        foreach (var (code, resident) in residents)
        {
            life.Enter(resident, "XCM", (_, record) =>
            {
                Fill(record, code, "Piilo");
                record.Set(0, "loppupv", "20260605");
            });
            events.Protect(resident);
        }

        _ = chain.Base();
        life.Today = "20260605";
        if (night)
        {
            _ = chain.Changes();
            foreach (var (code, resident) in residents)
            {
                Assert.That(
                    life.StateOf(resident).Groups.IndexOf(code) < 0
                        || !Texts([life.StateOf(resident).Groups]).Contains("Piilo", StringComparison.Ordinal),
                    $"{code} has left the state");
            }
        }

        foreach (var resident in residents.Values)
        {
            events.Lift(resident);
        }

        AssertOfEach(life, residents, chain.Changes(), shown: "");
        AssertOfEach(life, residents, chain.Base(), shown: "");
    }

    [TestCase(NonDisclosureRight.None)]
    [TestCase(NonDisclosureRight.Section37)]
    public void The_municipality_of_the_time_of_an_order_is_for_the_right_alone(NonDisclosureRight right)
    {
        using var life = new LifeRegister();
        var events = new LifeEvents(life);
        using var chain = new Chain(life, Some.Terms with { Municipalities = ["205", "290"], NonDisclosureRight = right });
        var resident = events.Born("290");
        events.Protect(resident);
        _ = chain.Base();
        events.MoveAndLift(resident, "205");
        _ = chain.Changes();
        foreach (var attribute in "0345")
        {
            life.Enter(resident, "XMF", (state, record) =>
            {
                LifeEvents.Set(record, "204", attribute, ("kuntanumero", "290"), ("muuttopv", "20200101"));
                record.Copy(
                    state.Groups,
                    state.Groups.IndexOf("204"),
                    attribute == '5' ? ChangeAttribute.Corrected : ChangeAttribute.Changed);
            });
        }

        var told = chain.Changes().SelectMany(Municipalities).Distinct();
        Assert.That(told, right == NonDisclosureRight.None ? Has.None.EqualTo("290") : Has.Some.EqualTo("290"));
    }

    [Test]
    public void Where_somebody_lived_before_an_order_or_during_it_is_for_the_right_alone(
        [Values] PermitKind kind,
        [Values] bool wholeWindow)
    {
        using var life = new LifeRegister();
        var events = new LifeEvents(life);
        using var chain = new Chain(life, Some.TermsOf(kind));
        var (resident, other) = (events.Born("205"), events.Born("205"));
        events.CancelLeaving(resident);
        events.CancelLeaving(other);
        var records = chain.Base();
        events.MoveAndProtect(resident, "765");
        records.AddRange(wholeWindow ? [] : chain.Changes());
        events.Lift(resident);
        events.Move(resident, "205");
        records.AddRange(chain.Changes());
        events.CancelLeaving(resident);
        events.CancelLeaving(other);
        records.AddRange(chain.Changes());
        records.AddRange(chain.Base());

        // 765: where the person was under the order. 742: where both had lived before.
        var hasRight = kind is PermitKind.AreaSection37 or PermitKind.ListSection37;
        Assert.That(
            records.SelectMany(record => Former(record)).Distinct(),
            hasRight ? Has.Some.EqualTo("742").And.Some.EqualTo("765") : Is.Empty);
        Assert.That(
            records.Count(record => record.Text(HeaderField.IdentityCode) == life.Current(other).IdentityCode),
            Is.EqualTo(hasRight ? 3 : 2),
            "a correction of where another person lived makes no line");
    }

    private static IEnumerable<string> Former(Record record) =>
        Enumerable
            .Range(0, record.GroupCount)
            .Where(group => record.Spec(group).Code == "913")
            .Select(group => record.Text(group, "kuntanumero"))
            .Where(code => code.Length > 0);

    private static IEnumerable<string> Municipalities(Record record) =>
        Enumerable
            .Range(0, record.GroupCount)
            .Where(group => record.Spec(group).Code == "204")
            .Select(group => record.Text(group, "kuntanumero"));

    private static Dictionary<T, long> ResidentOfEach<T>(IEnumerable<T> cases, LifeEvents events)
        where T : notnull => cases.ToDictionary(one => one, _ => events.Born("205"));

    /// <summary>Each resident's records have what is shown, and none of what an order hid; empty: nothing need be shown.</summary>
    private static void AssertOfEach<T>(LifeRegister life, Dictionary<T, long> residents, List<Record> records, string shown)
        where T : notnull
    {
        Assert.That(residents, Is.Not.Empty);
        using (Assert.EnterMultipleScope())
        {
            foreach (var (one, resident) in residents)
            {
                var code = life.Current(resident).IdentityCode;
                var own = records.Where(record => record.Text(HeaderField.IdentityCode) == code).ToList();
                Assert.That(Texts(own), Does.Not.Contain("Piilo").And.Contain(shown), $"{one}");
            }
        }

        Assert.That(Texts(records), Does.Not.Contain("Piilo"));
    }

    private static string Texts(IEnumerable<Record> records) => string.Join('|', records.SelectMany(LifeRegister.Whereabouts));

    private static void Fill(Record record, string code, string what)
    {
        var spec = Layouts.Catalog.Newest(code)!;
        var group = record.Add(spec, ChangeAttribute.Added);
        foreach (var field in spec.Fields.Where(field => field.Kind == FieldKind.Text || field.Name is "rakennustunnus"))
        {
            record.Set(
                group,
                field.Name,
                field.Length < 12 && field.Name != "rakennustunnus" ? "1" : $"{what}{code}"[..Math.Min(field.Length, what.Length + 3)]);
        }

        record.Set(group, "alkupv", what == "Piilo" ? "20260501" : "20260520");
    }

    private static void Remark(Record state, Record record, (string Code, string Remark) groups, char attribute)
    {
        _ = record.Copy(state, state.IndexOf(groups.Code), ChangeAttribute.Supplementary);
        LifeEvents.Set(record, groups.Remark, attribute, ("teksti", "Piilo huomautus"));
        if (attribute is '3' or '5')
        {
            LifeEvents.Set(record, groups.Remark, attribute == '3' ? '3' : '6', ("teksti", "Nyt toinen"));
            record.Set(record.GroupCount - 1, "teksti", "Nyt toinen");
        }
    }

    private static void Finish(Record state, Record record, string code, char ending)
    {
        for (var group = state.IndexOf(code); group >= 0; group = state.IndexOf(code, group + 1))
        {
            var ended = record.Copy(state, group, (byte)ending);
            if (ending == '3')
            {
                record.Set(ended, "loppupv", "20260530");
            }
            else if (ending == '5')
            {
                _ = record.Add(state.Spec(group), ChangeAttribute.Corrected);
            }
        }
    }
}
