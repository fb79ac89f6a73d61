using Muutostieto.Deliveries.Composition;
using Muutostieto.Deliveries.Tests.Support;

namespace Muutostieto.Deliveries.Tests.Convergence;

/// <summary>Continued records by the hundred. No order takes part: with and without the right of 37 § they are the same.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class ContinuedRecordsTests
{
    [Test]
    public void Continued_records_are_counted_once_and_may_end_a_batch()
    {
        const int Many = 258;
        using var life = new LifeRegister();
        var events = new LifeEvents(life);
        using var chain = new Chain(life, Some.Terms);
        _ = events.Born("205");
        _ = chain.Base();
        for (var person = 0; person < Many; person++)
        {
            life.Enter(events.Born("765"), "XDV", (_, record) =>
            {
                for (var name = 0; name < 100; name++)
                {
                    LifeEvents.Set(record, "005", '1', ("nimi", $"Nimi{name}"), ("nimilaji", "06"), ("alkupv", "20260501"));
                }
            });
        }

        var context = Some.Context with { Terms = Some.Terms, To = life.Now.Value };
        var counted = new BaseComposer(life.Reader, Layouts.Catalog, NoDisk.Instance).Count(context, null, CancellationToken.None);
        var records = chain.Base();

        Assert.That(counted.Persons, Is.EqualTo(1 + Many));
        Assert.That(counted.Records, Is.EqualTo(1 + (2 * Many)));
        Assert.That(records, Has.Count.EqualTo(1 + (2 * Many)));
        Assert.That(chain.Composed!.Persons, Is.EqualTo(1 + Many));
        Assert.That(chain.Composed.Records, Is.EqualTo(1 + (2 * Many)));
    }
}
