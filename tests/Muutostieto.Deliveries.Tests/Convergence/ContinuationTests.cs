using Muutostieto.Deliveries.Tests.Support;
using Muutostieto.Records.Model;

namespace Muutostieto.Deliveries.Tests.Convergence;

/// <summary>Records of more groups than a line may have: the rest follows in lines of type J, in both forms, in base and changes.</summary>
[Parallelizable(ParallelScope.Self)]
[TestFixture(false)]
[TestFixture(true)]
public sealed class ContinuationTests(bool hasRight)
{
    private LifeRegister life = null!;
    private LifeEvents events = null!;
    private Chain chain = null!;
    private long resident;

    [SetUp]
    public void MakeRegister()
    {
        life = new LifeRegister();
        events = new LifeEvents(life);
        chain = new Chain(life, Some.Terms with { NonDisclosureRight = Some.Right(hasRight) });
        resident = events.Born("205");
        _ = chain.Base();
    }

    [TearDown]
    public void RemoveRegister()
    {
        chain.Dispose();
        life.Dispose();
    }

    [Test]
    public void A_change_of_many_groups_and_a_base_of_as_many()
    {
        AddWards(resident, 230);
        Assert.That(Types(chain.Changes()), Is.EqualTo("0JJ"));
        Assert.That(Types(chain.Base()), Is.EqualTo("1JJ"));

        events.Protect(resident);
        events.ChangeEmail(resident);
        Assert.That(Types(chain.Changes()), Is.EqualTo("0"));

        events.Lift(resident);
        Assert.That(Types(chain.Changes()), Is.EqualTo(hasRight ? "0" : "1JJ"));
    }

    [Test]
    public void What_belongs_together_stays_on_a_line()
    {
        life.Enter(resident, "XBO", (_, record) =>
        {
            for (var child = 0; child < 45; child++)
            {
                LifeEvents.Set(record, "305", '1', ("laji", "1"), ("alkupv", "20260501"));
                LifeEvents.Set(record, "320", '1', ("oikeus", "T301"), ("alkupv", "20260501"));
                LifeEvents.Set(record, "451", '0', ("sukunimi", $"Lapsi{child}"), ("maa", "998"));
                LifeEvents.Set(record, "452", '0', ("teksti", "Entinen valtio"));
            }
        });
        var added = chain.Changes();
        Assert.That(Types(added), Is.EqualTo("0J"));
        Assert.That(added[0].GroupCount, Is.EqualTo(96));

        AddWards(resident, 60);
        _ = chain.Changes();
        life.Enter(resident, "XBX", (state, record) =>
        {
            LifeEvents.Set(record, "002", '3', ("kielikoodi", "sv"));
            LifeEvents.Set(record, "003", '3', ("sukupuoli", "1"));
            for (var group = state.Groups.IndexOf("905"); group >= 0; group = state.Groups.IndexOf("905", group + 1))
            {
                record.Copy(state.Groups, group, ChangeAttribute.ToBeCorrected);
                record.Set(record.Copy(state.Groups, group, ChangeAttribute.Corrected), "huoltajan_rooli", "2");
            }
        });
        var corrected = chain.Changes();
        Assert.That(Types(corrected), Is.EqualTo("0J"));
        Assert.That(corrected[0].GroupCount, Is.EqualTo(98));
        Assert.That(corrected.Select(record => record.Attribute(record.GroupCount - 1)), Is.All.EqualTo(ChangeAttribute.Corrected));
    }

    private void AddWards(long person, int count) => life.Enter(person, "XBO", (_, record) =>
    {
        for (; count > 0; count--)
        {
            LifeEvents.Set(record, "905", '1', ("hetu", events.NextCode()), ("laji", "1"), ("alkupv", "20260501"));
        }
    });

    private static string Types(IEnumerable<Record> records) => string.Concat(records.Select(record => (char)record.Type));
}
